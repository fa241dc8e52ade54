"""Credentials of registered papers: made once each, withdrawn with their paper, and told in a signed list."""

import contextlib
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier, decode_encoded_list
from sqlalchemy import Connection, delete, update

from assessor_app.credentials.judge import judge_credential
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer, PaperState
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.again import sign_again_due
from assessor_app.issuer.credentials.files import files_of
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.jwt_signer import jwt_today
from assessor_app.issuer.credentials.jwts import sign_jwts_due
from assessor_app.issuer.credentials.lists import publish_lists, published_list
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.did_document import did_document
from assessor_app.issuer.keys.online import KeyUse, active
from assessor_app.issuer.keys.rotation import replace_compromised, rotate
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.bodies import key
from assessor_app.issuer.store.facts import personal
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.p256 import public_of_multibase, public_pem
from office import Office, items_of, joined
from samples import CENTRE, NOW

BADGES = FormBadges()


@pytest.fixture(autouse=True)
def _registered(office: Office, lone: SimpleNamespace) -> None:
    """A centre that joined: of its two papers the second stands, the first was replaced by it."""
    with office.issuer.store.write() as connection:
        settings.put(connection, "country", "IE")
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()


def issue(office: Office) -> int:
    issued = issue_due(office.issuer.store, vault=office.issuer.vault, badges=BADGES, now=NOW)
    assert not issued.faults, issued.faults
    return issued.count


def judged(office: Office, content: bytes, folder: Path) -> JudgedCredential:
    """What anybody is told who has the issuer's list of keys and a copy of what it publishes."""
    with office.issuer.store.write() as connection:
        publish_lists(connection, vault=office.issuer.vault, now=NOW)
    with office.issuer.store.read() as connection:
        write_static(connection, folder)
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    return judge_credential(content, trust=trust, ledger=lambda _cti: None, now=NOW, published=folder)


def test_a_registered_paper_has_one_credential_and_a_place_in_a_list(
    office: Office, lone: SimpleNamespace
) -> None:
    assert issue(office) == 1
    assert issue(office) == 0
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
        listed = json.loads(published_list(connection, made.list) or b"")
        trust = anchors.newest_text(connection)
    signed = json.loads(made.content or b"")
    key = next(one for one in read_anchor_list(trust).content.keys if "credentials" in one.use)
    OB3LdpVerifier(pubkey_pem=pem(key.x)).verify(made.content or b"")
    subject, paper = signed["credentialSubject"], lone.papers[1]
    assert subject["licenseNumber"] == paper.number
    assert subject["identifier"][0]["identityHash"] == "Amina Bellow"
    assert signed["issuer"]["id"] == listed["issuer"]
    assert subject["source"]["name"] == CENTRE
    assert signed["issuer"]["address"]["addressCountryCode"] == "IE"
    assert subject["source"]["official"].startswith("Assessor REG-")
    assert {item["genre"] for item in signed["evidence"]} >= {"record"}
    entry = signed["credentialStatus"]
    assert (entry["statusListCredential"], int(entry["statusListIndex"])) == (listed["id"], made.place)
    described = {one["resultType"] for one in subject["achievement"]["resultDescription"]}
    assert {"Status", "ext:NotionalLearningHours", "ext:QualityAssuranceType"} <= described


