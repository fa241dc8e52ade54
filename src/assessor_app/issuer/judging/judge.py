"""One record: everything that is checked of it before it is accepted, the gravest first."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.formats import compact, signed_record
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.enrolling.delegate import delegations_of
from assessor_app.issuer.judging import after, assessments, erasing, papers, people, qualifications
from assessor_app.issuer.judging.case import Case
from assessor_app.issuer.judging.learners import doubtful
from assessor_app.issuer.judging.shared import Shared
from assessor_app.issuer.store import records, suspensions
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.verdicts import ACCEPTED, Decided, held, rejected
from assessor_app.trust.accepting import record_fault, record_hold
from assessor_app.trust.batch import Stored

PERSONAL_DUE = frozenset(
    {RecordType.ASSESSMENT_FINALISED, RecordType.CORRECTED, RecordType.CERTIFICATE_ISSUED}
)
_OF_DELEGATION = frozenset({RejectedCode.OUT_OF_SCOPE, RejectedCode.OUT_OF_WINDOW})
_OF_SEVERAL = frozenset({RecordType.RELEASED.value, RecordType.RETURNED.value})
_OF_KIND = {
    RecordType.ASSESSMENT_FINALISED.value: assessments.decided,
    RecordType.CORRECTED.value: assessments.decided,
    RecordType.RELEASED.value: people.released,
    RecordType.RETURNED.value: people.released,
    RecordType.CERTIFICATE_ISSUED.value: papers.issued,
    RecordType.SUPERSEDED.value: papers.superseded,
    RecordType.QUALIFICATION_AWARDED.value: qualifications.awarded,
    RecordType.ANNULLED.value: after.annulled,
    RecordType.REVOKED.value: after.revoked,
    RecordType.APPEAL.value: after.appealed,
    RecordType.ERASED.value: erasing.erased,
}


@dataclass(frozen=True, kw_only=True)
class Around:
    """What every record of a chain is judged by: the delegations of its key, and who is suspended in its centre.

    Neither changes while the devices of the centre are locked: both are told in their feeds.
    """

    delegations: tuple[bytes, ...]
    suspended: tuple[suspensions.InForce, ...]


def look_around(connection: Connection, chain: Chain) -> Around:
    return Around(
        delegations=delegations_of(connection, centre=chain.centre, chain=chain.id),
        suspended=suspensions.in_force(connection, chain.centre),
    )


def judge(
    connection: Connection,
    chain: Chain,
    kept: Kept,
    *,
    policy: str,
    now: datetime,
    waived: frozenset[str] = frozenset(),
    around: Around | None = None,
    shared: Shared | None = None,
) -> Decided:
    """What the issuer decides on a stored record, from what it holds now. Changes nothing.

    `around` and `shared` are what was read in this transaction, where several are judged; `waived` are the codes of objections that a person looked at and set aside.
    """
    around = around or look_around(connection, chain)
    stored = _stored(around, chain, kept, waived)
    fault = record_fault(
        stored,
        public=bytes.fromhex(chain.public),
        delegations=around.delegations,
    )
    if stored.record is None or (fault is not None and not (fault in waived and fault in _OF_DELEGATION)):
        return rejected(fault or RejectedCode.UNREADABLE)
    hold = record_hold(stored) or _suspended_person(around, kept, stored.record, waived)
    if hold is not None:
        return held(hold)
    case = Case(
        connection=connection,
        chain=chain,
        kept=kept,
        record=stored.record,
        policy=policy,
        now=now,
        waived=waived,
        shared=shared or Shared(),
    )
    return _doubled(case) or _needs(case) or _personal(case) or _of_kind(case) or doubtful(case) or ACCEPTED


def read(kept: Kept) -> Record:
    """A stored record that is known to be readable."""
    return _read(kept.jws)


@lru_cache(maxsize=16)
def _read(jws: str) -> Record:
    """One is read to judge it, and again to write what follows."""
    return signed_record.decode(compact.split(jws).payload)


def _stored(around: Around, chain: Chain, kept: Kept, waived: frozenset[str]) -> Stored:
    record = read(kept) if kept.id is not None else None
    placed = record is not None and (record.chain, record.seq) == (kept.chain, kept.seq)
    cut = suspensions.cut_among(around.suspended, chain=chain.id)
    suspended = cut is not None and kept.seq > cut and HeldCode.SUSPENDED not in waived
    return Stored(
        seq=kept.seq,
        hash=kept.hash,
        jws=kept.jws,
        record=record,
        personal=kept.personal,
        rejected=None if placed or record is None else RejectedCode.MISPLACED,
        held=HeldCode.SUSPENDED if suspended else None,
    )


def _suspended_person(around: Around, kept: Kept, record: Record, waived: frozenset[str]) -> HeldCode | None:
    """Whoever it rests on: who did it, and whose marks or second word are in it."""
    if HeldCode.PERSON_SUSPENDED in waived:
        return None
    second = record.body.get("second")
    hands = people.markers(record) | ({second} if isinstance(second, str) else set())
    cut = any(
        suspensions.is_cut(around.suspended, chain=kept.chain, seq=kept.seq, person=person)
        for person in sorted(hands)
    )
    return HeldCode.PERSON_SUSPENDED if cut else None


def _doubled(case: Case) -> Decided | None:
    """Two records of a centre with one id: the first that was accepted holds."""
    if case.record.id in case.shared.alone:
        return None
    own = (case.kept.chain, case.kept.seq)
    for other in records.places_of_id(case.connection, centre=case.centre, record_id=case.record.id):
        if (other.chain, other.seq) != own and other.outcome == Outcome.ACCEPTED:
            return held(HeldCode.DUPLICATE)
    return None


def _needs(case: Case) -> Decided | None:
    """Verdicts go along what a record needs."""
    missing, open_, bad = [], [], []
    for needed in dict.fromkeys(case.record.needs):
        outcomes = case.outcomes(needed)
        if not outcomes:
            missing.append(needed)
        elif Outcome.ACCEPTED.value in outcomes:
            continue
        elif Outcome.HELD.value in outcomes:
            open_.append(needed)
        else:
            bad.append(needed)
    if bad and not _stands_for_others(case, bad):
        return rejected(RejectedCode.NEEDS_REJECTED, *bad)
    if missing:
        return held(HeldCode.MISSING_RECORD, *missing)
    return held(HeldCode.NEEDS_HELD, *open_) if open_ else None


def _stands_for_others(case: Case, bad: list[str]) -> bool:
    """A release or a return of several decisions is one for each: one that was rejected takes no other learner's down."""
    if case.record.type not in _OF_SEVERAL:
        return False
    if any(case.type_of(one) not in people.DECISIONS for one in bad):
        return False
    # What is not here yet may be a decision: in whatever order they come, the same is said in the end.
    others = set(case.record.needs) - set(bad)
    return any(case.type_of(one) in {*people.DECISIONS, ""} for one in others)


def _personal(case: Case) -> Decided | None:
    """The parts that an issuer gets unasked (`docs/data.md`)."""
    due = case.record.type in PERSONAL_DUE and case.record.personal is not None
    return held(HeldCode.MISSING_PERSONAL) if due and case.kept.personal is None else None


def _of_kind(case: Case) -> Decided | None:
    check = _OF_KIND.get(case.record.type)
    return check(case) if check else None
