"""What a correction changes: the work as it stood and as it is to stand, and by which rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessor_app.domain.after import Mended, Remedy
from assessor_app.domain.assessment import Assessment, Decision, Work
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Judgement, Mark, OralAnswer, require_may_not_apply
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.standing import Lack, reasons_at_start, standings
from assessor_app.services.after.desk import AfterDesk
from assessor_app.services.assessing.answer import require_said
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.decide import require_by_rule
from assessor_app.services.deciding.ports import ReleaseKind


@dataclass(frozen=True, kw_only=True)
class Revision:
    """What is to stand from now on; None and what is left out stays as it is.

    `corrects` is the record that whoever corrects was looking at. `override` is why paperwork that is short may be,
    where the decision becomes competent.
    """

    corrects: str
    reason: str
    decision: Decision | None = None
    feedback: str | None = None
    next_step: str | None = None
    judgements: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    oral: Mapping[str, OralAnswer] = field(default_factory=dict)
    override: str = ""


@dataclass(frozen=True)
class Change:
    """The work as it stood, with its record and award, and as it is to stand."""

    by: str
    old: Work
    new: Work
    record: str
    award: str
    reason: str
    mended: tuple[Mended, ...]
    answers: str

    @property
    def redecided(self) -> bool:
        return self.old.assessment.decision is not self.new.assessment.decision

    @property
    def raised(self) -> bool:
        return self.redecided and self.new.assessment.decision is Decision.COMPETENT

    @property
    def lowered(self) -> bool:
        return self.redecided and not self.raised


def change_of(desk: AfterDesk, by: str, assessment: str, revision: Revision) -> Change:
    deciding = desk.deciding
    old = whole_work(deciding.desk, assessment)
    record, award = deciding.assessments.signed(assessment)
    if record != revision.corrects:
        raise KnownError("correction-stale", learner=deciding.learners.get(old.assessment.learner).name)
    revision = _said_by(desk, by, old, revision)
    mended = _mended(old, revision)
    kept = _kept(old.assessment, revision)
    if kept == old.assessment and not mended:
        raise KnownError("nothing-corrected")
    new = replace(
        old,
        assessment=kept,
        judgements={**old.judgements, **revision.judgements},
        oral={**old.oral, **revision.oral},
    )
    change = Change(by, old, new, record, award, revision.reason, mended, answers_of(desk, assessment))
    if kept.decision is Decision.COMPETENT:
        change = _competent(desk, change, revision)
    return change


def _said_by(desk: AfterDesk, by: str, old: Work, revision: Revision) -> Revision:
    """What nobody had said before is said by whoever corrects, now; and questions are answered as they are when asked."""
    kept, now = old.assessment, stamp(desk.deciding.ledger.clock.now())
    form = desk.deciding.desk.forms.get(kept.form_code, kept.form_version)
    _require_may_apply(form, old, revision)
    dealt = {item.id: item for item in deal(form, kept.seed)}
    for question, answer in revision.oral.items():
        if question not in dealt:
            raise KnownError("question-not-dealt", question=question)
        require_said(dealt[question], answer)
    marks = {
        where: mark if mark.by else replace(mark, by=by, entered_at=now)
        for where, mark in revision.judgements.items()
    }
    answers = {
        question: answer if answer.by else replace(answer, by=by, at=now)
        for question, answer in revision.oral.items()
    }
    return replace(revision, judgements=marks, oral=answers)


def _require_may_apply(form: Form, old: Work, revision: Revision) -> None:
    """A mark that becomes *not applicable* has its reason then as ever; what stands stays as it was signed."""
    for where, new in revision.judgements.items():
        if new.mark is Mark.NOT_APPLICABLE and old.judgements.get(where) != new:
            critical = form.criterion(new.criterion).critical
            require_may_not_apply(new.criterion, critical=critical, reason=new.reason)


def _mended(old: Work, revision: Revision) -> tuple[Mended, ...]:
    marks = [
        Mended(about=criterion, occasion=occasion, old=old.judgements.get((occasion, criterion)), new=new)
        for (occasion, criterion), new in revision.judgements.items()
        if old.judgements.get((occasion, criterion)) != new
    ]
    answers = [
        Mended(about=question, old=old.oral.get(question), new=new)
        for question, new in revision.oral.items()
        if old.oral.get(question) != new
    ]
    return (*marks, *answers)


def _kept(kept: Assessment, revision: Revision) -> Assessment:
    decision = revision.decision or kept.decision
    return replace(
        kept,
        decision=decision,
        feedback=kept.feedback if revision.feedback is None else revision.feedback.strip(),
        next_step=kept.next_step if revision.next_step is None else revision.next_step.strip(),
        overrides=kept.overrides if decision is Decision.COMPETENT else reasons_at_start(kept),
    )


def answers_of(desk: AfterDesk, assessment: str) -> str:
    """The upheld appeal that asked for a correction and has none yet; empty where there is none."""
    answered = {correction.answers for correction in desk.table.corrections(assessment)}
    asking = [appeal.id for appeal in desk.table.appeals(assessment) if appeal.remedy is Remedy.CORRECTION]
    return next((appeal for appeal in asking if appeal not in answered), "")


def _competent(desk: AfterDesk, change: Change, revision: Revision) -> Change:
    """A competent revision obeys the rules as a decision does; from *not yet* it needs somebody who asked for it."""
    kept = change.new.assessment
    form = desk.deciding.desk.forms.get(kept.form_code, kept.form_version)
    if change.raised:
        if not may_raise(desk, kept.id):
            raise KnownError("needs-new-attempt", learner=desk.deciding.learners.get(kept.learner).name)
        require_may_assess(desk.deciding.staff.get(change.by), form, desk.deciding.ledger.clock.now().date())
    # Currency is judged on the day of the decision: correcting a slip later does not make evidence older.
    decided, why = date.fromisoformat(kept.decided_at[:10]), revision.override.strip()
    # A decision that stood without a word on the conditions goes on standing: they are asked for where one is taken.
    settled = frozenset() if change.raised else frozenset({Lack.CONDITION})
    found = standings(form, change.new, today=decided) if why else ()
    short = [item.key for item in found if item.lack not in settled]
    reasons = {**dict.fromkeys(short, why), **kept.overrides}
    used = require_by_rule(form, change.new, reasons, today=decided, settled=settled)
    return replace(change, new=replace(change.new, assessment=replace(kept, overrides=used)))


def may_raise(desk: AfterDesk, assessment: str) -> bool:
    """Whether somebody who did not assess asked for a correction: then alone may it make somebody competent."""
    return bool(answers_of(desk, assessment)) or was_returned(desk, assessment)


def was_returned(desk: AfterDesk, assessment: str) -> bool:
    act = desk.deciding.outcomes.release(assessment)
    return act is not None and act.kind is ReleaseKind.RETURNED
