"""Credentials as they are made: what they say, that all of it is signed, and that they hold before openbadgeslib."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError
from pyld import jsonld

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.maker import SigningMaker
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.naming import credential_name, cti_named
from assessor_app.credentials.qualification import qualification_credential
from assessor_app.credentials.signing import sign_document, sign_slowly
from assessor_app.credentials.status_list import PLACES, free_place, signed_list
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.credential import EvidenceKept, StatusPlace, last_day
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Level, Skill
from assessor_app.formats.credential import document, encode
from credential_samples import (
    ISSUED,
    ISSUING,
    KEY,
    sample_facts,
    sample_form,
    sample_qualification,
    signed_qualification,
    signed_sample,
)


def verified(signed: dict[str, Any]) -> Any:
    return OB3LdpVerifier().verify(encode(signed))


def everything(value: Any) -> Iterator[Any]:
    """Each value, however deep."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from everything(item)


def results(signed: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """By the name of what is described: its type and the result."""
    subject = signed["credentialSubject"]
    by_id = {item["resultDescription"]: item for item in subject["result"]}
    described = subject["achievement"]["resultDescription"]
    assert len(by_id) == len(described) == len(subject["result"])
    return {item["name"]: (item["resultType"], by_id[item["id"]]) for item in described}


def test_it_holds_before_openbadgeslib_and_is_the_same_each_time() -> None:
    signed = signed_sample()
    credential = verified(signed)
    assert credential.issuer.id == ISSUING.did
    assert signed == signed_sample()
    (proof,) = signed["proof"]
    assert proof["cryptosuite"] == "eddsa-rdfc-2022"
    assert proof["verificationMethod"].startswith(ISSUING.did + "#")


def test_every_element_of_the_recommendation_is_there() -> None:
    """2022/C 243/02, Annex I."""
    facts = sample_facts()
    signed = signed_sample()
    subject = signed["credentialSubject"]
    achievement = subject["achievement"]
    assert subject["identifier"][0] == {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": facts.holder,
        "identityType": "name",
    }
    assert achievement["name"] == facts.form.title
    assert signed["issuer"]["address"]["addressCountryCode"] == "IE"
    assert subject["source"]["address"] == {
        "type": ["Address"],
        "addressCountryCode": "IE",
    }
    assert signed["issuer"]["name"] == facts.issuer.name
    assert subject["source"]["official"] == "Assessor A-1001, Quality assurer Q-2002"
    assert (signed["awardedDate"], signed["validFrom"]) == ("2026-03-13T10:30:00Z", "2026-03-14T10:30:00Z")
    shown = results(signed)
    for outcome in facts.form.outcomes:
        kind, result = shown[outcome.text]
        assert (kind, result["status"]) == ("Status", "Completed")
        assert outcome.text in [one["targetName"] for one in achievement["alignment"]]
    by_kind = {kind: result["value"] for kind, result in shown.values()}
    assert by_kind["ext:NotionalLearningHours"] == "30"
    assert by_kind["ext:ECTSCredits"] == "1"
    assert by_kind["ext:AssessmentType"] == facts.form.assessment_type
    assert by_kind["ext:ParticipationForm"] == facts.form.participation
    assert by_kind["ext:QualityAssuranceType"] == facts.form.quality_assurance
    assert (achievement["creditsAvailable"], subject["creditsEarned"]) == (1, 1)
    assert achievement["alignment"][0]["targetUrl"] == "http://data.europa.eu/snb/eqf/3"


def test_the_achievement_is_named_and_versioned() -> None:
    achievement = signed_sample()["credentialSubject"]["achievement"]
    assert achievement["humanCode"] == "ELE-SAF"
    assert achievement["version"] == "1"
    assert achievement["inLanguage"] == "en"
    assert achievement["achievementType"] == "MicroCredential"
    assert "0713" in achievement["fieldOfStudy"]
    assert achievement["criteria"]["narrative"]
    other = signed_sample(form=replace(sample_form(), version="2"))["credentialSubject"]["achievement"]
    assert other["id"] != achievement["id"]


def test_nothing_is_null_or_empty_and_values_are_text() -> None:
    for signed in (signed_sample(), signed_sample(evidence=(), record="", learner_number="", until=None)):
        for value in everything(signed):
            assert value is not None
            assert value not in ([], {}, "")
        for result in signed["credentialSubject"]["result"]:
            assert isinstance(result["value"], str)


def test_it_tells_no_address_and_no_picture() -> None:
    text = encode(signed_sample()).decode()
    assert "@" not in text.replace("@context", "")
    assert "L-0007" not in text
    kinds = {item["genre"] for item in signed_sample()["evidence"]}
    assert kinds == {"record", "photo", "witness"}
    assert all(item["id"].startswith("ni:///sha-256;") for item in signed_sample()["evidence"])


def test_the_number_of_the_learner_can_be_checked_by_who_knows_it() -> None:
    from hashlib import sha256

    hashed = signed_sample()["credentialSubject"]["identifier"][1]
    digest = sha256(f"L-0007{hashed['salt']}".encode()).hexdigest()
    assert hashed["identityHash"] == f"sha256${digest}"


def test_its_name_is_that_of_the_paper() -> None:
    assert UUID(signed_sample()["id"]).bytes == sample_facts().cti
    assert cti_named(signed_sample()["id"]) == sample_facts().cti
    assert cti_named("urn:uuid:nonsense") is None
    assert cti_named("https://elsewhere.example/1") is None


def test_all_of_it_is_signed() -> None:
    """Expanded and compacted again nothing is missing: an undefined term would fall out, and be unsigned."""
    from openbadgeslib.ob3.contexts import document_loader

    made = document(credential_of(sample_facts(status=StatusPlace(url="https://a.example/1", index=9))))
    options = {"documentLoader": document_loader()}
    expanded = jsonld.expand(copy.deepcopy(made), options)
    again = jsonld.compact(expanded, {"@context": made["@context"]}, options)
    assert leaves(again) == leaves({**made, "@context": again["@context"]})


def leaves(value: Any, path: str = "") -> set[tuple[str, str]]:
    if isinstance(value, dict):
        return {
            leaf for key, item in value.items() if key != "@context" for leaf in leaves(item, f"{path}/{key}")
        }
    if isinstance(value, list):
        return {leaf for item in value for leaf in leaves(item, path)}
    return {(path, json.dumps(value))}


@pytest.mark.parametrize(
    "path",
    [
        ("name",),
        ("awardedDate",),
        ("validUntil",),
        ("issuer", "address", "addressCountryCode"),
        ("credentialSubject", "licenseNumber"),
        ("credentialSubject", "source", "official"),
        ("credentialSubject", "achievement", "humanCode"),
        ("credentialSubject", "achievement", "version"),
        ("credentialSubject", "achievement", "inLanguage"),
        ("credentialSubject", "achievement", "fieldOfStudy"),
        ("credentialSubject", "achievement", "resultDescription", 0, "name"),
        ("credentialSubject", "achievement", "alignment", 0, "targetCode"),
        ("credentialSubject", "result", 6, "value"),
        ("credentialSubject", "identifier", 1, "salt"),
        ("evidence", 1, "description"),
        ("credentialSchema", 0, "id"),
    ],
)
def test_a_change_anywhere_is_seen(path: tuple[str | int, ...]) -> None:
    signed: Any = signed_sample()
    holder = signed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] += "x" if path[-1] not in {"awardedDate", "validUntil"} else ""
    if path[-1] in {"awardedDate", "validUntil"}:
        holder[path[-1]] = "2031-01-01T00:00:00Z"
    with pytest.raises(OB3VerificationError):
        verified(signed)


