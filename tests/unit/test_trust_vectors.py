"""What was once printed and signed is read for ever: the published vectors, bit for bit."""

import json
from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain import number
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose, delegation, paper_claims, personal, qr_text, signed_record
from assessor_app.trust import cose_sign, jws
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.chain import check_chain
from assessor_app.trust.judge import judge_paper
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import did_key, is_signed, key_id
from assessor_app.trust.register import read_register

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "vectors"


def vectors(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return content


PAPERS, RECORDS, NUMBERS = vectors("papers.json"), vectors("records.json"), vectors("numbers.json")
TRUST = TrustStore.of([read_anchor_list(PAPERS["anchor_list"])])
REGISTERS = [read_register(b64decode(entry["base64"]), trust=TRUST) for entry in PAPERS["registers"]]
NOW = datetime.fromisoformat(PAPERS["now"])


@pytest.mark.parametrize("vector", PAPERS["papers"], ids=lambda vector: str(vector["name"]))
def test_a_published_paper_gets_its_answer(vector: dict[str, Any]) -> None:
    known = judge_paper(vector["text"], trust=TRUST, registers=REGISTERS, ledger=lambda _: None, now=NOW)
    bare = judge_paper(vector["text"], trust=TRUST, registers=[], ledger=lambda _: None, now=NOW)
    expected = vector["with_register"]
    assert [known.answer, known.reason, known.state, known.successor] == [
        expected[member] for member in ("answer", "reason", "state", "successor")
    ]
    assert {"answer": bare.answer, "reason": bare.reason, "state": bare.state} == vector["without_register"]
    assert (known.claims.name, known.claims.number) == (vector["claims"]["name"], vector["claims"]["number"])


@pytest.mark.parametrize("vector", PAPERS["papers"], ids=lambda vector: str(vector["name"]))
def test_a_published_paper_is_written_again_as_it_was(vector: dict[str, Any]) -> None:
    content = qr_text.read(vector["text"])
    message = cose.decode(content.data)
    assert paper_claims.encode(paper_claims.decode(message.payload)) == message.payload
    assert cose.encode(message) == content.data
    assert qr_text.write(content) == vector["text"]


def test_a_paper_taken_apart() -> None:
    parts = PAPERS["taken_apart"]
    assert [list(segment.values()) for segment in parts["segments"]] == [
        list(segment) for segment in qr_text.segments(parts["text"])
    ]
    content = qr_text.read(parts["text"])
    message = cose.decode(content.data)
    vouched = cose.decode(bytes.fromhex(parts["delegation"]))
    assert content.data.hex() == parts["cose"]
    assert message.delegation == bytes.fromhex(parts["delegation"])
    assert cose_sign.paper_context(content.host) == parts["external_aad"].encode()
    assert parts["delegation_external_aad"].encode() == cose_sign.DELEGATION_CONTEXT
    assert delegation.decode(vouched.payload).public.hex() == parts["device_public"]
    for found, prefix, public in ((message, "", "device_public"), (vouched, "delegation_", "online_public")):
        context = parts[f"{prefix}external_aad"].encode()
        signed = cose.to_sign(kid=found.kid, payload=found.payload, context=context)
        assert found.kid.hex() == parts[f"{prefix}kid"] == key_id(bytes.fromhex(parts[public])).hex()
        assert found.payload.hex() == parts[f"{prefix}payload"]
        assert found.signature.hex() == parts[f"{prefix}signature"]
        assert signed.hex() == parts[f"{prefix}signed_bytes"]
        assert is_signed(signed, signature=found.signature, public=bytes.fromhex(parts[public]))


@pytest.mark.parametrize("vector", PAPERS["unreadable"], ids=lambda vector: str(vector["name"]))
def test_what_cannot_be_read_has_no_answer(vector: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as raised:
        judge_paper(vector["text"], trust=TRUST, registers=REGISTERS, ledger=lambda _: None, now=NOW)
    assert raised.value.code == vector["error"]


@settings(deadline=None)  # other work on the machine must not fail it
@given(st.data())
def test_no_published_paper_is_valid_with_a_character_changed(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(PAPERS["papers"]))["text"]
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="ascii", exclude_categories=["Cc", "Zs", "Ll"]))
    changed = text[:place] + other + text[place + 1 :]
    if changed == text:
        return
    try:
        judged = judge_paper(changed, trust=TRUST, registers=REGISTERS, ledger=lambda _: None, now=NOW)
    except KnownError:
        return
    assert judged.answer != "valid"


def test_the_published_chain_is_right() -> None:
    public = bytes.fromhex(RECORDS["device_public"])
    report = check_chain(RECORDS["records"], public_of={RECORDS["chain"]: public}.get)
    assert (report.fault, report.count, report.head) == (None, len(RECORDS["records"]), RECORDS["head"])
    assert (did_key(public), key_id(public).hex()) == (RECORDS["device_did"], RECORDS["device_kid"])
    assert signed_record.first_prev(RECORDS["chain"]) == RECORDS["first_prev"]


def test_the_published_records_and_their_personal_parts_belong_together() -> None:
    public = bytes.fromhex(RECORDS["device_public"])
    for text, blob in zip(RECORDS["records"], RECORDS["personal"], strict=True):
        payload = jws.verify(text, typ=Typ.RECORD, public=public)
        record = signed_record.decode(payload)
        assert signed_record.encode(record) == payload
        assert record.personal == (personal.digest_of(bytes.fromhex(blob)) if blob else None)
        assert blob is None or personal.open_sealed(bytes.fromhex(blob))["name"] == "Łukasz Example"


@pytest.mark.parametrize("vector", RECORDS["faults"], ids=lambda vector: str(vector["name"]))
def test_the_first_fault_of_a_published_chain_is_named(vector: dict[str, Any]) -> None:
    public = bytes.fromhex(RECORDS["device_public"])
    report = check_chain(vector["records"], public_of={RECORDS["chain"]: public}.get)
    assert (report.fault, report.seq) == (vector["fault"], vector["seq"])


def test_the_published_numbers() -> None:
    for vector in NUMBERS["made"]:
        assert number.make(vector["chain"], vector["serial"]) == vector["number"]
    for vector in NUMBERS["typed"]:
        assert number.normalise(vector["text"]) == vector["number"]
    for vector in NUMBERS["refused"]:
        with pytest.raises(KnownError) as raised:
            number.normalise(vector["text"])
        assert raised.value.code == vector["error"]