def test_it_is_valid_until_its_paper_is_withdrawn(office: Office, tmp_path: Path) -> None:
    issue(office)
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    content = made.content or b""
    before = judged(office, content, tmp_path)
    assert (before.answer, before.reason.value) == (Answer.VALID, "registered")
    assert before.awarding_body == office_name(office)
    with office.issuer.store.write() as connection:
        paper = entries.by_number(connection, made.centre, made.number)
        assert paper is not None
        entries.change(connection, paper, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
    after = judged(office, content, tmp_path)
    assert (after.answer, after.reason.value, after.parts.status.value) == (
        Answer.NOT_VALID,
        "revoked",
        "bad",
    )
    with office.issuer.store.read() as connection:
        assert kept.standing(connection) == ()


def test_its_jwt_is_signed_by_the_issuers_p256_key_and_valid_by_its_list_and_its_did_document(
    office: Office, tmp_path: Path
) -> None:
    issue(office)
    vault = office.issuer.vault
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
        jwt = jwt_today(connection, vault, now=NOW)
        token = files_of(connection, made, BADGES)["jwt"]
        document = json.loads(did_document(connection))
        assert jwt is not None
    good = judged(office, token, tmp_path)
    assert (good.answer, good.reason.value, good.carrier) == (Answer.VALID, "registered", "jwt")
    (method,) = [one for one in document["verificationMethod"] if one["id"] == jwt.issuing.method]
    public = public_of_multibase(method["publicKeyMultibase"])
    assert public is not None
    assert method["id"] in document["assertionMethod"]
    assert OB3Verifier(pubkey_pem=public_pem(public)).verify(token.decode()).issuer.id == jwt.issuing.did
    head, payload, signature = token.decode().split(".")
    forged = payload[:200] + ("A" if payload[200] != "A" else "B") + payload[201:]
    with contextlib.suppress(KnownError):  # a letter of the JSON itself may have gone
        assert judged(office, f"{head}.{forged}.{signature}".encode(), tmp_path).answer is not Answer.VALID


def test_a_credential_signed_before_the_key_was_changed_is_valid_by_the_list_of_the_new_one(
    office: Office, tmp_path: Path
) -> None:
    issue(office)
    issuer = office.issuer
    with issuer.store.write() as connection:
        (made,) = kept.standing(connection)
        later = NOW + timedelta(hours=1)
        before = published_list(connection, 1)
        rotate(connection, [KeyUse.CREDENTIALS], vault=issuer.vault, root=issuer.root, by="test", now=later)
        assert published_list(connection, 1) != before
    found = judged(office, made.content or b"", tmp_path)
    assert (found.answer, found.reason.value) == (Answer.VALID, "registered")


def sign_jwts(office: Office) -> int:
    return sign_jwts_due(office.issuer.store, vault=office.issuer.vault, now=NOW)


def test_an_issuer_from_before_makes_its_key_for_jwts_when_keys_are_changed(
    office: Office, tmp_path: Path
) -> None:
    issuer = office.issuer
    with issuer.store.write() as connection:
        connection.execute(delete(key).where(key.c.use == KeyUse.CREDENTIALS_JWT.value))
        assert jwt_today(connection, vault=issuer.vault, now=NOW) is None
    issue(office)
    assert sign_jwts(office) == 0
    with issuer.store.write() as connection:
        (made,) = kept.standing(connection)
        assert "jwt" not in files_of(connection, made, BADGES)
        rotate(connection, [KeyUse.CREDENTIALS_JWT], vault=issuer.vault, root=issuer.root, by="test", now=NOW)
    assert (sign_jwts(office), sign_jwts(office)) == (1, 0)
    with issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    assert judged(office, made.jwt or b"", tmp_path).reason.value == "registered"


def test_jwts_by_a_key_that_was_stolen_are_made_again_by_the_next(office: Office, tmp_path: Path) -> None:
    issue(office)
    issuer = office.issuer
    with issuer.store.write() as connection:
        (before,) = kept.standing(connection)
        row = active(connection, KeyUse.CREDENTIALS_JWT)
        replace_compromised(connection, row.kid, vault=issuer.vault, root=issuer.root, by="test", now=NOW)
    assert sign_jwts(office) == 1
    with issuer.store.read() as connection:
        (after,) = kept.standing(connection)
    assert before.jwt != after.jwt
    assert judged(office, before.jwt or b"", tmp_path).reason.value == "compromised"
    assert judged(office, after.jwt or b"", tmp_path).reason.value == "registered"


def test_a_list_by_a_key_that_was_stolen_is_signed_again_at_once(office: Office, tmp_path: Path) -> None:
    issue(office)
    issuer = office.issuer
    with issuer.store.write() as connection:
        (made,) = kept.standing(connection)
        row = active(connection, KeyUse.CREDENTIALS)
        assert f"#{row.kid}" in str(published_list(connection, 1))
        replace_compromised(connection, row.kid, vault=issuer.vault, root=issuer.root, by="test", now=NOW)
        assert f"#{row.kid}" not in str(published_list(connection, 1))
    assert judged(office, made.jwt or b"", tmp_path).reason.value == "registered"
    assert judged(office, made.content or b"", tmp_path).reason.value == "compromised"


def stolen(office: Office, kid: str) -> int:
    """That a key for credentials was; how many credentials are to be looked at."""
    issuer = office.issuer
    with issuer.store.write() as connection:
        changed = replace_compromised(
            connection, kid, vault=issuer.vault, root=issuer.root, by="test", now=NOW
        )
    return changed.credentials


def sign_again(office: Office) -> int:
    issuer = office.issuer
    found = sign_again_due(issuer.store, vault=issuer.vault, now=NOW + timedelta(hours=1))
    assert not found.faults, found.faults
    return found.count


def key_for_credentials(office: Office) -> str:
    with office.issuer.store.read() as connection:
        return active(connection, KeyUse.CREDENTIALS).kid


def the_credential(office: Office) -> kept.Made:
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    return made


def test_credentials_by_a_key_that_was_stolen_are_signed_anew(office: Office, tmp_path: Path) -> None:
    issue(office)
    before = the_credential(office)
    assert stolen(office, key_for_credentials(office)) == 1
    assert judged(office, before.content or b"", tmp_path).reason.value == "compromised"
    assert (sign_again(office), sign_again(office)) == (1, 0)
    after = the_credential(office)
    found = judged(office, after.content or b"", tmp_path)
    assert (found.answer, found.reason.value) == (Answer.VALID, "registered")
    was, says = json.loads(before.content or b""), json.loads(after.content or b"")
    proofs = was.pop("proof"), says.pop("proof")
    assert was == says, "the same words, number and place in the list"
    assert [proof["verificationMethod"] for (proof,) in proofs] == [
        f"did:web:issuer.test#{row}" for row in (_signer(before), key_for_credentials(office))
    ]
    assert judged(office, before.content or b"", tmp_path).reason.value == "compromised"
    # Its JWT is by another key, and names the same place of the list.
    assert after.jwt == before.jwt
    assert judged(office, after.jwt or b"", tmp_path).reason.value == "registered"


def _signer(made: kept.Made) -> str:
    (proof,) = json.loads(made.content or b"")["proof"]
    return str(proof["verificationMethod"]).rpartition("#")[2]


def test_one_by_another_key_stays_as_it_is_when_a_key_was_stolen(office: Office) -> None:
    issuer, first = office.issuer, key_for_credentials(office)
    issue(office)
    with issuer.store.write() as connection:
        later = NOW + timedelta(minutes=1)
        rotate(connection, [KeyUse.CREDENTIALS], vault=issuer.vault, root=issuer.root, by="test", now=later)
    before = the_credential(office)
    assert stolen(office, key_for_credentials(office)) == 1
    assert sign_again(office) == 1
    assert the_credential(office) == before
    # And one by a key that had retired when it was stolen is signed by the one in use.
    assert stolen(office, first) == 1
    assert sign_again(office) == 1
    assert _signer(the_credential(office)) == key_for_credentials(office)


def test_what_stands_no_longer_is_not_signed_anew(office: Office) -> None:
    issue(office)
    made = the_credential(office)
    assert stolen(office, key_for_credentials(office)) == 1
    with office.issuer.store.write() as connection:
        paper = entries.by_number(connection, made.centre, made.number)
        assert paper is not None
        entries.change(connection, paper, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
    assert sign_again(office) == 0
    assert stolen(office, key_for_credentials(office)) == 0


def test_processes_share_what_is_to_be_signed_anew(office: Office) -> None:
    issue(office)
    stolen(office, key_for_credentials(office))
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(sign_again(office))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while count := sign_again(office):
        counts.append(count)
    assert sum(counts) == 1


def test_lists_are_signed_again_on_change_and_long_before_their_end(office: Office) -> None:
    issue(office)

    def publish(days: float) -> int:
        with office.issuer.store.write() as connection:
            return publish_lists(connection, vault=office.issuer.vault, now=NOW + timedelta(days=days))

    assert [publish(0), publish(3.4), publish(3.6), publish(3.7), publish(0)] == [0, 0, 1, 0, 1]


def test_what_was_erased_has_no_credential_and_blocks_nobody(office: Office) -> None:
    with office.issuer.store.write() as connection:
        connection.execute(update(personal).values(blob=b"\0" * 16 + b"{}"))
    assert issue(office) == 1
    assert issue(office) == 0
    with office.issuer.store.read() as connection:
        assert kept.standing(connection) == ()
        assert len(kept.places(connection, 1)) == 1


def test_processes_share_the_queue_and_make_each_once(office: Office) -> None:
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(issue(office))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while count := issue(office):
        counts.append(count)
    assert sum(counts) == 1
    with office.issuer.store.read() as connection:
        assert len(kept.standing(connection)) == 1


def office_name(office: Office) -> str:
    with office.issuer.store.read() as connection:
        return read_anchor_list(anchors.newest_text(connection)).content.name


def pem(public: str) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.slow
@pytest.mark.parametrize("script", ["first.mjs"])
def test_software_that_is_not_ours_follows_the_did_the_key_and_the_list(
    office: Office, repository: Path, script: str
) -> None:
    """`@digitalbazaar/vc`, given what the host serves: did document, key, status list."""
    folder = repository / "build" / "independent"
    for name in (script, "contexts.mjs"):
        shutil.copyfile(repository / "tests" / "independent" / name, folder / name)
    issue(office)
    with office.issuer.store.write() as connection:
        (made,) = kept.standing(connection)
        served = served_to_others(connection, made)
        before = ask(folder, script, made, served)
        paper = entries.by_number(connection, made.centre, made.number)
        assert paper is not None
        entries.change(connection, paper, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
        publish_lists(connection, vault=office.issuer.vault, now=NOW)
        after = ask(folder, script, made, served_to_others(connection, made))
    assert before["ok"], before
    assert not after["ok"]


def served_to_others(connection: Connection, made: kept.Made) -> dict[str, Any]:
    """What a verifier asks the issuer's host for: did document and status list, each by its URL."""
    document = json.loads(did_document(connection))
    listed = json.loads(published_list(connection, made.list) or b"")
    return {"published": {document["id"]: document}, "lists": {listed["id"]: listed}}


def ask(folder: Path, script: str, made: kept.Made, served: dict[str, Any]) -> Any:
    asked = {"cases": [{"name": "it", "credential": json.loads(made.content or b"")}], **served}
    done = subprocess.run(
        ["node", script],
        cwd=folder,
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["it"]


def test_the_list_is_published_as_a_jwt_too_and_made_again_when_its_key_comes(office: Office) -> None:
    issue(office)
    issuer = office.issuer
    with issuer.store.write() as connection:
        told = published_list(connection, 1, jwt=True)
        assert told is not None
        signer = jwt_today(connection, issuer.vault, now=NOW)
        assert signer is not None
        signed = jws.deserialize_compact(told, ECKey.import_key(signer.issuing.pem), algorithms=["ES256"])
        said = json.loads(signed.payload)
        assert said["id"] == "https://issuer.test/status/1.jwt"
        assert said["iss"] == signer.issuing.did
        plain = json.loads(published_list(connection, 1) or b"")
        # Compared unpacked: gzip writes the second at which it packed.
        places, same = (
            decode_encoded_list(made["credentialSubject"]["encodedList"]) for made in (said, plain)
        )
        assert places == same
        connection.execute(delete(key).where(key.c.use == KeyUse.CREDENTIALS_JWT.value))
        rotate(connection, [KeyUse.CREDENTIALS_JWT], vault=issuer.vault, root=issuer.root, by="test", now=NOW)
        assert published_list(connection, 1, jwt=True) != told
        assert publish_lists(connection, vault=issuer.vault, now=NOW) == 0


def test_every_address_of_the_issuers_host_in_a_credential_is_one_that_it_serves(
    office: Office, tmp_path: Path
) -> None:
    issue(office)
    with office.issuer.store.write() as connection:
        (made,) = kept.standing(connection)
        publish_lists(connection, vault=office.issuer.vault, now=NOW)
        write_static(connection, tmp_path)
    signed = json.loads(made.content or b"")
    served = json.loads((tmp_path / "urls.json").read_text())
    named = {text.partition("#")[0] for text in texts(signed) if text.startswith("https://issuer.test")}
    assert named == {"https://issuer.test/", "https://issuer.test/status/1.json"}
    assert named <= set(served)
    assert all((tmp_path / served[url]).is_file() for url in named)
    document = json.loads((tmp_path / served["https://issuer.test/.well-known/did.json"]).read_text())
    assert (document["id"], signed["issuer"]["id"]) == ("did:web:issuer.test",) * 2
    methods = {one["id"] for one in document["verificationMethod"]}
    assert {one["verificationMethod"] for one in signed["proof"]} <= methods
    assert signed["id"].startswith("urn:uuid:"), "it is looked up nowhere"


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value
