"""What every act of assessing works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assessor_app.domain.assessment import Assessment, Carried, Decision, End, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement
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


def require_going_on(desk: Desk, assessment_id: str) -> None:
    """The same where no occasion is named, of the newest one: what is said now is said there."""
    occasions = desk.assessments.occasions(assessment_id)
    if occasions:
        require_running(desk, occasions[-1].id)


def whole_work(desk: Desk, assessment_id: str) -> Work:
    """All that was seen of an assessment, as it stands."""
    kept, judgements = desk.assessments.get(assessment_id), desk.work.judgements(assessment_id)
    return Work(
        assessment=kept,
        occasions=desk.assessments.occasions(assessment_id),
        judgements=judgements,
        oral=desk.work.oral(assessment_id),
        pieces=desk.work.pieces(assessment_id),
        sheets=desk.work.sheets(assessment_id),
        before=desk.before.of_work(assessment_id),
        prior=desk.prior.of_work(assessment_id),
        carried=_carried(desk, kept, judgements),
    )


def signed_before(desk: Desk, work: Assessment) -> tuple[Assessment, ...]:
    """The attempts at the same form version before this one that marks may be carried from, oldest first.

    Those that were signed here as *not yet*, and neither annulled nor set aside by an appeal.
    """
    found = []
    for item in desk.assessments.of_learner(work.learner):
        if item.id == work.id:
            break
        signed = item.state is State.FINALISED and item.decision is Decision.NOT_YET
        same = (item.form_code, item.form_version) == (work.form_code, work.form_version)
        if signed and same and not item.after.waived:
            found.append(item)
    return tuple(found)


def _carried(desk: Desk, work: Assessment, judgements: Mapping[tuple[str, str], Judgement]) -> Carried:
    """The evidence and the prior learning that carried marks rest on: it stays with the attempts that they are of."""
    wanted: dict[int, set[str]] = {}
    for judgement in judgements.values():
        if judgement.carried_from:
            wanted.setdefault(judgement.carried_from, set()).add(judgement.criterion)
    found = Carried()
    for item in {one.attempt: one for one in signed_before(desk, work)}.values() if wanted else ():
        if criteria := wanted.get(item.attempt):
            found = found.with_more(desk.work.pieces(item.id), desk.prior.of_work(item.id), criteria)
    return found


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
