"""Credentials, status lists and baked pictures before software that nobody here wrote, in another language.

`packaging/setup.sh` installs it by name into `build/independent`: Digital Bazaar's verifier; Comunica's JSON-LD parser
with Ivan Herman's RDFC-1.0; jose for JWTs.
"""

import base64
import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3.clr import bundled_clr_contexts

from assessor_app.credentials.endorsements import endorse
from assessor_app.credentials.jwt import JwtIssuing, read_jwt_key, sign_jwt
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.naming import named
from assessor_app.credentials.signing import issuing_alone, sign_credential
from assessor_app.credentials.status_list import list_jwt, signed_list
from assessor_app.credentials.transcript import sign_transcript, split
from assessor_app.domain.credential import StatusPlace
from assessor_app.formats.credential import document, encode
from assessor_app.trust.keys import SigningKey
from credential_samples import ISSUED, ISSUING, sample_facts, signed_qualification

pytestmark = pytest.mark.slow

URL = "https://issuer.example/status/1.json"
WITHDRAWN = 77_000
EMPLOYER = issuing_alone(SigningKey(bytes(range(32))))
ABOUT = named(ISSUING.did, "achievement", "ELE-SAF", "1")
# rdfjs-c14n writes such letters as \\U0001f477, which canonical N-Quads does not (W3C RDF Dataset Canonicalization, 5.2).
CANNOT = {("second.mjs", "beyond the BMP")}
Told = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Elsewhere:
    """Runs a script where the packages are."""

    folder: Path

    def ask(self, script: str, asked: dict[str, Any]) -> Any:
        done = subprocess.run(
            ["node", script],
            cwd=self.folder,
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def elsewhere(repository: Path) -> Elsewhere:
    folder = repository / "build" / "independent"
    assert (folder / "node_modules").is_dir(), "run make setup: packaging/setup.sh installs the verifiers"
    for script in (repository / "tests" / "independent").glob("*.mjs"):
        shutil.copyfile(script, folder / script.name)
    return Elsewhere(folder)


def signed(*, place: int | None = None, **changes: Any) -> dict[str, Any]:
    status = None if place is None else StatusPlace(url=URL, index=place)
    facts = sample_facts(**changes, status=status)
    return sign_credential(document(credential_of(facts)), issuing=ISSUING, created=ISSUED)


def tampered(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    found = copy.deepcopy(signed())
    change(found)
    return found


def another_name(found: dict[str, Any]) -> None:
    found["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"


def longer(found: dict[str, Any]) -> None:
    found["validUntil"] = "2099-01-01T00:00:00Z"


def another_value(found: dict[str, Any]) -> None:
    found["credentialSubject"]["result"][-1]["value"] = "External quality assurance"


def another_level(found: dict[str, Any]) -> None:
    found["credentialSubject"]["achievement"]["alignment"][0]["targetUrl"] = "http://data.europa.eu/snb/eqf/7"


def another_part(found: dict[str, Any]) -> dict[str, Any]:
    found["evidence"][-1]["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
    return found


def cases() -> dict[str, tuple[bool, dict[str, Any]]]:
    """By name: whether it is to be accepted, and the credential."""
    yesterday = datetime.now(UTC).date() - timedelta(days=2)
    latin = replace(sample_facts().form, title="Électricité – “sûreté” <1 & 2>\t]]>", credits=2.5)
    return {
        "plain": (True, signed()),
        "for ever": (True, signed(until=None)),
        "other letters": (True, signed(holder="خالد العمري", form=latin)),
        "beyond the BMP": (True, signed(holder="𐌀𐌁 👷")),
        "with little": (
            True,
            signed(learner_number="", evidence=(), record="", assessor="", quality_assurer=""),
        ),
        "in force": (True, signed(place=4)),
        "qualification": (True, signed_qualification()),
        "qualification in force": (
            True,
            signed_qualification(status=StatusPlace(url=URL, index=5), until=None),
        ),
        "qualification withdrawn": (
            False,
            signed_qualification(status=StatusPlace(url=URL, index=WITHDRAWN)),
        ),
        "qualification with another part": (False, another_part(signed_qualification())),
        "withdrawn": (False, signed(place=WITHDRAWN)),
        "expired": (False, signed(until=yesterday)),
        "another name": (False, tampered(another_name)),
        "longer": (False, tampered(longer)),
        "another value": (False, tampered(another_value)),
        "another level": (False, tampered(another_level)),
    }


@pytest.mark.parametrize("script", ["first.mjs", "second.mjs"])
def test_valid_credentials_are_accepted_and_others_refused(elsewhere: Elsewhere, script: str) -> None:
    made = {name: item for name, item in cases().items() if (script, name) not in CANNOT}
    lists = {URL: signed_list(URL, {WITHDRAWN}, issuing=ISSUING, at=datetime.now(UTC))}
    asked = {
        "cases": [{"name": name, "credential": item} for name, (_, item) in made.items()],
        "lists": lists,
    }
    told: Told = elsewhere.ask(script, asked)
    assert {name: told[name]["ok"] for name in made} == {name: ok for name, (ok, _) in made.items()}, told


@pytest.mark.parametrize("script", ["first.mjs", "second.mjs"])
def test_a_status_list_that_ended_or_was_changed_is_not_believed(elsewhere: Elsewhere, script: str) -> None:
    now = datetime.now(UTC)
    ended = signed_list(URL, set(), issuing=ISSUING, at=now - timedelta(days=60))
    emptied = signed_list(URL, {WITHDRAWN}, issuing=ISSUING, at=now)
    emptied["credentialSubject"]["encodedList"] = signed_list(URL, set(), issuing=ISSUING, at=now)[
        "credentialSubject"
    ]["encodedList"]
    for found in (ended, emptied):
        asked = {"cases": [{"name": "it", "credential": signed(place=4)}], "lists": {URL: found}}
        assert elsewhere.ask(script, asked)["it"]["ok"] is False


def test_a_transcript_holds_before_software_that_is_not_ours(elsewhere: Elsewhere) -> None:
    """`@digitalbazaar/vc`, given the context of CLR 2.0 as it was published."""
    members = [encode(signed()), encode(signed_qualification())]
    (group,) = split(members)
    made = sign_transcript(group, name="Transcript", issuing=ISSUING, at=ISSUED, place=1, of=1)
    longer = copy.deepcopy(made)
    longer["credentialSubject"]["verifiableCredential"].append(signed(cti=bytes(16)))
    asked = {
        "cases": [{"name": "it", "credential": made}, {"name": "longer", "credential": longer}],
        "lists": bundled_clr_contexts(),
    }
    told: Told = elsewhere.ask("first.mjs", asked)
    assert (told["it"]["ok"], told["longer"]["ok"]) == (True, False), told


def test_an_endorsement_inside_holds_before_software_that_is_not_ours(elsewhere: Elsewhere) -> None:
    inner = endorse(ABOUT, name="Dock Works", comment="We hire them.", issuing=EMPLOYER, at=ISSUED)
    whole = signed(endorsements=(inner,))
    assert whole["credentialSubject"]["achievement"]["endorsement"] == [inner]
    changed = copy.deepcopy(whole)
    changed["credentialSubject"]["achievement"]["endorsement"][0]["credentialSubject"][
        "endorsementComment"
    ] = "!"
    asked = {
        "cases": [
            {"name": "inner", "credential": inner},
            {"name": "whole", "credential": whole},
            {"name": "changed", "credential": changed},
        ],
        "lists": {},
    }
    told: Told = elsewhere.ask("first.mjs", asked)
    assert [told[name]["ok"] for name in ("inner", "whole", "changed")] == [True, True, False], told


def p256() -> JwtIssuing:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = generate_private_key(SECP256R1())
    return read_jwt_key(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def test_jwts_hold_before_jose(elsewhere: Elsewhere) -> None:
    issuing = p256()
    yesterday = datetime.now(UTC).date() - timedelta(days=2)

    def jwt(**changes: Any) -> str:
        facts = sample_facts(**changes)
        facts = replace(facts, issuer=replace(facts.issuer, id=issuing.did))
        return sign_jwt(document(credential_of(facts)), issuing=issuing, subject="")

    good = jwt()
    head, payload, signature = good.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    other = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    make = partial(list_jwt, URL, {WITHDRAWN}, issuing=issuing)
    made = {
        "good": (True, good),
        "expired": (False, jwt(until=yesterday)),
        "tampered": (False, f"{head}.{other}.{signature}"),
        "list": (True, make(at=datetime.now(UTC))),
        "list that ended": (False, make(at=datetime.now(UTC) - timedelta(days=60))),
    }
    asked = {"cases": [{"name": name, "jwt": item} for name, (_, item) in made.items()]}
    told: Told = elsewhere.ask("third.mjs", asked)
    assert {name: told[name]["ok"] for name in made} == {name: ok for name, (ok, _) in made.items()}, told
    assert told["good"]["header"]["alg"] == "ES256"
    assert "typ" not in told["good"]["header"]
