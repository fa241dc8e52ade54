"""`docs/qr-format.md` is enough to write a verifier from: the one in `paper_by_the_page.py` was."""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import judge_paper
from paper_by_the_page import NewerError, UnreadableError, day, judge, read_anchors, read_paper, read_register

VECTORS = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "papers.json"
PAPERS = json.loads(VECTORS.read_text(encoding="utf-8"))
ANCHORS = read_anchors(PAPERS["anchor_list"])
(REGISTER,) = (read_register(base64.b64decode(entry["base64"]), ANCHORS) for entry in PAPERS["registers"])
NOW = datetime.fromisoformat(PAPERS["now"])


@pytest.mark.parametrize("vector", PAPERS["papers"], ids=lambda vector: str(vector["name"]))
def test_the_page_is_enough_to_answer(vector: dict[str, Any]) -> None:
    known, bare = vector["with_register"], vector["without_register"]
    assert judge(vector["text"], ANCHORS, REGISTER, NOW) == (
        known["answer"], known["reason"], known["successor"],
    )  # fmt: skip
    assert judge(vector["text"], ANCHORS, None, NOW)[:2] == (bare["answer"], bare["reason"])


@pytest.mark.parametrize("vector", PAPERS["papers"], ids=lambda vector: str(vector["name"]))
def test_the_page_is_enough_to_read_the_claims(vector: dict[str, Any]) -> None:
    paper, told = read_paper(vector["text"]), vector["claims"]
    mark = day(paper.fields[3]) if type(paper.fields[3]) is int else paper.fields[3]
    found = [paper.cti.hex(), paper.iat, *paper.fields[1:3], mark and str(mark), *paper.fields[4:10]]
    wanted = {**told, "provisional_until": "", "valid_until": "", "mark_is_birth_date": ""}
    assert found == [value for value in wanted.values() if value != ""]
    days = [day(value) for value in paper.fields[10:]]
    assert [value and value.isoformat() for value in days] == [
        told["provisional_until"], told["valid_until"],
    ]  # fmt: skip


@pytest.mark.parametrize("vector", PAPERS["unreadable"], ids=lambda vector: str(vector["name"]))
def test_the_page_is_enough_to_refuse(vector: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError) as raised:
        judge(vector["text"], ANCHORS, REGISTER, NOW)
    assert (raised.type is NewerError) == (vector["error"] == "paper-newer")


TRUST = TrustStore.of([read_anchor_list(PAPERS["anchor_list"])])


@settings(deadline=None, max_examples=300)  # other work on the machine must not fail it
@given(st.data())
def test_the_page_and_the_program_agree_on_what_was_changed(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(PAPERS["papers"] + PAPERS["unreadable"]))["text"]
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 #/:.z9ß"))
    changed = text[:place] + other + text[place + 1 :]
    assert by_the_page(changed) == by_the_program(changed)


def by_the_page(text: str) -> str:
    try:
        return " ".join(judge(text, ANCHORS, None, NOW)[:2])
    except NewerError:
        return "newer"
    except UnreadableError:
        return "unreadable"


def by_the_program(text: str) -> str:
    try:
        judged = judge_paper(text, trust=TRUST, registers=[], ledger=lambda _: None, now=NOW)
    except KnownError as error:
        return "newer" if error.code == "paper-newer" else "unreadable"
    return f"{judged.answer} {judged.reason}"
