"""An award in the European Learning Model (ELM 3, application profile for credentials), as Europass takes it: not signed.

Read from the signed Open Badges credential, so that both say the same. Sources: the Commission's JSON-LD context
`edc-ap`, its profile `edc-generic-full`, and the authority tables of the Publications Office for countries and languages.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from assessor_app.exchange.elm_tables import country_concept, language_concept

CONTEXTS = ("https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap")
TYPES = ("VerifiableCredential", "EuropeanDigitalCredential")
_PROFILE = "http://data.europa.eu/snb/credential/e34929035b"
_PROFILES = "http://data.europa.eu/snb/credential/25831c2"
_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
_BASE64 = "http://data.europa.eu/snb/encoding/6146cde7dd"
_PNG = "http://publications.europa.eu/resource/authority/file-type/PNG"
_EQF = "European Qualifications Framework"


def europass(credential: bytes, *, picture: bytes, language: str) -> bytes:
    """The file to upload. `picture` is a PNG of the certificate's page; `language` (BCP 47) is that of its words."""
    said = json.loads(credential)
    made = _Award(said, language)
    content = made.document()
    content["displayParameter"] = made.display(picture)
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


class _Award:
    """One credential, told again. Ids are made from the credential's own, so that the same is the same each time."""

    def __init__(self, said: dict[str, Any], language: str) -> None:
        self._said = said
        self._subject = said["credentialSubject"]
        self._about = self._subject["achievement"]
        self._language = language.split("-", maxsplit=1)[0]

    def document(self) -> dict[str, Any]:
        """Everything but how it is shown."""
        said = self._said
        ends = {"expirationDate": said["validUntil"], "validUntil": said["validUntil"]}
        return {
            "@context": list(CONTEXTS),
            "id": said["id"],
            "type": list(TYPES),
            "credentialProfiles": [_concept(_PROFILE, _PROFILES, "Generic")],
            "credentialSchema": {
                "id": "http://data.europa.eu/snb/model/ap/edc-generic-full",
                "type": "ShaclValidator2017",
            },
            "issuanceDate": said["validFrom"],
            "issued": said["validFrom"],
            "validFrom": said["validFrom"],
            **(ends if "validUntil" in said else {}),
            "issuer": self._organisation(said["issuer"]),
            "credentialSubject": {
                "id": self._id("person"),
                "type": "Person",
                "fullName": self._words(self._holder()),
                "hasClaim": [self._achievement()],
            },
        }

    def display(self, picture: bytes) -> dict[str, Any]:
        """Title, languages, and the page as it was printed."""
        tongue = language_concept(self._language)
        image = {
            "id": self._id("mediaObject"),
            "type": "MediaObject",
            "content": b64encode(picture).decode("ascii"),
            "contentEncoding": _concept(_BASE64, "http://data.europa.eu/snb/encoding/25831c2", "base64"),
            "contentType": _concept(
                _PNG, "http://publications.europa.eu/resource/authority/file-type", "PNG"
            ),
        }
        detail = {"id": self._id("displayDetail"), "type": "DisplayDetail", "image": image, "page": 1}
        individual = {"id": self._id("individualDisplay"), "type": "IndividualDisplay", "language": tongue}
        return {
            "id": self._id("displayParameter"),
            "type": "DisplayParameter",
            "title": self._words(self._said["name"]),
            "primaryLanguage": tongue,
            "language": [tongue],
            "individualDisplay": [{**individual, "displayDetail": [detail]}],
        }

    def _achievement(self) -> dict[str, Any]:
        return {
            "id": self._id("learningAchievement"),
            "type": "LearningAchievement",
            "title": self._words(self._about["name"]),
            "identifier": [
                {
                    "id": self._id("identifier"),
                    "type": "Identifier",
                    "notation": self._subject.get("licenseNumber", ""),
                }
            ],
            "awardedBy": self._awarded("achievement"),
            "provenBy": [
                {
                    "id": self._id("learningAssessment"),
                    "type": "LearningAssessment",
                    "title": self._words(self._result("ext:AssessmentType") or self._about["name"]),
                    "awardedBy": self._awarded("assessment"),
                }
            ],
            "specifiedBy": self._specification(),
        }

    def _specification(self) -> dict[str, Any]:
        about, eqf = self._about, self._eqf()
        hours = self._result("ext:NotionalLearningHours")
        points = self._result("ext:ECTSCredits")
        made: dict[str, Any] = {
            "id": about["id"],
            "type": "Qualification" if eqf else "LearningAchievementSpecification",
            "title": self._words(about["name"]),
            "description": self._words(about["description"]),
            "learningOutcome": list(self._outcomes()),
        }
        if eqf:
            made |= {"isPartialQualification": True, "eqfLevel": eqf}
        if _is_number(hours):
            made["volumeOfLearning"] = f"PT{float(hours):g}H"
        if _is_number(points):
            made["creditPoint"] = [
                {
                    "id": self._id("creditPoint"),
                    "type": "CreditPoint",
                    "framework": _concept(
                        _ECTS, "http://data.europa.eu/snb/education-credit/25831c2", "ECTS"
                    ),
                    "point": points,
                }
            ]
        notes = [self._note(number, text) for number, text in enumerate(filter(None, self._notes()), 1)]
        return {**made, "additionalNote": notes} if notes else made

    def _notes(self) -> Iterator[str]:
        """What has no member of its own: an indicative level is no level of the framework, and is told in words."""
        for one in self._about.get("alignment", []):
            if one.get("targetDescription") and one.get("targetFramework"):
                yield f"{one['targetName']} ({one['targetDescription']})"
        yield self._result("ext:ParticipationForm")
        yield self._result("ext:QualityAssuranceType")

    def _eqf(self) -> dict[str, Any] | None:
        for one in self._about.get("alignment", []):
            if one.get("targetFramework") == _EQF and not one.get("targetDescription"):
                return _concept(one["targetUrl"], "http://data.europa.eu/snb/eqf/25831c2", one["targetName"])
        return None

    def _outcomes(self) -> Iterator[dict[str, Any]]:
        for one in self._about.get("alignment", []):
            if one.get("targetType") == "ceasn:Competency":
                yield {
                    "id": one["targetUrl"],
                    "type": "LearningOutcome",
                    "title": self._words(one["targetName"]),
                }

    def _awarded(self, of: str) -> dict[str, Any]:
        return {
            "id": self._id(f"awardingProcess {of}"),
            "type": "AwardingProcess",
            "awardingBody": [self._organisation(self._said["issuer"])],
            "awardingDate": datetime.fromisoformat(self._said["awardedDate"]).date().isoformat(),
        }

    def _organisation(self, of: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": of["id"],
            "type": "Organisation",
            "legalName": self._words(of["name"]),
        }
        told = of.get("address", {})
        country = country_concept(told.get("addressCountryCode") or told.get("addressCountry") or "")
        if country is not None:
            address = {"id": self._id("address"), "type": "Address", "countryCode": country}
            made["location"] = [{"id": self._id("location"), "type": "Location", "address": [address]}]
        return made

    def _result(self, kind: str) -> str:
        """The value of the result that is described as of this kind; empty where there is none."""
        described = {
            one["id"] for one in self._about.get("resultDescription", []) if one.get("resultType") == kind
        }
        return next(
            (
                str(one.get("value", ""))
                for one in self._subject.get("result", [])
                if one.get("resultDescription") in described
            ),
            "",
        )

    def _holder(self) -> str:
        return next(
            (one["identityHash"] for one in self._subject["identifier"] if one["identityType"] == "name"), ""
        )

    def _note(self, number: int, text: str) -> dict[str, Any]:
        return {"id": self._id(f"note {number}"), "type": "Note", "noteLiteral": self._words(text)}

    def _words(self, text: str) -> dict[str, list[str]]:
        return {self._language: [text]}

    def _id(self, of: str) -> str:
        return uuid5(NAMESPACE_URL, f"{self._said['id']} {of}").urn


def _concept(name: str, scheme: str, label: str) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Concept",
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
        "prefLabel": {"en": [label]},
    }


def _is_number(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False
