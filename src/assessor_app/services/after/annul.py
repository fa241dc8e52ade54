"""Annulled: marks that were given to the wrong learner, found after the signature. Two people say so."""

from dataclasses import dataclass, field

from assessor_app.domain.after import Annulment, Why
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.certificate import EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.after.desk import (
    AfterDesk,
    records_of,
    require_no_open_appeal,
    signed_work,
    take_papers,
    words_of,
)
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.release import require_no_interest_in
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A person with the PIN that was just typed."""

    id: str
    pin: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Why: as a code for the record, and in words."""

    why: Why
    reason: str


def annul(
    desk: AfterDesk,
    *,
    by: Signer,
    second: Signer,
    assessment: str,
    grounds: Grounds,
    clock_confirmed: bool = False,
) -> Recorded:
    """Declares an assessment void: it is no attempt, no award, and its papers are annulled.

    `by` is the assessor who decided, or with a quality assurer as the second any assessor; the second is a quality
    assurer or another assessor, and no trainee: whose own decisions wait for another's word stands for nobody. Raises KnownError:
    `second-person-needed`, `not-allowed`, `annuls-others-decision`, `trainee-is-no-second`, `interest-declared`,
    `reason-for-it-needed`, `assessment-annulled`, `appeal-open`, and what PINs and signing raise.
    """
    kept = signed_work(desk, assessment)
    reason = words_of(grounds.reason)
    require_pair(desk, kept, first=by.id, second=second.id)
    require_no_open_appeal(desk, assessment)
    for signer in (by, second):
        desk.deciding.require_pin(staff_id=signer.id, pin=signer.pin)
    with signing(desk.deciding.ledger, clock_confirmed=clock_confirmed) as pen:
        signed_work(desk, assessment)
        return _annul(desk, pen, kept, Annulled(by.id, second.id, grounds.why, reason))


@dataclass(frozen=True)
class Annulled:
    """Who annuls, and why."""

    by: str
    second: str
    why: Why
    reason: str


def _annul(desk: AfterDesk, pen: Pen, kept: Assessment, act: Annulled) -> Recorded:
    deciding = desk.deciding
    record, award = deciding.assessments.signed(kept.id)
    papers = desk.table.papers(kept.id)
    about = {"assessment": kept.id, "learner": kept.learner}
    if award:
        about["award"] = award
    introduced = introduce(pen, (deciding.staff.get(person) for person in (act.by, act.second)), by=act.by)
    signed = pen.sign(
        RecordType.ANNULLED,
        by=act.by,
        about=about,
        needs=[*introduced, record, *records_of(desk, papers)],
        body={"why": act.why, "second": act.second, "certificates": list(papers)},
        personal={"reason": act.reason},
    )
    at = stamp(deciding.ledger.clock.now())
    desk.table.annul(
        Annulment(
            assessment=kept.id,
            why=act.why,
            reason=act.reason,
            by=act.by,
            second=act.second,
            at=at,
            record=signed.id,
        )
    )
    take_papers(desk, papers, EventKind.ANNULLED, at=at, record=signed)
    return signed


def require_pair(desk: AfterDesk, kept: Assessment, *, first: str, second: str) -> None:
    """These two may annul it together.

    Raises KnownError `second-person-needed`, `not-allowed`, `annuls-others-decision`, and of the second
    `trainee-is-no-second`, `interest-declared`.
    """
    if first == second:
        raise KnownError("second-person-needed")
    one, other = desk.deciding.staff.get(first), desk.deciding.staff.get(second)
    require_role(one, Role.ASSESSOR)
    require_role(other, Role.QUALITY_ASSURER, Role.ASSESSOR)
    if other.trainee and not other.has(Role.QUALITY_ASSURER):
        raise KnownError("trainee-is-no-second", name=other.name)
    if first != kept.decided_by and not _assures(other, kept):
        raise KnownError("annuls-others-decision", name=desk.deciding.staff.get(kept.decided_by).name)
    require_no_interest_in(desk.deciding, second, kept.id)


def _assures(person: Staff, kept: Assessment) -> bool:
    return person.has(Role.QUALITY_ASSURER) and person.id != kept.decided_by
