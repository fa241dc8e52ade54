"""Judging a paper: from the text of its QR code to what a checker is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assessor_app.domain.answer import WITHDRAWN, Answer, Facts, PaperState, Reason, Told, decide, in_scope
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose, delegation, paper_claims, qr_text
from assessor_app.formats.cose import CoseSign1
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.paper_claims import PaperClaims
from assessor_app.formats.register import Entry
from assessor_app.trust.anchors import Signer, TrustStore
from assessor_app.trust.cose_sign import DELEGATION_CONTEXT, is_genuine, paper_context
from assessor_app.trust.keys import key_id
from assessor_app.trust.register import Register, lookup, newest


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """What this device's own ledger says of a paper; `successor` is the number that replaced it."""

    state: PaperState
    on: date
    successor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Judged(Told):
    """What a checker is told.

    `as_of` is the day for which the answer holds (the register's, or today for the own ledger), `since` the
    day on which the paper came to its state. `claims` is what the paper says of itself. The names and
    telephone number come from the trust store alone and are None where the issuer is not known; `centre` is
    also None for a centre younger than the list held here, whose id is `centre_id`. `host` is where this
    issuer's papers are checked, never what the paper says.
    """

    answer: Answer
    reason: Reason
    state: PaperState
    claims: PaperClaims
    centre_id: str | None = None
    centre: str | None = None
    approval_number: str | None = None


Ledger = Callable[[bytes], LedgerEntry | None]


@dataclass(frozen=True, kw_only=True)
class _Paper:
    """A paper taken apart, nothing of it believed yet."""

    host: str | None
    message: CoseSign1
    claims: PaperClaims
    vouched: CoseSign1
    delegation: Delegation


def judge_paper(
    text: str, *, trust: TrustStore, registers: Iterable[Register], ledger: Ledger, now: datetime
) -> Judged:
    """Judge the text of a QR code. `now` carries its zone; `ledger` is asked by cti, and only of genuine papers.

    Raises KnownError("qr-unreadable"), KnownError("paper-unreadable") or KnownError("paper-newer"): what cannot
    be read has no answer.
    """
    paper = _take_apart(text)
    signer, adopter = _signer(paper, trust), _adopter(paper, trust)
    held = tuple(registers)
    if adopter is not None and _goes_by_adopter(paper, signer, adopter, held):
        told = _judge_by(paper, adopter, registers=held, ledger=ledger, now=now)
        # Where the centre's own list is held too, it has the word on what the register does not settle.
        if signer is None or told.answer is Answer.VALID or told.state in WITHDRAWN:
            return told
    return _judge_by(paper, signer, registers=held, ledger=ledger, now=now)


def _goes_by_adopter(
    paper: _Paper, signer: Signer | None, adopter: Signer, registers: Iterable[Register]
) -> bool:
    """Whether the issuer that adopted the key is asked: before the centre itself, but only of what its register has."""
    if signer is None:
        return True
    register = newest(registers, issuer=adopter.anchors.issuer)
    known = register is not None and lookup(register, paper.claims.cti) is not None
    return known and signer.anchors.content.own_award


def _judge_by(
    paper: _Paper, signer: Signer | None, *, registers: Iterable[Register], ledger: Ledger, now: datetime
) -> Judged:
    """Judge by one of the keys that could stand behind the paper."""
    if signer is None or not _is_genuine(paper, signer):
        return _judged(paper, signer, _facts(paper, signer, now=now))
    register = newest(registers, issuer=signer.anchors.issuer)
    entry = lookup(register, paper.claims.cti) if register else None
    own = ledger(paper.claims.cti)
    facts = replace(
        _facts(paper, signer, now=now),
        genuine=True,
        fresh=register is not None and register.is_fresh(now),
        registered_as=(entry.state if entry else PaperState.UNKNOWN) if register else None,
        ledger=own.state if own else None,
    )
    return _dated(_judged(paper, signer, facts), register=register, entry=entry, own=own, today=facts.today)


