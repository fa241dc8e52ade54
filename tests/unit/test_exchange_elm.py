"""The award for Europass says what the signed credential says, in the members of the European Learning Model."""

import json
from base64 import b64decode
from typing import Any

import pytest

from assessor_app.exchange.elm import europass
from assessor_app.exchange.elm_tables import country_concept, language_concept

CREDENTIAL: dict[str, Any] = {
    "id": "urn:uuid:0b2c2996-5fa5-55e8-9900-76ad4184bc42",
    "name": "Electrical Safety",
    "issuer": {"id": "did:key:z6Mk", "name": "Harbour Street", "address": {"addressCountryCode": "IE"}},
    "validFrom": "2026-11-21T09:00:00Z",
    "validUntil": "2029-11-21T23:59:59Z",
    "awardedDate": "2026-11-20T15:00:00Z",
    "credentialSubject": {
        "identifier": [{"identityType": "name", "hashed": False, "identityHash": "Amina Bello"}],
        "licenseNumber": "70AN-7RR6-0001-5",
        "result": [
            {"resultDescription": "urn:h", "value": "25"},
            {"resultDescription": "urn:c", "value": "1"},
            {"resultDescription": "urn:a", "value": "Observation"},
            {"resultDescription": "urn:q", "value": "Internal"},
        ],
        "achievement": {
            "id": "urn:uuid:a",
            "name": "Electrical Safety",
            "description": "Isolation",
            "alignment": [
                {
                    "targetName": "EQF 3",
                    "targetUrl": "http://data.europa.eu/snb/eqf/3",
                    "targetFramework": "European Qualifications Framework",
                },
                {
                    "targetName": "Prove dead",
                    "targetUrl": "urn:uuid:o",
                    "targetType": "ceasn:Competency",
                    "targetFramework": "ELE v2",
                },
            ],
            "resultDescription": [
                {"id": "urn:h", "resultType": "ext:NotionalLearningHours"},
                {"id": "urn:c", "resultType": "ext:ECTSCredits"},
                {"id": "urn:a", "resultType": "ext:AssessmentType"},
                {"id": "urn:q", "resultType": "ext:QualityAssuranceType"},
            ],
        },
    },
}


def made(credential: dict[str, Any] = CREDENTIAL, language: str = "en") -> Any:
    return json.loads(europass(json.dumps(credential).encode(), picture=b"\x89PNG", language=language))


def test_it_says_what_the_credential_says() -> None:
    award = made()
    (claim,) = award["credentialSubject"]["hasClaim"]
    about = claim["specifiedBy"]
    assert award["type"] == ["VerifiableCredential", "EuropeanDigitalCredential"]
    assert award["credentialSubject"]["fullName"] == {"en": ["Amina Bello"]}
    assert (award["validFrom"], award["validUntil"]) == (CREDENTIAL["validFrom"], CREDENTIAL["validUntil"])
    assert about["volumeOfLearning"] == "PT25H"
    assert about["creditPoint"][0]["point"] == "1"
    assert [one["title"]["en"] for one in about["learningOutcome"]] == [["Prove dead"]]
    assert claim["provenBy"][0]["title"] == {"en": ["Observation"]}
    assert claim["awardedBy"]["awardingDate"] == "2026-11-20"
    place = award["issuer"]["location"][0]["address"][0]["countryCode"]["id"]
    assert place == "http://publications.europa.eu/resource/authority/country/IRL"
    image = award["displayParameter"]["individualDisplay"][0]["displayDetail"][0]["image"]
    assert b64decode(image["content"]) == b"\x89PNG"


def test_it_is_not_signed() -> None:
    assert "proof" not in made()


def test_an_indicative_level_is_told_in_words_and_is_no_level_of_the_framework() -> None:
    referenced = made()["credentialSubject"]["hasClaim"][0]["specifiedBy"]
    assert referenced["eqfLevel"]["id"] == "http://data.europa.eu/snb/eqf/3"
    changed = json.loads(json.dumps(CREDENTIAL))
    changed["credentialSubject"]["achievement"]["alignment"][0]["targetDescription"] = "Indicative level"
    indicative = made(changed)["credentialSubject"]["hasClaim"][0]["specifiedBy"]
    assert "eqfLevel" not in indicative
    assert indicative["type"] == "LearningAchievementSpecification"
    assert {"en": ["EQF 3 (Indicative level)"]} in [
        note["noteLiteral"] for note in indicative["additionalNote"]
    ]


def test_every_id_is_used_for_one_thing() -> None:
    seen: dict[str, str] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "id" in value and "type" in value:
                assert seen.setdefault(value["id"], str(value["type"])) == str(value["type"])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(made())
    assert len(seen) > 15


@pytest.mark.parametrize(
    ("told", "code"), [("NG", "NGA"), ("Nigeria", "NGA"), ("de", "DEU"), ("France", "FRA"), ("MM", "MMR")]
)
def test_countries_are_called_as_the_publications_office_calls_them(told: str, code: str) -> None:
    concept = country_concept(told)
    assert concept is not None
    assert concept["id"].endswith(f"/country/{code}")


def test_a_country_that_nobody_knows_is_left_out() -> None:
    assert country_concept("Somewhere") is None
    assert country_concept("") is None


@pytest.mark.parametrize(
    ("told", "code"),
    [("en", "ENG"), ("de", "DEU"), ("fr", "FRA"), ("ar", "ARA"), ("am", "AMH"), ("lv", "LAV"), ("xx", "ENG")],
)
def test_languages_too(told: str, code: str) -> None:
    assert language_concept(told)["id"].endswith(f"/language/{code}")
