"""Judging a credential of anybody: from a file's bytes to what a checker is told, with what is held here alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from assessor_app.credentials.naming import cti_named
from assessor_app.credentials.reading import ReadCredential, read_credential
from assessor_app.domain.answer import PaperState
from assessor_app.domain.credential_answer import (
    CredentialReason,
    CredentialState,
    CredentialVerdict,
    Finding,
    JudgedCredential,
    NamedPart,
    Parts,
    decide_credential,
    with_members,
)
from assessor_app.trust.anchors import VOUCHING, Signer, TrustStore
from assessor_app.trust.judge import LedgerEntry
from assessor_app.trust.keys import key_id

Ledger = Callable[[bytes], LedgerEntry | None]


def judge_credential(
    data: bytes, *, trust: TrustStore, ledger: Ledger, now: datetime, published: Path | None = None
) -> JudgedCredential:
    """Raises what `read_credential` raises: what cannot be read has no answer. `now` carries its zone.

    The ledger is asked only of a credential whose signature is good and whose issuer is listed here.
    """
    read = read_credential(data, keys=_keys(trust), now=now, published=published, lost=_lost(trust))
    return _judged(read, trust=trust, ledger=ledger, now=now)


def _judged(read: ReadCredential, *, trust: TrustStore, ledger: Ledger, now: datetime) -> JudgedCredential:
    members = tuple(_judged(one, trust=trust, ledger=ledger, now=now) for one in read.members)
    signer = _signer(read, trust)
    issuer = _issuer(read, signer)
    asked = ledger if signer is not None and issuer is Finding.GOOD else _nothing_known
    own = _entry(read.said.id, asked)
    facts = CredentialState(
        signature=read.signature,
        issuer=issuer,
        compromised=signer is not None and signer.is_compromised,
        status=read.status,
        ledger=own.state if own else None,
        valid_from=read.said.valid_from,
        valid_until=read.said.valid_until,
        now=now,
    )
    verdict = with_members(decide_credential(facts), members)
    listed = signer.anchors.content if signer else None
    return JudgedCredential(
        answer=verdict.answer,
        reason=verdict.reason,
        state=verdict.state,
        parts=_parts(facts),
        carrier=read.carrier,
        said=read.said,
        as_of=_as_of(verdict.reason, read, now) or _oldest(verdict, members),
        since=own.on if own and verdict.state == own.state else None,
        successor=own.successor if own and verdict.reason is CredentialReason.SUPERSEDED else None,
        issuer=listed.issuer if listed else None,
        awarding_body=listed.name if listed else None,
        own_award=listed.own_award if listed else False,
        phone=listed.phone or None if listed else None,
        host=listed.host if listed else None,
        members=members,
        named=tuple(_named(one, asked) for one in read.named),
        endorsements=read.endorsements,
    )


def _nothing_known(_cti: bytes) -> LedgerEntry | None:
    """The ledger as it is for strangers."""
    return None


def _entry(name: str, ledger: Ledger) -> LedgerEntry | None:
    cti = cti_named(name)
    return ledger(cti) if cti is not None else None


def _named(part: NamedPart, ledger: Ledger) -> NamedPart:
    entry = _entry(part.id, ledger)
    return replace(part, state=entry.state if entry else None)


def _keys(trust: TrustStore) -> dict[str, dict[str, str]]:
    """The keys for credentials of every issuer held here; a did:web's method is named by the key's id."""
    return {
        anchors.issuer: {
            key.kid: key.x for key in (*anchors.content.keys, *anchors.es256) if "credentials" in key.use
        }
        for anchors in trust.lists
    }


def _lost(trust: TrustStore) -> list[str]:
    """Ids of keys that others have too."""
    listed = (key for anchors in trust.lists for key in (*anchors.content.keys, *anchors.es256))
    return [key.kid for key in listed if key.state not in VOUCHING]


def _signer(read: ReadCredential, trust: TrustStore) -> Signer | None:
    """Who lists the key that signed; a list of one issuer vouches for no credential that names another did:web."""
    if read.signature is not Finding.GOOD or read.public is None:
        return None
    signer = trust.signer(key_id(read.public), use="credentials")
    if signer is None or signer.public != read.public:
        return None
    by_key = read.said.issuer.startswith("did:key:")
    return signer if by_key or read.said.issuer == signer.anchors.issuer else None


def _issuer(read: ReadCredential, signer: Signer | None) -> Finding:
    if signer is None:
        return Finding.UNCHECKED
    made = read.said.signed_at
    in_use = made is not None and signer.was_in_use(made.date())
    return Finding.GOOD if in_use and not signer.is_compromised else Finding.BAD


def _parts(facts: CredentialState) -> Parts:
    told = {None: Finding.NONE, PaperState.PROVISIONAL: Finding.GOOD, PaperState.REGISTERED: Finding.GOOD}
    return Parts(
        structure=Finding.GOOD,
        signature=facts.signature,
        issuer=facts.issuer,
        dates=facts.dates,
        status=facts.status,
        ledger=told.get(facts.ledger, Finding.BAD),
    )


def _as_of(reason: CredentialReason, read: ReadCredential, now: datetime) -> date | None:
    if reason is CredentialReason.OWN_LEDGER:
        return now.date()
    if reason in {CredentialReason.REGISTERED, CredentialReason.REVOKED} and read.status_as_of:
        return read.status_as_of.date()
    return None


def _oldest(verdict: CredentialVerdict, members: tuple[JudgedCredential, ...]) -> date | None:
    """A transcript has no list of its own: what is said of it is as of the oldest by which those inside are judged."""
    same = (one for one in members if (one.answer, one.reason) == (verdict.answer, verdict.reason))
    return min((one.as_of for one in same if one.as_of is not None), default=None)
