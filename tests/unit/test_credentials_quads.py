"""The short way to the signature gives the bytes of the long one, and leaves to it whatever it does not know."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld
from pyld.canon import URDNA2015

from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.quads import quads_of
from assessor_app.credentials.signing import sign_document, sign_slowly
from assessor_app.credentials.status_list import status_list
from assessor_app.domain.credential import EvidenceKept, StatusPlace
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Level, Outcome
from assessor_app.formats.credential import document
from assessor_app.trust.keys import SigningKey, base58
from credential_samples import ISSUED, ISSUING, sample_facts, sample_form

PLACE = StatusPlace(url="https://issuer.example/status/1.json", index=77)


def made(**changes: Any) -> dict[str, Any]:
    return document(credential_of(sample_facts(**changes), image="data:image/svg+xml;base64,PHN2Zz4="))


def slow(plain: dict[str, Any]) -> str:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader()}
    return str(jsonld.normalize(plain, options))


def fast(plain: dict[str, Any]) -> str | None:
    found = quads_of(plain)
    return None if found is None else str(URDNA2015().main(found, {"format": "application/n-quads"}))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"status": PLACE},
        {"until": None, "evidence": (), "record": "", "learner_number": ""},
        {"holder": 'a\t"b\\ \r\n <x> 𐌀 خالد'},
        {"form": replace(sample_form(), levels=(), isced_f="", outcomes=())},
    ],
)
def test_both_ways_sign_the_same_bytes(changes: dict[str, Any]) -> None:
    plain = made(**changes)
    assert fast(plain) == slow(plain)
    for at in (ISSUED, ISSUED + timedelta(days=400, seconds=7)):
        signed = sign_document(plain, issuing=ISSUING, created=at)
        assert signed == sign_slowly(plain, issuing=ISSUING, created=at)
    assert "proof" not in plain


def test_a_status_list_goes_the_short_way_too() -> None:
    plain = status_list(PLACE.url, {1, 2}, issuer=ISSUING.did, at=ISSUED)
    assert fast(plain) == slow(plain)


@settings(max_examples=40)
@given(
    holder=st.text(max_size=40),
    outcomes=st.lists(st.text(min_size=1, max_size=20), max_size=5),
    credit=st.none() | st.integers(1, 500).map(float) | st.floats(0.1, 99, allow_nan=False),
    levels=st.lists(
        st.builds(Level, framework=st.sampled_from(["EQF", "NFQ"]), level=st.sampled_from(["1", "2"])),
        max_size=3,
    ),
    pieces=st.lists(st.sampled_from(["aa", "bb"]), max_size=3),
)
def test_whatever_a_credential_says(
    holder: str, outcomes: list[str], credit: float | None, levels: list[Level], pieces: list[str]
) -> None:
    listed = tuple(Outcome(id=str(number), text=text) for number, text in enumerate(outcomes))
    form = replace(sample_form(), outcomes=listed, credits=credit, levels=tuple(levels))
    evidence = tuple(EvidenceKept(kind=Kind.PHOTO, sha256=piece * 32) for piece in pieces)
    plain = made(holder=f"h{holder}", form=form, evidence=evidence)
    found = fast(plain)
    assert found is None or found == slow(plain)
    signed = sign_document(plain, issuing=ISSUING, created=ISSUED)
    assert signed == sign_slowly(plain, issuing=ISSUING, created=ISSUED)


def put(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    change.__name__ = f"{path[-1]}={value!r}"
    return change


@pytest.mark.parametrize(
    "change",
    [
        put("covering", value="nothing defines it"),
        put("credentialSubject", "covering", value="nor this"),
        put("@context", value={"a": "https://a.example/"}),
        put("@context", value=["https://www.w3.org/ns/credentials/v2", {"a": "https://a.example/"}]),
        put("credentialSubject", "@context", value={"name": "https://a.example/"}),
        put("issuer", "id", value="no-scheme"),
        put("issuer", "id", value="xsd:short"),
        put("issuer", "id", value="https://a.example/with space"),
        put("issuer", "id", value=7),
        put("id", value="urn:uuid:5b1a2a34-0d9f-5f0f-8d3b-0c1d2e3f4a5b"),
        put("type", value=["VerifiableCredential", "Unheard"]),
        put("credentialSubject", "creditsEarned", value=2.5),
        put("credentialSubject", "achievement", "resultDescription", 0, "allowedValue", value=["a", "b"]),
        put("name", value=["a", ["b"]]),
        put("name", value=None),
        put("proof", value={"type": "DataIntegrityProof"}),
    ],
    ids=lambda change: change.__name__,
)
def test_what_it_does_not_know_it_leaves_to_the_long_way(change: Callable[[dict[str, Any]], None]) -> None:
    plain = copy.deepcopy(made())
    change(plain)
    found = quads_of(plain)
    if found is not None:
        assert fast(plain) == slow({name: value for name, value in plain.items() if name != "proof"})


def test_leading_zeros_are_kept() -> None:
    assert base58(b"\0\0\x01") == "112"
    assert base58(SigningKey(b"\x01" * 32).public)