def test_control_characters_are_left_out_and_the_rest_is_kept() -> None:
    signed = signed_sample(holder="A\x00\x1b\x7fb\tc\ud800 <&>]]>")
    assert signed["credentialSubject"]["identifier"][0]["identityHash"] == "Ab\tc� <&>]]>"
    verified(signed)


@settings(max_examples=25)
@given(
    holder=st.text(min_size=1, max_size=60),
    title=st.text(min_size=1, max_size=60),
    credit=st.none() | st.floats(0.1, 600, allow_nan=False).map(lambda value: round(value, 2)),
    levels=st.lists(
        st.builds(Level, framework=st.sampled_from(["EQF", "NFQ"]), level=st.sampled_from(["2", "5"])),
        max_size=2,
    ),
)
def test_whatever_it_says_it_holds(
    holder: str, title: str, credit: float | None, levels: list[Level]
) -> None:
    form = replace(sample_form(), title=f"t{title}", credits=credit, levels=tuple(levels), isced_f="")
    signed = signed_sample(holder=f"h{holder}", form=form, until=None)
    assert verified(json.loads(encode(signed)))


def test_a_national_level_stands_beside_the_european_one() -> None:
    levels = (Level(framework="EQF", level="4", referenced=True), Level(framework="NFQ", level="5"))
    signed = signed_sample(form=replace(sample_form(), levels=levels))
    first, second = signed["credentialSubject"]["achievement"]["alignment"][:2]
    assert (first["targetFramework"], first["targetCode"]) == ("European Qualifications Framework", "4")
    assert "targetDescription" not in first
    assert (second["targetFramework"], second["targetCode"]) == ("NFQ", "5")
    verified(signed)


