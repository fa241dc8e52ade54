"""The decision: the assessor's own act, gated by the rules of evidence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment import Assessment, Decision, End, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.standing import Lack, Standing, reasons_at_start, standings
from assessor_app.services.assessing.desk import Desk, open_assessment, require_going_on, whole_work
from assessor_app.services.clock import stamp

MOST_FEEDBACK_CHARACTERS = 4_000


def standing(desk: Desk, assessment: str) -> tuple[Standing, ...]:
    """What stands between this learner and *competent*, the gravest first."""
    work = whole_work(desk, assessment)
    form = desk.forms.get(work.assessment.form_code, work.assessment.form_version)
    return standings(form, work, today=desk.clock.now().date())


def decide(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    decision: Decision,
    feedback: str = "",
    next_step: str = "",
    overrides: Mapping[str, str] | None = None,
) -> Assessment:
    """Decides. *Not yet* is always allowed; *competent* only when nothing stands in the way but paperwork.

    `overrides` gives a reason for each thing of paperwork that is short, by `Standing.key`; such a certificate
    waits for release. Raises KnownError: `not-competent-by-rule` (with the first thing that stands in the way),
    `override-needs-reason`, `feedback-too-long`, `stopped` for *competent* while work stands still, and why this person may
    not assess.
    """
    if len(feedback) > MOST_FEEDBACK_CHARACTERS or len(next_step) > MOST_FEEDBACK_CHARACTERS:
        raise KnownError("feedback-too-long", most=MOST_FEEDBACK_CHARACTERS)
    now = desk.clock.now()
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        form = desk.forms.get(kept.form_code, kept.form_version)
        require_may_assess(desk.staff.get(by), form, now.date())
        if decision is Decision.COMPETENT:
            require_going_on(desk, assessment)
        begun = reasons_at_start(kept)
        reasons = begun | {key: reason.strip() for key, reason in (overrides or {}).items() if reason.strip()}
        used = _require_competent(desk, kept, reasons) if decision is Decision.COMPETENT else {}
        decided = replace(
            kept,
            state=State.DECIDED,
            end=kept.end or End.COMPLETED,
            decision=decision,
            feedback=feedback.strip(),
            next_step=next_step.strip(),
            overrides=begun | used,
            decided_by=by,
            decided_at=stamp(now),
        )
        desk.assessments.put_draft(decided, at=stamp(now), by=by)
    return decided


def _require_competent(desk: Desk, kept: Assessment, reasons: Mapping[str, str]) -> dict[str, str]:
    form = desk.forms.get(kept.form_code, kept.form_version)
    return require_by_rule(form, whole_work(desk, kept.id), reasons, today=desk.clock.now().date())


def require_by_rule(
    form: Form,
    work: Work,
    reasons: Mapping[str, str],
    *,
    today: date,
    settled: frozenset[Lack] = frozenset(),
) -> dict[str, str]:
    """The reasons that were needed, by `Standing.key`. What is `settled` needs none; one that was given is kept.

    Raises KnownError `not-competent-by-rule`, `override-needs-reason`, `ended-otherwise`.
    """
    used = {}
    for item in standings(form, work, today=today):
        if not item.overridable:
            raise KnownError(
                "not-competent-by-rule",
                lack=item.lack.value,
                about=item.about,
                count=item.count,
                name=item.name,
            )
        if item.key not in reasons and item.lack in settled:
            continue
        if item.key not in reasons:
            raise KnownError("override-needs-reason", lack=item.lack.value, about=item.about, name=item.name)
        used[item.key] = reasons[item.key]
    if work.assessment.end not in {None, End.COMPLETED}:
        raise KnownError("ended-otherwise", end=str(work.assessment.end))
    return used
