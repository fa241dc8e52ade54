"""Starting work on a learner, and setting aside what was started by mistake."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessor_app.domain.age import require_old_enough
from assessor_app.domain.assessment import Assessment, End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form, Reassess
from assessor_app.domain.marks import Occasion
from assessor_app.domain.people import Learner, require_may_assess
from assessor_app.domain.sitting import HERE, Attendance, Entry
from assessor_app.domain.standing import Lack
from assessor_app.services.assessing.carry import carry
from assessor_app.services.assessing.desk import (
    Desk,
    open_assessment,
    reopen_if_decided,
    signed_before,
    undecided,
)
from assessor_app.services.assessing.ending import take_back_end
from assessor_app.services.clock import stamp
from assessor_app.services.elsewhere.ports import WorkElsewhere


def start(desk: Desk, *, by: str, entry: str, reason: str = "") -> Assessment:
    """Begins (or goes on with) the assessment of an entry, and opens this sitting's occasion.

    Unfinished work of the same learner on the same form version is taken up again, whatever sitting it began in; one
    that was interrupted goes on, one that ended in withdrawal or unsafely was an attempt, signed or not. A new attempt
    begins with what the form's `reassess` rule does not repeat of the last one (`domain.carrying`). Raises
    KnownError: `out-of-scope`, `qualification-expired`, `sitting-closed`, `not-here`, `under-age` where the learner is
    known to be younger than the form allows, `age-unasked`, `too-young` and `age-not-known` where nothing on their page
    says it (`domain.age`), `decided-unsigned` where a decision stands that nobody signed,
    and without a `reason` `no-attempts-left`, `cooling-off` (with the entry). A reason is kept with the attempt, whose
    certificate then waits for release. Attempts that other devices of the centre recorded count, as far as they are known
    here.
    """
    now = desk.clock.now()
    with desk.transactions.atomic():
        listed = desk.sittings.entry(entry)
        form = desk.forms.get(listed.form_code, listed.form_version)
        require_may_assess(desk.staff.get(by), form, now.date())
        if listed.assessment:
            begun = desk.assessments.get(listed.assessment)
            if begun.state is not State.ANNULLED:
                return begun
            # What was annulled was nothing: whoever finished by it has yet to begin.
            listed = replace(listed, assessment="", attendance=_here_again(listed))
        _require_going_on(desk, listed.sitting)
        if listed.attendance not in HERE:
            raise KnownError("not-here", learner=desk.learners.get(listed.learner).name)
        _require_old_enough(desk, listed, form)
        kept = _unfinished(desk, listed)
        context = form.contexts()[0] if form.contexts() else ""
        if kept:
            work = _taken_up(desk, kept, by=by)
            _open_occasion(desk, work, listed.sitting, context=context)
        else:
            work = _new_attempt(desk, listed, form, by, reason.strip())
            carry(desk, work, form)
            _add_occasion(desk, work, listed.sitting, context)
        desk.sittings.put_entry(replace(listed, assessment=work.id))
    return work


def _require_going_on(desk: Desk, sitting: str) -> None:
    found = desk.sittings.get(sitting)
    if found.closed_at:
        raise KnownError("sitting-closed", place=found.place, date=found.date)


def old_enough(desk: Desk, listed: Entry, form: Form) -> bool:
    """Whether work on an entry may begin by the form's minimum age: known, or answered at this sitting."""
    try:
        _require_old_enough(desk, listed, form)
    except KnownError:
        return False
    return True


def _require_old_enough(desk: Desk, listed: Entry, form: Form) -> None:
    if form.conditions.minimum_age is not None:
        learner, said = desk.learners.get(listed.learner), desk.before.age(listed.id)
        require_old_enough(learner, form, desk.clock.now().date(), said, entry=listed.id)


def _here_again(listed: Entry) -> Attendance:
    return Attendance.PRESENT if listed.attendance is Attendance.FINISHED else listed.attendance


def _unfinished(desk: Desk, listed: Entry) -> Assessment | None:
    for assessment in desk.assessments.of_learner(listed.learner):
        same_form = (assessment.form_code, assessment.form_version) == (listed.form_code, listed.form_version)
        over = assessment.end in {End.WITHDREW, End.STOPPED_UNSAFE}
        if same_form and assessment.is_open and not over:
            return assessment
    return None


def _taken_up(desk: Desk, kept: Assessment, *, by: str) -> Assessment:
    """A decision is not undone by who only meant to begin: it is signed, or a mark is changed, first."""
    if kept.state is State.DECIDED:
        raise KnownError("decided-unsigned", learner=desk.learners.get(kept.learner).name)
    return take_back_end(desk, by=by, assessment=kept.id) if kept.end is End.INTERRUPTED else kept


