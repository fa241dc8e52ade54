"""Starting work on a learner, and setting aside what was started by mistake."""

import secrets
from dataclasses import replace
from datetime import date, timedelta

from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Occasion
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.sitting import HERE, Attendance, Entry
from assessor_app.services.assessing.desk import Desk, open_assessment
from assessor_app.services.clock import stamp


def start(desk: Desk, *, by: str, entry: str) -> Assessment:
    """Begins (or goes on with) the assessment of an entry, and opens this sitting's occasion.

    Unfinished work of the same learner on the same form version is taken up again, whatever sitting it began in.
    Raises KnownError: `out-of-scope`, `qualification-expired`, `not-here`, `no-attempts-left`, `cooling-off`.
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
        if listed.attendance not in HERE:
            raise KnownError("not-here", learner=desk.learners.get(listed.learner).name)
        work = _unfinished(desk, listed) or _new_attempt(desk, listed, form, by)
        desk.sittings.put_entry(replace(listed, assessment=work.id))
        _open_occasion(desk, work, listed.sitting, context=form.contexts()[0] if form.contexts() else "")
    return work


def _here_again(listed: Entry) -> Attendance:
    return Attendance.PRESENT if listed.attendance is Attendance.FINISHED else listed.attendance


def _unfinished(desk: Desk, listed: Entry) -> Assessment | None:
    for assessment in desk.assessments.of_learner(listed.learner):
        same_form = (assessment.form_code, assessment.form_version) == (listed.form_code, listed.form_version)
        if same_form and assessment.is_open:
            return assessment
    return None


def _new_attempt(desk: Desk, listed: Entry, form: Form, by: str) -> Assessment:
    now = desk.clock.now()
    before = [
        item for item in desk.assessments.of_learner(listed.learner) if item.form_code == listed.form_code
    ]
    used = [item for item in before if item.uses_attempt]
    if form.rules.attempts is not None and len(used) >= form.rules.attempts:
        raise KnownError("no-attempts-left", form=form.ref, most=form.rules.attempts)
    _require_cooled_off(form, used, now.date())
    made = Assessment(
        id=secrets.token_hex(16),
        learner=listed.learner,
        form_code=form.code,
        form_version=form.version,
        attempt=len(used) + 1,
        seed=secrets.randbits(31),
        started_at=stamp(now),
    )
    desk.assessments.add(made, by=by)
    return made


def _require_cooled_off(form: Form, used: list[Assessment], today: date) -> None:
    if not used or not form.rules.cooling_off_days:
        return
    last = date.fromisoformat(used[-1].decided_at[:10] or used[-1].started_at[:10])
    free = last + timedelta(days=form.rules.cooling_off_days)
    if today < free:
        raise KnownError("cooling-off", form=form.ref, until=free.isoformat())


def new_occasion(desk: Desk, *, by: str, assessment: str, sitting: str, context: str) -> Occasion:
    """Opens one more occasion: the work is done again, in this context of the form (empty where it names none).

    Raises KnownError `no-such-context`.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        form = desk.forms.get(kept.form_code, kept.form_version)
        if context and context not in form.contexts():
            raise KnownError("no-such-context", context=context, form=form.ref)
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
    """Sets aside an assessment that was started by mistake; its history stays, its entry is free again."""
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        gone = replace(kept, state=State.DISCARDED, decision=None, end=None)
        desk.assessments.put_draft(gone)
        for listed in desk.sittings.entries_of(assessment):
            desk.sittings.put_entry(replace(listed, assessment=""))
    return gone
