"""The verifier page answers as the program does: every vector, every sentence, and whatever somebody makes of a code."""

import gzip
import json
import random
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import answer_vectors
from answer_vectors import LISTS, REGISTERS, Case, cases, entries, expected, register, told
from assessor_app.domain.errors import KnownError
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import judge_paper
from assessor_app.trust.register import read_register
from assessor_app.wording import catalogue
from assessor_app.wording.checking import answer_sentence
from verifier_core import answers, shaped, words

FOLDER = answer_vectors.PATH.parent
VECTORS = json.loads(answer_vectors.PATH.read_text(encoding="utf-8"))
PAPERS = json.loads((FOLDER / "papers.json").read_text(encoding="utf-8"))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 #/:.z9ßſ\x1f\x85\u00a0"


@pytest.fixture
def spoken() -> Iterator[None]:
    before = catalogue.spoken()
    yield
    catalogue.speak(before)


def as_given(case: Case) -> dict[str, Any]:
    named = {"lists": list(case.lists), "registers": list(case.registers)}
    return {"name": case.name, "text": case.text, "now": case.now.isoformat(), **named}


def encoded(registers: dict[str, bytes]) -> dict[str, str]:
    return {name: b64encode(data).decode() for name, data in registers.items()}


def test_the_vectors_are_what_the_program_answers() -> None:
    assert json.loads(json.dumps(answer_vectors.made())) == VECTORS


@pytest.mark.parametrize("old", [False, True], ids=["by the browser", "in an old browser"])
def test_the_page_answers_every_vector_as_the_program_does(*, old: bool) -> None:
    found = answers(VECTORS["answers"], lists=VECTORS["lists"], registers=VECTORS["registers"], old=old)
    assert {one["name"]: shaped(answer) for one, answer in zip(VECTORS["answers"], found, strict=True)} == {
        one["name"]: one["expected"] for one in VECTORS["answers"]
    }
    assert {one["expected"]["reason"] for one in VECTORS["answers"]} >= {
        *("registered", "no-register", "not-yet-registered", "provisional-lapsed", "unknown-issuer", "suspended"),
        *("compromised", "altered", "out-of-scope", "revoked", "superseded", "expired", "rejected", "annulled"),
    }  # fmt: skip


def test_the_page_finds_a_paper_among_4096_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    large = {**REGISTERS, "large": register(entries(), bits=12)}
    monkeypatch.setattr(answer_vectors, "REGISTERS", large)
    names = ("registered", "not yet registered", "superseded")
    asked = [replace(case, registers=("large",)) for case in cases() if case.name in names]
    found = answers([as_given(case) for case in asked], lists=LISTS, registers=encoded(large))
    assert [shaped(answer) for answer in found] == [expected(told(case)) for case in asked]


@pytest.mark.usefixtures("spoken")
def test_the_page_says_what_the_program_says_in_every_language() -> None:
    asked = cases()
    found = answers(
        [as_given(case) for case in asked], lists=LISTS, registers=encoded(REGISTERS), languages=True
    )
    for language in ("en", *words()):
        catalogue.speak(language)
        assert [answer["sentences"][language] for answer in found] == [
            answer_sentence(told(case)) for case in asked
        ]


def test_the_page_refuses_what_the_program_refuses() -> None:
    given = [
        {"text": one["text"], "lists": ["list"], "registers": [], "now": PAPERS["now"]}
        for one in PAPERS["unreadable"]
    ]
    found = answers(given, lists={"list": PAPERS["anchor_list"]}, registers={})
    wanted = {"paper-newer": "paper-newer"}
    assert [wanted.get(answer["error"], "unreadable") for answer in found] == [
        wanted.get(one["error"], "unreadable") for one in PAPERS["unreadable"]
    ]


def test_the_page_and_the_program_agree_on_what_was_changed() -> None:
    chance = random.Random(20261122)  # noqa: S311 - the same changes each time
    pool = [one["text"] for one in PAPERS["papers"] + PAPERS["unreadable"]]
    texts = [changed(chance, chance.choice(pool)) for _ in range(600)]
    given = [
        {"text": text, "lists": ["list"], "registers": ["register"], "now": PAPERS["now"]} for text in texts
    ]
    registers = {"register": PAPERS["registers"][0]["base64"]}
    found = answers(given, lists={"list": PAPERS["anchor_list"]}, registers=registers)
    assert [by_page(answer) for answer in found] == [by_program(text) for text in texts]


def changed(chance: random.Random, text: str) -> str:
    """One to three characters of a code put in, taken out or made others."""
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice((*LETTERS, "")) + text[place + chance.randint(0, 1) :]
    return text


def by_page(answer: dict[str, Any]) -> str:
    return str(answer.get("error") or f"{answer['answer']} {answer['reason']} {answer['state']}")


TRUST = TrustStore.of([read_anchor_list(PAPERS["anchor_list"])])
HELD = [read_register(b64decode(PAPERS["registers"][0]["base64"]), trust=TRUST)]


def by_program(text: str) -> str:
    now = datetime.fromisoformat(PAPERS["now"])
    try:
        judged = judge_paper(text, trust=TRUST, registers=HELD, ledger=lambda _: None, now=now)
    except KnownError as error:
        return error.code
    return f"{judged.answer} {judged.reason} {judged.state}"


def test_the_page_is_one_small_file_that_loads_nothing(repository: Path) -> None:
    page = (repository / "resources" / "verifier" / "built" / "index.html").read_bytes()
    assert len(gzip.compress(page, 9)) < 150_000
    text = page.decode("utf-8")
    assert not re.search(
        r"<(?:img|iframe)\b|\b(?:src|href)=\"(?!data:)|@import|url\(", text.partition("<script>")[0]
    )
    assert "unsafe" not in re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]  # type: ignore[index]