def _new_attempt(desk: Desk, listed: Entry, form: Form, by: str, reason: str) -> Assessment:
    now = desk.clock.now()
    before = [
        item for item in desk.assessments.of_learner(listed.learner) if item.form_code == listed.form_code
    ]
    learner = desk.learners.get(listed.learner)
    used = [item for item in before if item.uses_attempt]
    elsewhere = _elsewhere(desk, learner, form)
    count = len(used) + len(elsewhere)
    days = [item.decided_at or item.started_at for item in used] + [item.decided_at for item in elsewhere]
    beyond = _beyond(form, count, days, now.date())
    if beyond and not reason:
        raise KnownError(beyond[0].code, **beyond[0].details, learner=learner.name, entry=listed.id)
    made = Assessment(
        id=secrets.token_hex(16),
        learner=listed.learner,
        form_code=form.code,
        form_version=form.version,
        attempt=max(count, *(item.attempt for item in elsewhere), 0) + 1,
        seed=secrets.randbits(31),
        started_at=stamp(now),
    )
    earlier = signed_before(desk, made)
    if earlier and form.rules.reassess is not Reassess.WHOLE:
        # Answers that are not heard again are to these questions; only who begins anew is dealt new ones.
        made = replace(made, seed=earlier[-1].seed)
    desk.assessments.add(made, by=by)
    if beyond:
        made = replace(made, overrides={item.lack.value: reason for item in beyond})
        desk.assessments.put_draft(made, at=stamp(now), by=by)
    return made


def _elsewhere(desk: Desk, learner: Learner, form: Form) -> list[WorkElsewhere]:
    """Attempts at this form that other devices recorded of this learner."""
    known = desk.elsewhere.of_learner(learner.id, learner.number, form.code)
    return [item for item in known if item.uses_attempt and not item.annulled]


@dataclass(frozen=True, kw_only=True)
class _Beyond:
    """A rule of the form that an attempt would break: as what is short, and as the refusal."""

    lack: Lack
    code: str
    details: dict[str, object]


def _beyond(form: Form, count: int, used: list[str], today: date) -> list[_Beyond]:
    """Which rules one more attempt would break; `used` are the moments of the `count` attempts that count."""
    rules, found = form.rules, []
    if rules.attempts is not None and count >= rules.attempts:
        told: dict[str, object] = {"form": form.ref, "most": rules.attempts}
        found.append(_Beyond(lack=Lack.ATTEMPTS, code="no-attempts-left", details=told))
    if used and rules.cooling_off_days:
        free = max(date.fromisoformat(moment[:10]) for moment in used) + timedelta(
            days=rules.cooling_off_days
        )
        if today < free:
            told = {"form": form.ref, "until": free.isoformat()}
            found.append(_Beyond(lack=Lack.COOLING_OFF, code="cooling-off", details=told))
    return found


def new_occasion(desk: Desk, *, by: str, assessment: str, sitting: str, context: str) -> Occasion:
    """Opens one more occasion: the work is done again, in this context of the form (empty where it names none).

    A decision made before it falls: it did not know of this. Raises KnownError `no-such-context`, `sitting-closed`.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        _require_going_on(desk, sitting)
        form = desk.forms.get(kept.form_code, kept.form_version)
        if context and context not in form.contexts():
            raise KnownError("no-such-context", context=context, form=form.ref)
        reopen_if_decided(desk, kept, by=by)
        return _add_occasion(desk, kept, sitting, context)


def _open_occasion(desk: Desk, work: Assessment, sitting: str, *, context: str) -> None:
    occasions = desk.assessments.occasions(work.id)
    if not any(item.sitting == sitting for item in occasions):
        _add_occasion(desk, work, sitting, context)


def _add_occasion(desk: Desk, work: Assessment, sitting: str, context: str) -> Occasion:
    where = desk.sittings.get(sitting)
    made = Occasion(
        id=secrets.token_hex(16),
        sitting=sitting,
        number=len(desk.assessments.occasions(work.id)) + 1,
        date=where.date,
        context=context,
        environment=where.environment.value,
    )
    desk.assessments.add_occasion(work.id, made)
    return made


def discard(desk: Desk, *, by: str, assessment: str) -> Assessment:
    """Sets aside an assessment that was started by mistake; its history stays, its entry is free again.

    The entries of a closed sitting stay as its record lists them. Raises KnownError `stop-unsaid-discard` where work was
    stopped and nobody said what happened: a stop is not to be lost that way.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        if any(stop.unsaid for stop in desk.stops.of_assessment(assessment)):
            raise KnownError("stop-unsaid-discard")
        gone = replace(undecided(kept, end=None), state=State.DISCARDED)
        desk.assessments.put_draft(gone, at=stamp(desk.clock.now()), by=by)
        for listed in desk.sittings.entries_of(assessment):
            if not desk.sittings.get(listed.sitting).closed_at:
                desk.sittings.put_entry(replace(listed, assessment=""))
    return gone