def _take_apart(text: str) -> _Paper:
    content = qr_text.read(text)
    message = cose.decode(content.data)
    if message.delegation is None:
        raise KnownError("paper-unreadable")
    vouched = cose.decode(message.delegation)
    if vouched.delegation is not None:
        raise KnownError("paper-unreadable")
    return _Paper(
        host=content.host,
        message=message,
        claims=paper_claims.decode(message.payload),
        vouched=vouched,
        delegation=delegation.decode(vouched.payload),
    )


def _signer(paper: _Paper, trust: TrustStore) -> Signer | None:
    """The issuer's key behind the paper; None too when the paper names another device key than its delegation."""
    if paper.message.kid != key_id(paper.delegation.public):
        return None
    return trust.signer(paper.vouched.kid, use="delegation")


def _adopter(paper: _Paper, trust: TrustStore) -> Signer | None:
    """The centre's own key behind the paper, where an issuer says that it adopted it."""
    if paper.message.kid != key_id(paper.delegation.public):
        return None
    return trust.adopter(paper.vouched.kid)


def _is_genuine(paper: _Paper, signer: Signer) -> bool:
    return is_genuine(paper.vouched, context=DELEGATION_CONTEXT, public=signer.public) and is_genuine(
        paper.message, context=paper_context(paper.host), public=paper.delegation.public
    )


def _facts(paper: _Paper, signer: Signer | None, *, now: datetime) -> Facts:
    """What the paper and the trust store tell; what signatures, register and ledger add comes later."""
    claims, given = paper.claims, paper.delegation
    signed_on = datetime.fromtimestamp(given.issued_at, UTC).date()
    return Facts(
        issuer_known=signer is not None,
        genuine=False,
        in_scope=in_scope(claims.code, given.scope),
        in_window=given.not_before <= claims.issued_at <= given.expires
        and (signer is None or signer.was_in_use(signed_on)),
        suspended=signer is not None and signer.anchors.is_suspended(given.device),
        compromised=signer is not None and signer.is_compromised,
        fresh=False,
        registered_as=None,
        ledger=None,
        provisional_until=claims.provisional_until,
        valid_until=claims.valid_until,
        today=now.date(),
        adopted=signer is not None and signer.adopted_for is not None,
    )


def _judged(paper: _Paper, signer: Signer | None, facts: Facts) -> Judged:
    verdict = decide(facts)
    told = Judged(answer=verdict.answer, reason=verdict.reason, state=verdict.state, claims=paper.claims)
    if signer is None:
        return told
    anchors = signer.anchors.content
    told = replace(
        told,
        issuer=anchors.issuer,
        awarding_body=anchors.name,
        own_award=anchors.own_award,
        phone=anchors.phone or None,
        host=anchors.host,
    )
    # A delegation whose signature failed names nobody.
    centre_id = (signer.adopted_for or paper.delegation.centre) if facts.genuine else None
    centre = signer.anchors.centre(centre_id) if centre_id else None
    told = replace(told, centre_id=centre_id)
    if centre is None:
        return told
    return replace(
        told,
        centre=centre.name,
        approval_number=centre.approval_number or None,
        phone=centre.phone or told.phone,
    )


def _dated(
    told: Judged, *, register: Register | None, entry: Entry | None, own: LedgerEntry | None, today: date
) -> Judged:
    """The same, with the day it holds for and, where the paper was withdrawn, when and by what it was replaced."""
    if told.reason == Reason.OWN_LEDGER or (own and own.state == told.state and told.state in WITHDRAWN):
        source: Entry | LedgerEntry | None = own
        as_of: date | None = today
    else:
        source = entry
        as_of = register.as_of.date() if register else None
    if told.reason == Reason.EXPIRED:
        return replace(told, as_of=today, since=told.claims.valid_until)
    if source is None or source.state != told.state:
        return replace(told, as_of=as_of)
    return replace(told, as_of=as_of, since=source.on, successor=source.successor)
