"""A correction after the signature: a new signed revision, whole, with a reason. Both stay visible."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessor_app.domain.after import Correction, Mended, Remedy
from assessor_app.domain.assessment import Assessment, Decision, Work
from assessor_app.domain.certificate import EventKind
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement, OralAnswer
from assessor_app.domain.people import Role, require_may_assess, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.standing import standings
from assessor_app.services.after.desk import (
    AfterDesk,
    papers_of,
    records_of,
    require_no_open_appeal,
    signed_work,
    take_papers,
    words_of,
)
from assessor_app.services.assessing.answer import require_said
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.decide import require_by_rule
from assessor_app.services.deciding.evidence_part import Proven, evidence_body, evidence_salts, evidence_words
from assessor_app.services.deciding.ports import ReleaseKind
from assessor_app.services.deciding.signed_body import (
    beside,
    opened,
    people_of,
    remarks_of,
    signed_body,
    stops_body,
)
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing


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


def correct(
    desk: AfterDesk, *, by: str, pin: str, assessment: str, revision: Revision, clock_confirmed: bool = False
) -> Recorded:
    """Signs a corrected revision of one's own decision; returns the record.

    A correction down to *not yet* revokes the papers in the same transaction. *Competent* comes of *not yet* only
    where a quality assurer returned the work, or an appeal was upheld for it, and waits for release then. Raises
    KnownError: `not-allowed`, `corrects-others-decision`, `correction-stale`, `nothing-corrected`, `needs-new-attempt`,
    `not-competent-by-rule`, `question-not-dealt`, `answer-not-said`, `override-needs-reason`, `reason-for-it-needed`, `assessment-annulled`, `appeal-open`,
    `evidence-…`, and what PINs and signing raise.
    """
    kept = signed_work(desk, assessment)
    require_role(desk.deciding.staff.get(by), Role.ASSESSOR)
    if kept.decided_by != by:
        raise KnownError("corrects-others-decision", name=desk.deciding.staff.get(kept.decided_by).name)
    require_no_open_appeal(desk, assessment)
    reason = words_of(revision.reason)
    desk.deciding.require_pin(staff_id=by, pin=pin)
    proven = Proven(desk.deciding.evidence)
    proven.of(assessment)
    with signing(desk.deciding.ledger, clock_confirmed=clock_confirmed) as pen:
        change = _change(desk, by, assessment, replace(revision, reason=reason))
        return _sign(desk, pen, change, proven)


@dataclass(frozen=True)
class _Change:
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


def _change(desk: AfterDesk, by: str, assessment: str, revision: Revision) -> _Change:
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
    change = _Change(by, old, new, record, award, revision.reason, mended, _answers(desk, assessment))
    if kept.decision is Decision.COMPETENT:
        change = _competent(desk, change, revision)
    return change


def _said_by(desk: AfterDesk, by: str, old: Work, revision: Revision) -> Revision:
    """What nobody had said before is said by whoever corrects, now; and questions are answered as they are when asked."""
    kept, now = old.assessment, stamp(desk.deciding.ledger.clock.now())
    dealt = {
        item.id: item
        for item in deal(desk.deciding.desk.forms.get(kept.form_code, kept.form_version), kept.seed)
    }
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
        overrides=kept.overrides if decision is Decision.COMPETENT else {},
    )


def _answers(desk: AfterDesk, assessment: str) -> str:
    """The upheld appeal that asked for a correction and has none yet; empty where there is none."""
    answered = {correction.answers for correction in desk.table.corrections(assessment)}
    asking = [appeal.id for appeal in desk.table.appeals(assessment) if appeal.remedy is Remedy.CORRECTION]
    return next((appeal for appeal in asking if appeal not in answered), "")


def _competent(desk: AfterDesk, change: _Change, revision: Revision) -> _Change:
    """A competent revision obeys the rules as a decision does; from *not yet* it needs somebody who asked for it."""
    kept = change.new.assessment
    form = desk.deciding.desk.forms.get(kept.form_code, kept.form_version)
    if change.raised:
        if not may_raise(desk, kept.id):
            raise KnownError("needs-new-attempt", learner=desk.deciding.learners.get(kept.learner).name)
        require_may_assess(desk.deciding.staff.get(change.by), form, desk.deciding.ledger.clock.now().date())
    # Currency is judged on the day of the decision: correcting a slip later does not make evidence older.
    decided, why = date.fromisoformat(kept.decided_at[:10]), revision.override.strip()
    short = [item.key for item in standings(form, change.new, today=decided)] if why else []
    reasons = {**dict.fromkeys(short, why), **kept.overrides}
    used = require_by_rule(form, change.new, reasons, today=decided)
    return replace(change, new=replace(change.new, assessment=replace(kept, overrides=used)))


def may_raise(desk: AfterDesk, assessment: str) -> bool:
    """Whether somebody who did not assess asked for a correction: then alone may it make somebody competent."""
    return bool(_answers(desk, assessment)) or _returned(desk, assessment)


def _returned(desk: AfterDesk, assessment: str) -> bool:
    act = desk.deciding.outcomes.release(assessment)
    return act is not None and act.kind is ReleaseKind.RETURNED


def _award(change: _Change) -> str:
    """The same award while the decision stands; a new one where it becomes competent: only that undoes a revocation."""
    if change.raised:
        return secrets.token_hex(16)
    return "" if change.lowered else change.award


def _sign(desk: AfterDesk, pen: Pen, change: _Change, proven: Proven) -> Recorded:
    deciding, kept = desk.deciding, change.new.assessment
    award = _award(change)
    about = {"assessment": kept.id, "learner": kept.learner, "form": f"{kept.form_code}@{kept.form_version}"}
    if award:
        about["award"] = award
    number = kept.after.revision + 1
    pieces = proven.of(kept.id)
    digest = deciding.desk.forms.digest(kept.form_code, kept.form_version)
    people = {*people_of(change.new), change.by}
    introduced = introduce(pen, (deciding.staff.get(person) for person in people), by=change.by)
    signed = pen.sign(
        RecordType.CORRECTED,
        by=change.by,
        about=about,
        needs=[*introduced, *opened(deciding, change.new), change.record, *_asked(desk, change)],
        body={"corrects": change.record, "revision": number}
        | signed_body(change.new, digest, deciding.sittings.entries_of(kept.id))
        | evidence_body(pieces, change.new.occasions)
        | stops_body(deciding.desk.stops.of_assessment(kept.id)),
        personal=beside(deciding, change.new) | evidence_salts(pieces),
    )
    remarks = remarks_of(change.new) | evidence_words(pieces) | {"reason": change.reason}
    where = {"assessment": kept.id, "learner": kept.learner}
    pen.sign(RecordType.REMARKED, by=change.by, about=where, needs=[signed.id], personal=remarks)
    _keep(desk, change, number, award, signed)
    if change.lowered:
        _revoke(desk, pen, change, signed)
    return signed


def _asked(desk: AfterDesk, change: _Change) -> list[str]:
    """The return, or the decision of the appeal, that this correction answers."""
    if change.answers:
        return [desk.table.appeal(change.answers).decision_record]
    act = desk.deciding.outcomes.release(change.old.assessment.id)
    return [act.record] if act is not None and act.kind is ReleaseKind.RETURNED else []


def _keep(desk: AfterDesk, change: _Change, number: int, award: str, signed: Recorded) -> None:
    kept = change.new.assessment
    returned = _returned(desk, kept.id)
    correction = Correction(
        assessment=kept.id,
        revision=number,
        corrects=change.record,
        decision=str(kept.decision),
        feedback=kept.feedback,
        next_step=kept.next_step,
        overrides=kept.overrides,
        reason=change.reason,
        redecided=change.redecided,
        award=award,
        wants_release=kept.after.wants_release or returned or change.raised,
        answers=change.answers,
        by=change.by,
        at=stamp(desk.deciding.ledger.clock.now()),
        record=signed.id,
        mended=change.mended,
    )
    # Other words alone leave a release as it is: what was released is still what was seen.
    leaves = returned or change.redecided or bool(change.mended)
    desk.table.correct(correction, leaves_release=leaves)


def _revoke(desk: AfterDesk, pen: Pen, change: _Change, corrected: Recorded) -> None:
    """The award is withdrawn, and with it every paper of it, also one that somebody printed long ago."""
    kept, papers = change.old.assessment, papers_of(desk, change.award)
    if not papers:
        return
    signed = pen.sign(
        RecordType.REVOKED,
        by=change.by,
        about={"award": change.award, "assessment": kept.id, "learner": kept.learner},
        needs=[corrected.id, *records_of(desk, papers)],
        body={"certificates": list(papers)},
    )
    take_papers(desk, papers, EventKind.REVOKED, at=stamp(desk.deciding.ledger.clock.now()), record=signed)
