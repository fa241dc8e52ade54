"""What a checker is told about a credential: by the list of keys, the lists of withdrawals and the ledger held here."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.jwt import read_jwt_key, sign_jwt
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.reading import is_credential
from assessor_app.credentials.signing import Issuing, sign_credential
from assessor_app.credentials.status_list import list_jwt, signed_list
from assessor_app.domain.answer import Answer, PaperState
from assessor_app.domain.credential import StatusPlace
from assessor_app.domain.credential_answer import CredentialReason, Finding, JudgedCredential
from assessor_app.domain.errors import KnownError
from assessor_app.formats.anchor_list import Anchors, OnlineKey
from assessor_app.formats.credential import document, encode
from assessor_app.trust.anchors import TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.judge import LedgerEntry
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.wording.answers import credential_message, credential_value
from credential_samples import ISSUED, ISSUING, KEY, sample_facts, sample_form

ROOT = SigningKey(b"\x01" * 32)
WEB = "did:web:issuer.example"
URL = "https://issuer.example/status/1.json"
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=60)


def issuing(did: str) -> Issuing:
    return ISSUING if did != WEB else Issuing(did=WEB, method=f"{WEB}#{KEY.kid.hex()}", key=KEY)


def trust(
    did: str = "", *, state: str = "active", until: str = "2099-01-01", use: str = "credentials"
) -> TrustStore:
    key = OnlineKey(
        kid=KEY.kid.hex(), x=KEY.public.hex(), use=[use], from_="2026-01-01", until=until, state=state
    )
    content = Anchors(
        issuer=did or did_key(ROOT.public),
        root=ROOT.public.hex() if did else None,
        name="Example Awarding Body",
        phone="+353 1 555 0100",
        issued_at="2026-01-01T00:00:00+00:00",
        keys=[key],
    )
    return TrustStore.of([read_anchor_list(sign_anchor_list(content, root=ROOT))])


def credential(did: str = "", *, place: int | None = None, **changes: Any) -> dict[str, Any]:
    who = issuing(did)
    status = None if place is None else StatusPlace(url=URL, index=place)
    made = document(credential_of(sample_facts(status=status, **changes)))
    made["issuer"]["id"] = who.did
    return sign_credential(made, issuing=who, created=ISSUED)


def published(folder: Path, content: bytes, url: str = URL, name: str = "status/1.json") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    (folder / "urls.json").write_text(json.dumps({url: name}))
    return folder


def judged(
    signed: dict[str, Any] | str,
    held: TrustStore,
    *,
    folder: Path | None = None,
    ledger: LedgerEntry | None = None,
) -> JudgedCredential:
    data = signed.encode() if isinstance(signed, str) else encode(signed)
    return judge_credential(data, trust=held, ledger=lambda _cti: ledger, now=NOW, published=folder)


def told(found: JudgedCredential) -> tuple[Answer, CredentialReason]:
    return found.answer, found.reason


def test_a_list_of_keys_names_the_issuer_and_no_list_of_withdrawals_leaves_it_open() -> None:
    found = judged(credential(), trust())
    assert told(found) == (Answer.CANNOT_TELL, CredentialReason.NO_REGISTER)
    assert (found.awarding_body, found.phone) == ("Example Awarding Body", "+353 1 555 0100")
    assert found.parts.issuer is Finding.GOOD


def test_without_the_list_of_keys_nobody_vouches() -> None:
    for held in (TrustStore(), trust(use="receipts")):
        found = judged(credential(), held)
        assert told(found) == (Answer.CANNOT_TELL, CredentialReason.UNKNOWN_ISSUER)
        assert found.awarding_body is None
    assert told(judged(credential(WEB), TrustStore())) == (
        Answer.CANNOT_TELL,
        CredentialReason.UNKNOWN_ISSUER,
    )
    assert judged(credential(WEB), TrustStore()).parts.signature is Finding.UNCHECKED


def test_the_list_of_one_issuer_vouches_for_no_other_that_names_itself_by_the_web() -> None:
    found = judged(credential(WEB), trust("did:web:elsewhere.example"))
    assert told(found) == (Answer.CANNOT_TELL, CredentialReason.UNKNOWN_ISSUER)


@pytest.mark.parametrize("did", ["", WEB])
def test_a_list_of_withdrawals_settles_it(did: str, tmp_path: Path) -> None:
    content = encode(signed_list(URL, {7}, issuing=issuing(did), at=NOW))
    folder = published(tmp_path, content)
    clear = judged(credential(did, place=8), trust(did), folder=folder)
    assert told(clear) == (Answer.VALID, CredentialReason.REGISTERED)
    assert clear.as_of == NOW.date()
    gone = judged(credential(did, place=7), trust(did), folder=folder)
    assert told(gone) == (Answer.NOT_VALID, CredentialReason.REVOKED)
    assert gone.state is PaperState.REVOKED


def test_an_old_list_tells_bad_news_only(tmp_path: Path) -> None:
    folder = published(tmp_path, encode(signed_list(URL, {7}, issuing=ISSUING, at=LONG_AGO)))
    assert judged(credential(place=7), trust(), folder=folder).reason is CredentialReason.REVOKED
    assert judged(credential(place=8), trust(), folder=folder).reason is CredentialReason.NO_REGISTER


@pytest.mark.slow
def test_lists_that_prove_nothing_are_passed_over(tmp_path: Path) -> None:
    other = SigningKey(b"\x07" * 32)
    other_did = did_key(other.public)
    foreign = Issuing(did=other_did, method=f"{other_did}#{other_did[8:]}", key=other)
    changed = signed_list(URL, {7}, issuing=ISSUING, at=NOW)
    changed["credentialSubject"]["encodedList"] = signed_list(URL, set(), issuing=ISSUING, at=NOW)[
        "credentialSubject"
    ]["encodedList"]
    renamed = signed_list("https://issuer.example/other", set(), issuing=ISSUING, at=NOW)
    hidden = {
        **signed_list(URL, set(), issuing=ISSUING, at=NOW),
        "@context": ["https://www.w3.org/ns/credentials/v2", {}],
    }
    for content in (
        encode(signed_list(URL, set(), issuing=foreign, at=NOW)),
        encode(changed),
        encode(renamed),
        encode(hidden),
        b"{",
        b"not json",
        b"\xff",
        b"[" * 100_000,
    ):
        found = judged(credential(place=7), trust(), folder=published(tmp_path, content))
        assert (found.reason, found.parts.status) == (CredentialReason.NO_REGISTER, Finding.UNCHECKED)


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes(encode(signed_list(URL, set(), issuing=ISSUING, at=NOW)))
    inside = tmp_path / "published"
    inside.mkdir()
    (inside / "urls.json").write_text(json.dumps({URL: "../list.json"}))
    assert judged(credential(place=7), trust(), folder=inside).parts.status is Finding.UNCHECKED


def test_the_keys_of_a_published_did_document_check_a_signature_and_vouch_for_nobody(tmp_path: Path) -> None:
    method = {
        "id": f"{WEB}#{KEY.kid.hex()}",
        "type": "Multikey",
        "controller": WEB,
        "publicKeyMultibase": did_key(KEY.public).removeprefix("did:key:"),
    }
    (tmp_path / ".well-known").mkdir()
    written = tmp_path / ".well-known" / "did.json"
    written.write_text(json.dumps({"id": WEB, "verificationMethod": [method, 7, {"id": 1}]}))
    found = judged(credential(WEB), TrustStore(), folder=tmp_path)
    assert (found.parts.signature, found.reason) == (Finding.GOOD, CredentialReason.UNKNOWN_ISSUER)
    written.write_text(json.dumps({"id": "did:web:other.example", "verificationMethod": [method]}))
    assert judged(credential(WEB), TrustStore(), folder=tmp_path).parts.signature is Finding.UNCHECKED


def test_a_key_counts_for_its_days_and_as_long_as_nobody_stole_it() -> None:
    late = judged(credential(), trust(until="2026-02-01"))
    assert told(late) == (Answer.NOT_VALID, CredentialReason.OUT_OF_SCOPE)
    stolen = judged(credential(), trust(state="compromised"))
    assert told(stolen) == (Answer.CANNOT_TELL, CredentialReason.COMPROMISED)
    retired = judged(credential(), trust(state="retired"))
    assert retired.reason is CredentialReason.NO_REGISTER


@pytest.mark.parametrize(
    ("state", "answer", "reason"),
    [
        (PaperState.REGISTERED, Answer.VALID, "own-ledger"),
        (PaperState.PROVISIONAL, Answer.VALID, "own-ledger"),
        (PaperState.REVOKED, Answer.NOT_VALID, "revoked"),
        (PaperState.ANNULLED, Answer.NOT_VALID, "annulled"),
        (PaperState.SUPERSEDED, Answer.NOT_VALID, "superseded"),
    ],
)
def test_the_ledger_knows_what_became_of_it(state: PaperState, answer: Answer, reason: str) -> None:
    entry = LedgerEntry(state=state, on=date(2026, 5, 1), successor="JB1K-CSCX-0009-G")
    found = judged(credential(), trust(), ledger=entry)
    assert (found.answer, found.reason.value) == (answer, reason)
    assert found.since == date(2026, 5, 1)
    assert found.successor == ("JB1K-CSCX-0009-G" if state is PaperState.SUPERSEDED else None)


def test_the_ledger_is_not_asked_about_strangers() -> None:
    entry = LedgerEntry(state=PaperState.REGISTERED, on=date(2026, 5, 1))
    found = judged(credential(), TrustStore(), ledger=entry)
    assert (found.answer, found.parts.ledger) == (Answer.CANNOT_TELL, Finding.NONE)


def test_expired_and_changed_ones_are_seen_without_knowing_the_issuer() -> None:
    assert judged(credential(until=date(2026, 4, 1)), TrustStore()).reason is CredentialReason.EXPIRED
    changed = credential()
    changed["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    assert judged(changed, trust()).reason is CredentialReason.ALTERED
    assert judged(changed, TrustStore()).reason is CredentialReason.ALTERED


def test_jwts_and_their_lists_are_read(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    who = read_jwt_key(pem)

    def jwt(**changes: Any) -> str:
        made = document(credential_of(sample_facts(status=StatusPlace(url=URL, index=7), **changes)))
        made["issuer"]["id"] = who.did
        return sign_jwt(made, issuing=who, subject="")

    found = judged(jwt(), TrustStore())
    assert (found.carrier, found.parts.signature) == ("jwt", Finding.GOOD)
    assert found.reason is CredentialReason.UNKNOWN_ISSUER
    assert judged(jwt(until=date(2026, 4, 1)), TrustStore()).reason is CredentialReason.EXPIRED
    head, payload, signature = jwt().split(".")
    assert judged(f"{head}.{payload}.{signature[:-6]}AAAAAA", TrustStore()).reason is CredentialReason.ALTERED
    gone = published(tmp_path, list_jwt(URL, {7}, issuing=who, at=NOW).encode())
    assert judged(jwt(), TrustStore(), folder=gone).reason is CredentialReason.REVOKED
    clear = published(tmp_path, list_jwt(URL, {8}, issuing=who, at=NOW).encode())
    assert judged(jwt(), TrustStore(), folder=clear).parts.status is Finding.GOOD


def test_only_what_looks_like_one_is_taken_for_a_credential() -> None:
    assert is_credential(b' \n{"a": 1}')
    assert is_credential(b"\xef\xbb\xbf{}")
    assert is_credential(b"eyJh.eyJh.x_-")
    assert is_credential(b'<?xml version="1.0"?><svg>')
    assert not is_credential(b"HTTPS://CHECK.EXAMPLE.ORG/#AAAA")
    assert not is_credential(b"ASSESSOR:AAAA")
    assert not is_credential(b"%PDF-1.7")
    assert not is_credential(b"\x89PNG\r\n\x1a\nno keyword")
    assert not is_credential(b"")


def test_invented_data_is_told_by_what_was_signed() -> None:
    """Whoever checks it elsewhere sees no band of a sample centre."""
    sentence = "SAMPLE: nobody has earned this certificate."
    german = replace(sample_form(), language="de")
    for facts, marked in (({"sample": False}, False), ({"sample": True}, True), ({"form": german}, True)):
        found = judged(credential(**facts), trust())
        assert credential_message(found).startswith(sentence) is marked
        assert credential_value(found)["sample"] is marked
        around = replace(found, said=replace(found.said, description=""), members=(found,))
        assert credential_message(around).startswith(sentence) is marked


@pytest.mark.parametrize("proof", [None, [], "z1"])
def test_what_nobody_signed_is_not_called_signed_in_another_way(proof: Any) -> None:
    bare = {name: value for name, value in credential().items() if name != "proof"}
    with pytest.raises(KnownError, match="credential-unsigned"):
        judged(bare if proof is None else {**bare, "proof": proof}, trust())
