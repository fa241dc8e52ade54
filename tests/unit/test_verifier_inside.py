"""The verifier page tells what lies inside a credential as the program does: transcripts, qualifications, endorsements."""

import json
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.credentials.baking import bake_png
from assessor_app.credentials.endorsements import endorse
from assessor_app.credentials.jwt import sign_jwt
from assessor_app.credentials.naming import named
from assessor_app.credentials.qualification import qualification_credential
from assessor_app.credentials.signing import issuing_alone, sign_credential
from assessor_app.credentials.status_list import signed_list
from assessor_app.credentials.transcript import MOST_MEMBERS, sign_transcript, split, transcript_bytes
from assessor_app.domain.credential import StatusPlace
from assessor_app.domain.errors import KnownError
from assessor_app.formats.credential import document, encode
from assessor_app.resources import verifier_folder
from assessor_app.trust.keys import SigningKey
from credential_samples import ISSUED, sample_form, sample_qualification
from test_credentials_judged import NOW, URL, WEB, credential, issuing, trust
from test_verifier_badges import jwt_issuing, trust_jwt
from verifier_badges import by_page, by_program, packed, shaped

pytestmark = pytest.mark.slow
ABOUT = named(issuing(WEB).did, "achievement", "ELE-SAF", sample_form().version)
EMPLOYER = issuing_alone(SigningKey(bytes([7]) * 32))
STRANGER = issuing_alone(SigningKey(bytes([8]) * 32))


def part(number: int, **changes: Any) -> dict[str, Any]:
    """One of several credentials of a person, with a place in the list of withdrawals by its number."""
    form = replace(sample_form(), title=f"Électricité, part {number}")
    told = {"cti": number.to_bytes(16), "number": f"JB1K-CSCX-{number:04d}-W", "form": form, **changes}
    return credential(WEB, place=number, **told)


def qualification() -> dict[str, Any]:
    facts = sample_qualification(status=StatusPlace(url=URL, index=90))
    made = document(qualification_credential(facts))
    made["issuer"]["id"] = WEB
    return sign_credential(made, issuing=issuing(WEB), created=ISSUED)


def transcript(*members: dict[str, Any], by: Any = None) -> dict[str, Any]:
    return sign_transcript(
        members, name="Transcript of records", issuing=by or issuing(WEB), at=ISSUED, place=1, of=1
    )


def withdrawals(*set_bits: int) -> dict[str, Any]:
    return dict(signed_list(URL, set(set_bits), issuing=issuing(WEB), at=NOW))


def endorsed(about: str = ABOUT) -> dict[str, Any]:
    inner = endorse(about, name="Dock Works", comment="We hire them.", issuing=EMPLOYER, at=ISSUED)
    unknown = endorse(about, name="Some Ministry", comment="Approved.", issuing=issuing(WEB), at=ISSUED)
    unknown["issuer"]["id"] = "did:web:ministry.example"
    return credential(WEB, place=3, endorsements=(inner, unknown))


def changed(content: dict[str, Any], *, inside: bool) -> dict[str, Any]:
    """With another title: of a credential inside, or of the transcript itself."""
    found = deepcopy(content)
    if inside:
        first = found["credentialSubject"]["verifiableCredential"][0]
        first["credentialSubject"]["achievement"]["name"] = "Brain Surgery"
    else:
        found["name"] = "Doctorate"
    return found


@cache
def three() -> dict[str, Any]:
    """Two credentials and a qualification, all in force."""
    return transcript(part(1), part(2, holder="Amina Bello"), qualification())


YESTERDAY = NOW.date() - timedelta(days=2)

# What is signed takes seconds in all: nobody signs it who only looks which tests there are.
CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "all in force": lambda: {"content": three(), "status": withdrawals(50)},
    "one withdrawn": lambda: {"content": three(), "status": withdrawals(2)},
    "two of three withdrawn": lambda: {"content": three(), "status": withdrawals(1, 2)},
    "no list of withdrawals here": lambda: {"content": three()},
    "one has expired": lambda: {"content": transcript(part(1), part(2, until=YESTERDAY)), "status": withdrawals(50)},
    "of one alone": lambda: {"content": transcript(part(1)), "status": withdrawals(1)},
    "one inside was changed, and so the whole": lambda: {"content": changed(three(), inside=True), "status": withdrawals(50)},
    "the transcript was changed": lambda: {"content": changed(three(), inside=False), "status": withdrawals(50)},
    "signed by a stranger": lambda: {"content": transcript(part(1), by=STRANGER), "status": withdrawals(50)},
    "of nobody who is known": lambda: {"content": three(), "by": trust(WEB, use="delegation")},
    "one inside is a stranger's": lambda: {
        "content": transcript(part(1), sign_credential(
            {**{name: value for name, value in part(2).items() if name != "proof"}, "issuer": {**part(2)["issuer"], "id": STRANGER.did}},
            issuing=STRANGER, created=ISSUED,
        )),
        "status": withdrawals(50),
    },
    "a qualification": lambda: {"content": qualification(), "status": withdrawals(50)},
    "endorsed": lambda: {"content": endorsed(), "status": withdrawals(50)},
    "endorsed, and the word is about something else": lambda: {"content": endorsed("urn:uuid:of-something-else"), "status": withdrawals(50)},
    "a transcript of what is endorsed": lambda: {"content": transcript(endorsed(), part(1)), "status": withdrawals(50)},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_inside_fares_as_with_the_program(name: str, tmp_path: Path) -> None:
    case = CASES[name]()
    by, status = case.get("by") or trust(WEB), case.get("status")
    data = packed(case["content"])
    wanted = by_program(data, tmp_path, by=by, status=status)
    assert wanted["inside"], "nothing to list"
    assert shaped(by_page(data, by=by, status=status), wanted) == wanted