def test_a_provisional_paper_has_a_credential_that_ends_with_it() -> None:
    assert last_day(provisional_until="2026-05-01", valid_until="2029-01-01", registered=False) == date(
        2026, 5, 1
    )
    assert last_day(provisional_until="2026-05-01", valid_until="2029-01-01", registered=True) == date(
        2029, 1, 1
    )
    assert last_day(provisional_until="", valid_until="", registered=False) is None


def test_pictures_carry_the_credential_and_are_pictures() -> None:
    from io import BytesIO
    from xml.etree import ElementTree as ET

    from PIL import Image

    facts, badges = sample_facts(), FormBadges()
    signed = signed_sample()
    png = bake_png(badges.png(facts), signed)
    picture = Image.open(BytesIO(png))
    picture.load()
    assert picture.size == (640, 640)
    assert png.count(b"openbadgecredential\x00\x00\x00\x00\x00{") == 1
    assert json.loads(picture.text["openbadgecredential"]) == signed  # type: ignore[attr-defined]
    svg = bake_svg(badges.svg(facts), signed)
    root = ET.fromstring(svg)  # noqa: S314 - we made it
    first = root[0]
    assert first.tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert json.loads(first.text or "") == signed
    assert re.match(
        rb'<svg [^>]*xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"[^>]*><openbadges:credential><!\[CDATA\[\{',
        svg,
    )
    with pytest.raises(ValueError, match="no credential yet"):
        bake_svg(svg.decode(), signed)


def test_baked_pictures_are_read_by_openbadgeslib() -> None:
    from openbadgeslib.ob3 import OB3Verifier

    facts, badges = sample_facts(holder="]]> <b> & é"), FormBadges()
    signed = signed_sample(holder="]]> <b> & é")
    for token in (
        OB3Verifier.extract_token_from_png(bake_png(badges.png(facts), signed)),
        OB3Verifier.extract_token_from_svg(bake_svg(badges.svg(facts), signed)),
    ):
        assert json.loads(token) == signed
        OB3LdpVerifier().verify(token)


def test_the_maker_makes_the_same_files_each_time_with_the_badge_inside() -> None:
    maker = SigningMaker(FormBadges())
    facts = sample_facts()
    first, second = maker.make(facts, seed=KEY.seed), maker.make(facts, seed=KEY.seed)
    assert first == second
    assert first.jwt is None
    image = json.loads(first.json)["credentialSubject"]["achievement"]["image"]
    assert image["id"].startswith("data:image/svg+xml;base64,")
    verified(json.loads(first.json))
    long = replace(sample_form(), limits="x" * 300_000)
    with pytest.raises(KnownError, match="credential-too-long"):
        maker.make(sample_facts(form=long), seed=KEY.seed)


