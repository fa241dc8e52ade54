"""A signed result as it stands, with what happened to it, and what whoever looks may do about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessor_app.domain.after import Appeal
from assessor_app.domain.assessment import Assessment, Decision, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Learner, Role, Staff
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.after.annul import require_pair
from assessor_app.services.after.appeal import MAY_LODGE, require_no_interest
from assessor_app.services.after.change import may_raise
from assessor_app.services.after.deadline import last_day
from assessor_app.services.after.desk import AfterDesk, papers_of
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.people.history import Aftermath


class Act(StrEnum):
    """What may be done about a signed result."""

    CORRECT = "correct"
    ANNUL = "annul"
    APPEAL = "appeal"
    RULE = "rule"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One signed result.

    `record` is of its newest revision, `papers` are numbers of its award, `every_paper` of any award it had. `until` is
    the last day for an appeal. `seconds` are those with whom whoever looks may annul; `raisable` is whether a correction may make it competent;
    `open_appeal` is the one that nobody has decided, `deciders` are those of this folder who may: with no interest in it.
    """

    work: Work
    form: Form
    learner: Learner
    record: str
    papers: tuple[str, ...]
    every_paper: tuple[str, ...]
    after: Aftermath
    until: date
    today: date
    acts: tuple[Act, ...]
    seconds: tuple[Staff, ...]
    raisable: bool
    open_appeal: Appeal | None
    deciders: tuple[Staff, ...]


def look(desk: AfterDesk, *, by: str, assessment: str) -> Result:
    """One signed result. Raises KnownError `not-to-see`, `no-such-assessment`."""
    deciding = desk.deciding
    require_may_see(deciding.staff.get(by), Seen.RESULTS)
    work = whole_work(deciding.desk, assessment)
    kept = work.assessment
    after = desk.table.aftermath(assessment)
    pending = next((appeal for appeal in after.appeals if appeal.outcome is None), None)
    seconds = _seconds(desk, kept, by)
    record, award = deciding.assessments.signed(assessment)
    return Result(
        work=work,
        form=deciding.desk.forms.get(kept.form_code, kept.form_version),
        learner=deciding.learners.get(kept.learner),
        record=record,
        papers=papers_of(desk, award),
        every_paper=desk.table.papers(assessment),
        after=after,
        until=last_day(desk.settings, date.fromisoformat((kept.last_decided or kept.started_at)[:10])),
        today=deciding.ledger.clock.now().date(),
        acts=_acts(desk, kept, by, pending, seconds),
        seconds=seconds,
        raisable=kept.decision is Decision.NOT_YET and may_raise(desk, assessment),
        open_appeal=pending,
        deciders=tuple(one for one in desk.people() if pending and _may_rule(desk, one.id, pending)),
    )


def _acts(
    desk: AfterDesk, kept: Assessment, by: str, pending: Appeal | None, seconds: tuple[Staff, ...]
) -> tuple[Act, ...]:
    if kept.state is not State.FINALISED:
        return ()
    if pending is not None:
        return (Act.RULE,) if _may_rule(desk, by, pending) else ()
    person = desk.deciding.staff.get(by)
    may = {
        Act.CORRECT: person.has(Role.ASSESSOR) and kept.decided_by == by,
        Act.APPEAL: person.has(*MAY_LODGE),
        Act.ANNUL: bool(seconds),
    }
    return tuple(act for act, allowed in may.items() if allowed)


def _may_rule(desk: AfterDesk, by: str, appeal: Appeal) -> bool:
    try:
        require_no_interest(desk, by, appeal)
    except KnownError:
        return False
    return True


def _seconds(desk: AfterDesk, kept: Assessment, by: str) -> tuple[Staff, ...]:
    if not desk.deciding.staff.get(by).has(Role.ASSESSOR):
        return ()
    return tuple(person for person in desk.people() if _may_be_second(desk, kept, by, person))


def _may_be_second(desk: AfterDesk, kept: Assessment, by: str, person: Staff) -> bool:
    try:
        require_pair(desk, kept, first=by, second=person.id)
    except KnownError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class OpenAppeal:
    """An appeal that nobody has decided, and whose it is."""

    appeal: Appeal
    learner: str
    title: str


def appeals_to_decide(desk: AfterDesk, *, by: str) -> tuple[OpenAppeal, ...]:
    """Those that this person may decide, the oldest first."""
    found = []
    for appeal in desk.table.appeals_to_decide():
        if not _may_rule(desk, by, appeal):
            continue
        kept = desk.deciding.assessments.get(appeal.assessment)
        form = desk.deciding.desk.forms.get(kept.form_code, kept.form_version)
        name = desk.deciding.learners.get(kept.learner).name
        found.append(OpenAppeal(appeal=appeal, learner=name, title=form.title))
    return tuple(found)
