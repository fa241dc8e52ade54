"""Signing decisions: the assessor's PIN finalises; one PIN signs a list; each becomes a signed record."""

import secrets
from collections.abc import Sequence
from typing import Any

from assessor_app.domain.assessment import Decision, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement, Occasion, OralAnswer
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import HERE, Attendance, Entry
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.records.ledger import Pen, Recorded, signing


def finalise(
    desk: DecisionDesk, *, by: str, pin: str, assessments: Sequence[str], clock_confirmed: bool = False
) -> tuple[Recorded, ...]:
    """Signs decided assessments, all or none.

    Raises KnownError: `pin-wrong` and its like; `not-decided`; `decided-by-other` (whoever decides signs);
    `out-of-scope`, `qualification-expired`; `clock-question`; and why this folder may not sign.
    """
    desk.require_pin(staff_id=by, pin=pin)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        return tuple(_finalise(desk, pen, by, assessment) for assessment in assessments)


def _finalise(desk: DecisionDesk, pen: Pen, by: str, assessment_id: str) -> Recorded:
    work = whole_work(desk.desk, assessment_id)
    kept = work.assessment
    if kept.state is not State.DECIDED or kept.decision is None:
        raise KnownError("not-decided", learner=desk.learners.get(kept.learner).name)
    if kept.decided_by != by:
        raise KnownError("decided-by-other", name=desk.staff.get(kept.decided_by).name)
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    require_may_assess(desk.staff.get(by), form, desk.desk.clock.now().date())
    award = secrets.token_hex(16) if kept.decision is Decision.COMPETENT else ""
    about = {"assessment": kept.id, "learner": kept.learner, "form": f"{kept.form_code}@{kept.form_version}"}
    if award:
        about["award"] = award
    digest = desk.desk.forms.digest(kept.form_code, kept.form_version)
    signed = pen.sign(
        RecordType.ASSESSMENT_FINALISED,
        by=by,
        about=about,
        body=_body(work, digest, desk.sittings.entries_of(kept.id)),
        personal=_personal(desk, work),
    )
    desk.assessments.finalise(kept.id, record=signed.id, award=award)
    _finish_entries(desk, kept.id)
    return signed


def _finish_entries(desk: DecisionDesk, assessment_id: str) -> None:
    from dataclasses import replace

    for entry in desk.sittings.entries_of(assessment_id):
        if entry.attendance in HERE:
            desk.sittings.put_entry(replace(entry, attendance=Attendance.FINISHED))


def _body(work: Work, form_digest: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """Codes, marks, times and ids: nothing that names a person, no free text."""
    kept = work.assessment
    return {
        "attempt": kept.attempt,
        "end": kept.end,
        "decision": kept.decision,
        "decided": kept.decided_at,
        "form": {"code": kept.form_code, "version": kept.form_version, "sha256": form_digest},
        "seed": kept.seed,
        "overrides": sorted(kept.overrides),
        "entries": [
            {"sitting": entry.sitting, "identified": entry.identified, "briefed": entry.briefed_at}
            for entry in entries
        ],
        "occasions": [_occasion(occasion) for occasion in work.occasions],
        "marks": [
            _mark(occasion, judgement)
            for occasion in work.occasions
            for (where, _), judgement in sorted(work.judgements.items())
            if where == occasion.id and judgement.touched
        ],
        "oral": [_answer(answer) for _, answer in sorted(work.oral.items())],
    }


def _occasion(occasion: Occasion) -> dict[str, Any]:
    return {
        "number": occasion.number,
        "sitting": occasion.sitting,
        "date": occasion.date,
        "context": occasion.context,
        "environment": occasion.environment,
    }


def _mark(occasion: Occasion, judgement: Judgement) -> dict[str, Any]:
    found: dict[str, Any] = {
        "occasion": occasion.number,
        "criterion": judgement.criterion,
        "mark": judgement.mark,
        "observed": judgement.observed_at,
        "entered": judgement.entered_at,
        "how": judgement.how,
        "by": judgement.by,
    }
    if judgement.prompted:
        found["prompted"] = True
    if judgement.readings:
        found["readings"] = [
            {
                "reading": index,
                "value": taken.value,
                "instrument": taken.instrument,
                "calibrated": taken.calibrated,
                "within": taken.within,
            }
            for index, taken in sorted(judgement.readings.items())
        ]
    return found


def _answer(answer: OralAnswer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "mark": answer.mark,
        "said": list(answer.said),
        "at": answer.at,
        "by": answer.by,
    }


def _personal(desk: DecisionDesk, work: Work) -> dict[str, Any]:
    learner = desk.learners.get(work.assessment.learner)
    numbers = {occasion.id: occasion.number for occasion in work.occasions}
    notes = [
        {
            "occasion": numbers[where],
            "criterion": criterion,
            "note": judgement.note,
            "reason": judgement.reason,
        }
        for (where, criterion), judgement in sorted(work.judgements.items())
        if judgement.note or judgement.reason
    ]
    oral = [
        {"question": key, "note": answer.note} for key, answer in sorted(work.oral.items()) if answer.note
    ]
    return {
        "learner": {"number": learner.number, "name": learner.name},
        "feedback": work.assessment.feedback,
        "next_step": work.assessment.next_step,
        "overrides": dict(work.assessment.overrides),
        "notes": notes,
        "oral": oral,
    }
