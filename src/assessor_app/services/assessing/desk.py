"""What every act of assessing works with."""

from dataclasses import dataclass, field, replace

from assessor_app.domain.assessment import Assessment, End, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.seeing import require_may_see_work
from assessor_app.services.assessing.ports import (
    AssessmentStore,
    BeforeStore,
    FormShelf,
    LearnerStore,
    PieceStore,
    PriorStore,
    SittingStore,
    StaffStore,
    StopStore,
    WorkStore,
)
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.elsewhere.ports import NothingElsewhere, WorkReads
from assessor_app.services.transactions import Transactions


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The parts that assessing is built from."""

    transactions: Transactions
    assessments: AssessmentStore
    work: WorkStore
    pieces: PieceStore
    sittings: SittingStore
    staff: StaffStore
    learners: LearnerStore
    forms: FormShelf
    stops: StopStore
    before: BeforeStore
    prior: PriorStore
    clock: Clock
    elsewhere: WorkReads = field(default_factory=NothingElsewhere)


def open_assessment(desk: Desk, assessment_id: str, *, by: str) -> Assessment:
    """The assessment, if this person may still change it.

    Raises KnownError: `not-allowed` for someone who is no assessor, `assessment-closed` when it is finalised or
    discarded.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR)
    assessment = desk.assessments.get(assessment_id)
    if not assessment.is_open:
        raise KnownError("assessment-closed", state=assessment.state.value)
    return assessment


def require_running(desk: Desk, occasion: str) -> None:
    """Raises KnownError `stopped` while the learner, or the room, is stopped: a stop freezes marking."""
    if desk.stops.stopped(occasion):
        raise KnownError("stopped")


def whole_work(desk: Desk, assessment_id: str) -> Work:
    """All that was seen of an assessment, as it stands."""
    return Work(
        assessment=desk.assessments.get(assessment_id),
        occasions=desk.assessments.occasions(assessment_id),
        judgements=desk.work.judgements(assessment_id),
        oral=desk.work.oral(assessment_id),
        pieces=desk.work.pieces(assessment_id),
        sheets=desk.work.sheets(assessment_id),
        before=desk.before.of_work(assessment_id),
        prior=desk.prior.of_work(assessment_id),
    )


def look_at_work(desk: Desk, assessment_id: str, *, by: str) -> Work:
    """All that was seen of an assessment, for whoever assesses or moderates it.

    Raises KnownError: `not-to-see`, `work-not-theirs`, `no-such-assessment`.
    """
    require_to_see(desk, assessment_id, by=by)
    return whole_work(desk, assessment_id)


def require_to_see(desk: Desk, assessment_id: str, *, by: str) -> None:
    """Raises KnownError where this person does not see work: see `look_at_work`."""
    kept = desk.assessments.get(assessment_id)
    form = desk.forms.get(kept.form_code, kept.form_version)
    require_may_see_work(desk.staff.get(by), form, decided_by=kept.decided_by)


def reopen_if_decided(desk: Desk, assessment: Assessment, *, by: str) -> None:
    """A mark that changes after the decision takes the decision back: it was made on other marks."""
    if assessment.state is State.DECIDED:
        desk.assessments.put_draft(
            undecided(assessment, end=None if assessment.end is End.COMPLETED else assessment.end),
            at=stamp(desk.clock.now()),
            by=by,
        )


def undecided(assessment: Assessment, *, end: End | None) -> Assessment:
    """The assessment without a decision, and with this end."""
    return replace(assessment, state=State.OPEN, end=end, decision=None, decided_by="", decided_at="")