def test_no_context_is_fetched() -> None:
    made = document(credential_of(sample_facts()))
    made["@context"] = [*made["@context"], "https://elsewhere.example/context.json"]
    from openbadgeslib.errors import ErrorSigningFile

    with pytest.raises(ErrorSigningFile, match="allowlist"):
        sign_document(made, issuing=ISSUING, created=ISSUED)


def test_places_in_a_list_are_found_at_random_and_a_full_list_says_so() -> None:
    places = iter([5, 5, 9])
    assert free_place({5}, choose=lambda _: next(places)) == 9
    assert 0 <= free_place(()) < PLACES
    with pytest.raises(KnownError, match="status-list-full"):
        free_place(range(PLACES // 2))


def test_a_list_tells_who_was_withdrawn() -> None:
    from openbadgeslib.ob3 import decode_encoded_list, resolve_did, set_indices, verify_data_integrity_proof

    made = signed_list("https://a.example/1.json", {3, 131_071}, issuing=ISSUING, at=ISSUED)
    verify_data_integrity_proof(made, resolve_did(ISSUING.did))
    bits = decode_encoded_list(made["credentialSubject"]["encodedList"])
    assert len(bits) * 8 == PLACES
    assert set_indices(bits) == {3, 131_071}
    assert made["validUntil"] > made["validFrom"]


def test_it_is_aligned_to_the_skills_that_the_form_has() -> None:
    esco = "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000000"
    skills = (Skill(title="Isolate", uri=esco), Skill(title="Prove", uri="https://skills.example/7"))
    facts = replace(sample_facts(), form=replace(sample_form(), skills=skills))
    signed = sign_document(document(credential_of(facts)), issuing=ISSUING, created=ISSUED)
    aligned = signed["credentialSubject"]["achievement"]["alignment"]
    found = {one["targetUrl"]: one.get("targetFramework") for one in aligned}
    assert found[esco] == "ESCO"
    assert found["https://skills.example/7"] is None
    verified(signed)


def test_a_qualification_names_its_parts_and_all_of_it_is_signed() -> None:
    signed = signed_qualification()
    verified(signed)
    assert signed == signed_qualification()
    made = document(qualification_credential(sample_qualification()))
    assert signed["proof"] == [sign_slowly(made, issuing=ISSUING, created=ISSUED)["proof"]]
    facts = sample_qualification()
    subject = signed["credentialSubject"]
    parts = [item for item in signed["evidence"] if item["genre"] == "credential"]
    assert [item["id"] for item in parts] == [credential_name(part.cti) for part in facts.parts]
    assert parts[0]["description"].endswith(f"until {facts.until}.")
    micro = signed_sample()["credentialSubject"]["achievement"]["id"]
    assert subject["achievement"]["related"][0]["id"] == micro
    assert subject["achievement"]["criteria"]["narrative"] == (
        "2 of these micro-credentials: ELE-SAF, ELE-WIR, ELE-CIR. Held before: GEN-ONE."
    )
    found = results(signed)
    assert found["Notional workload (hours)"][1]["value"] == "60"
    assert found["Credits (ECTS)"][1]["value"] == "2"
    assert signed["validUntil"].startswith(facts.until.isoformat() if facts.until else "-")


def test_a_written_note_is_told_by_kind_and_hash() -> None:
    kept = (
        EvidenceKept(kind=Kind.PRODUCT, sha256="ab" * 32, criterion="1.2"),
        EvidenceKept(kind=Kind.SIMULATION, sha256="cd" * 32),
    )
    told = [item for item in signed_sample(evidence=kept)["evidence"] if item["genre"] != "record"]
    assert [(item["genre"], item["name"]) for item in told] == [
        ("product", "Product note 1"),
        ("simulation", "Simulation note 2"),
    ]
