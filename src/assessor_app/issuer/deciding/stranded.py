"""A person decides on records that a restarted chain enclosed and for which its old chain has no place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.deciding.reasons import reason_of
from assessor_app.issuer.judging.case import Case
from assessor_app.issuer.judging.effects import take_effect
from assessor_app.issuer.judging.judge import judge, read
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.store import audit, chains, stranded, verdicts
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.stranded import Stranded


@dataclass(frozen=True, kw_only=True)
class WhichStranded:
    """A stranded record: its centre, its old chain, and its hash (of its whole text)."""

    centre: str
    chain: str
    hash: str


def accept_stranded(
    connection: Connection, person: Person, which: WhichStranded, *, reason: str, now: datetime
) -> None:
    """Lets it count, where nothing else stands against it; what needs it is judged again.

    Raises KnownError: "role-missing", "record-not-here", "decided-already", "reason-missing", "reason-too-long", and
    "cannot-be-accepted" where it would be held or rejected in its place too.
    """
    require(person, Right.DECIDE)
    policy = hold_centre(connection, which.centre)
    this = _waiting(connection, which)
    chain = chains.find(connection, this.chain)
    if chain is None or this.id is None:
        raise KnownError("cannot-be-accepted")
    kept = Kept(
        centre=this.centre,
        chain=this.chain,
        seq=this.seq,
        id=this.id,
        type=this.type,
        jws=this.jws,
        hash=this.hash,
        personal=this.personal,
    )
    waived = frozenset({HeldCode.STRANDED.value, HeldCode.WAITING_APPROVAL.value})
    found = judge(connection, chain, kept, policy=policy, now=now, waived=waived)
    if found.outcome is not Outcome.ACCEPTED:
        raise KnownError("cannot-be-accepted")
    case = Case(
        connection=connection,
        chain=chain,
        kept=kept,
        record=read(kept),
        policy=policy,
        now=now,
        waived=waived,
    )
    take_effect(case)
    _decided(connection, person, this, Outcome.ACCEPTED, reason=reason, now=now)


def reject_stranded(
    connection: Connection, person: Person, which: WhichStranded, *, reason: str, now: datetime
) -> None:
    """Has it count for nothing, for a reason; what needs it is rejected with it.

    Raises KnownError: "role-missing", "record-not-here", "decided-already", "reason-missing", "reason-too-long".
    """
    require(person, Right.DECIDE)
    hold_centre(connection, which.centre)
    _decided(
        connection, person, _waiting(connection, which), Outcome.REJECTED, reason=reason_of(reason), now=now
    )


def _waiting(connection: Connection, which: WhichStranded) -> Stranded:
    found = stranded.find(connection, centre=which.centre, chain=which.chain, digest=which.hash)
    if found is None:
        raise KnownError("record-not-here")
    if found.outcome != Outcome.HELD:
        raise KnownError("decided-already")
    return found


def _decided(
    connection: Connection, person: Person, this: Stranded, outcome: Outcome, *, reason: str, now: datetime
) -> None:
    sentence = reason_of(reason)
    stranded.decide(connection, this, outcome, by=person.name, sentence=sentence, at=now)
    if this.id is not None:
        verdicts.wake(connection, centre=this.centre, needed=this.id)
    act = "stranded-accepted" if outcome is Outcome.ACCEPTED else "stranded-rejected"
    detail = {"centre": this.centre, "chain": this.chain, "seq": this.seq, "type": this.type}
    audit.note(connection, act, by=person.name, subject=this.hash, at=now, detail=detail)