def test_the_answer_is_the_gravest_inside_and_says_of_how_many() -> None:
    found = by_page(packed(three()), by=trust(WEB), status=withdrawals(1, 2))
    assert (found["answer"], found["reason"]) == ("not-valid", "revoked")
    assert found["sentence"] == "2 of 3 credentials inside: not valid. It has been withdrawn."
    assert [line["word"] for line in found["inside"][0]["lines"]] == ["Not valid", "Not valid", "Valid"]


def test_a_transcript_is_read_out_of_its_picture() -> None:
    bare = BytesIO()
    Image.new("RGB", (20, 20), "white").save(bare, "PNG")
    found = by_page(bake_png(bare.getvalue(), three()), by=trust(WEB), status=withdrawals(50))
    assert (found["carrier"], found["answer"], len(found["members"])) == ("png", "valid", 3)


def test_a_transcript_that_is_a_jwt_fares_the_same(tmp_path: Path) -> None:
    signing = jwt_issuing()
    content = {name: value for name, value in three().items() if name != "proof"}
    text = sign_jwt(content, issuing=signing, subject="").encode("ascii")
    broken = text[:-12] + b"AAAAAAAAAAAA"
    for data in (text, broken):
        wanted = by_program(data, tmp_path, by=trust_jwt(), status=withdrawals(2))
        assert (wanted["carrier"], len(wanted["inside"][0]["lines"])) == ("jwt", 3)
        assert shaped(by_page(data, by=trust_jwt(), status=withdrawals(2)), wanted) == wanted
    other = sign_jwt(
        {**content, "issuer": {**content["issuer"], "id": "did:web:elsewhere.example"}},
        issuing=signing,
        subject="",
    )
    assert by_page(other.encode("ascii"), by=trust_jwt())["reason"] == "unknown-issuer"


def test_as_many_as_a_transcript_holds_are_checked() -> None:
    members = [encode(part(number, evidence=())) for number in range(1, MOST_MEMBERS + 1)]
    (group, *_) = split(members)
    found = by_page(transcript_bytes(transcript(*group)), by=trust(WEB), status=withdrawals(500))
    # More work than the page allows for one file has no answer.
    assert (found["answer"], len(found["members"])) == ("valid", len(group))


HOSTILE = {
    "a hundred and one inside": {"credential-too-hard"},
    "six endorsements": {"credential-too-hard"},
    "a context of its own inside": {"credential-refused"},
    "a context three thousand times": {"credential-refused", "credential-too-hard"},
    "a context where no credential is": {"credential-refused"},
    "a member that no context defines": {"credential-refused"},
    "one inside without a proof": {"credential-unsigned", "credential-refused"},
    "eight poisoned graphs": {"credential-refused", "credential-too-hard"},
}
"""What is made for it (see `hostile`), and the codes that may answer it."""


@cache
def hostile() -> dict[str, dict[str, Any]]:
    one = part(1)
    crowd = deepcopy(transcript(one))
    crowd["credentialSubject"]["verifiableCredential"] = [
        {"type": ["VerifiableCredential"], "credentialSubject": {}, "proof": one["proof"]}
    ] * 101
    words = deepcopy(endorsed())
    words["credentialSubject"]["achievement"]["endorsement"] *= 3
    strange = deepcopy(transcript(one))
    strange["credentialSubject"]["verifiableCredential"][0]["@context"].append(
        {"name": "https://schema.org/other"}
    )
    padded = {**one, "@context": [*one["@context"], *[one["@context"][-1]] * 3_000]}
    elsewhere = deepcopy(one)
    elsewhere["credentialSubject"]["achievement"]["criteria"]["@context"] = one["@context"]
    member = deepcopy(transcript(one))
    del member["credentialSubject"]["verifiableCredential"][0]["proof"]
    spoiled = {
        "evidence": [{"type": ["Evidence"], "narrative": "x", "evidence": [{"id": f"_:b{place}"} for place in range(90)]}] * 8,
    }  # fmt: skip
    poison = {**one, **spoiled}
    many = deepcopy(transcript(one))
    many["credentialSubject"]["verifiableCredential"] = [poison] * 8
    return {
        "a hundred and one inside": crowd,
        "six endorsements": words,
        "a context of its own inside": strange,
        "a context three thousand times": padded,
        "a context where no credential is": elsewhere,
        "a member that no context defines": {**transcript(one), "trustMe": "yes"},
        "one inside without a proof": member,
        "eight poisoned graphs": many,
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_has_no_answer_and_takes_no_time(name: str, tmp_path: Path) -> None:
    content, codes = hostile()[name], HOSTILE[name]
    began = time.monotonic()
    found = by_page(packed(content), by=trust(WEB))
    assert found.get("error") in codes or found["answer"] == "not-valid", found
    assert time.monotonic() - began < 45
    told = _by_program(content, tmp_path)
    assert told in {*codes, "not-valid"}


def _by_program(content: dict[str, Any], folder: Path) -> str:
    try:
        return str(by_program(packed(content), folder, by=trust(WEB))["answer"])
    except KnownError as error:
        return error.code


def test_the_context_of_transcripts_is_the_one_that_was_published() -> None:
    from openbadgeslib.ob3.clr import CLR_CONTEXT_URL, bundled_clr_contexts

    source = verifier_folder().parent / "src" / "clr-context.json"
    assert json.loads(source.read_text(encoding="utf-8")) == bundled_clr_contexts()[CLR_CONTEXT_URL]
