"""Signing decisions: the assessor's PIN finalises; one PIN signs a list; each becomes a signed record."""

import secrets
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assessor_app.domain.assessment import Decision, State, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement, Occasion, OralAnswer
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import HERE, Attendance, Entry
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.evidence_part import Proven, evidence_body, evidence_salts, evidence_words
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing


def finalise(
    desk: DecisionDesk, *, by: str, pin: str, assessments: Sequence[str], clock_confirmed: bool = False
) -> tuple[Recorded, ...]:
    """Signs decided assessments, all or none.

    Raises KnownError: `pin-wrong` and its like; `not-decided`; `decided-by-other` (whoever decides signs);
    `out-of-scope`, `qualification-expired`; `evidence-missing`, `evidence-differs`; `clock-question`; and why this
    folder may not sign.
    """
    desk.require_pin(staff_id=by, pin=pin)
    proven = Proven(desk.evidence)
    for assessment in assessments:
        proven.of(assessment)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        return tuple(_finalise(desk, pen, by, assessment, proven) for assessment in assessments)


def _finalise(desk: DecisionDesk, pen: Pen, by: str, assessment_id: str, proven: Proven) -> Recorded:
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
    pieces = proven.of(kept.id)
    introduced = introduce(pen, (desk.staff.get(person) for person in _people(work)), by=by)
    signed = pen.sign(
        RecordType.ASSESSMENT_FINALISED,
        by=by,
        about=about,
        needs=[*introduced, *_opened(desk, work)],
        body=_body(work, digest, desk.sittings.entries_of(kept.id)) | evidence_body(pieces, work.occasions),
        personal=_personal(desk, work) | evidence_salts(pieces),
    )
    remarks = _remarks(work) | evidence_words(pieces)
    if any(remarks.values()):
        where = {"assessment": kept.id, "learner": kept.learner}
        pen.sign(RecordType.REMARKED, by=by, about=where, needs=[signed.id], personal=remarks)
    proven.forget_removed(kept.id)
    desk.assessments.finalise(kept.id, record=signed.id, award=award)
    _finish_entries(desk, kept.id)
    return signed


def _finish_entries(desk: DecisionDesk, assessment_id: str) -> None:
    from dataclasses import replace

    for entry in desk.sittings.entries_of(assessment_id):
        if entry.attendance in HERE:
            desk.sittings.put_entry(replace(entry, attendance=Attendance.FINISHED))


def _people(work: Work) -> frozenset[str]:
    """Whoever decided, and everybody whose marks it rests on."""
    marked = {judgement.by for judgement in work.judgements.values() if judgement.touched}
    asked = {answer.by for answer in work.oral.values()}
    return frozenset({work.assessment.decided_by, *marked, *asked} - {""})


def _opened(desk: DecisionDesk, work: Work) -> list[str]:
    """The records that opened the sittings in which the work was seen, as far as this device has them."""
    return [
        record.id
        for sitting in dict.fromkeys(occasion.sitting for occasion in work.occasions)
        for record in desk.ledger.records.about("sitting", sitting)
        if record.type == RecordType.SITTING_OPENED
    ]


def _body(work: Work, form_digest: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """Codes, marks, times and ids: nothing that names a person, no free text."""
    kept = work.assessment
    return {
        "attempt": kept.attempt,
        "started": kept.started_at,
        "end": kept.end,
        "decision": kept.decision,
        "decided": kept.decided_at,
        "form": {"code": kept.form_code, "version": kept.form_version, "sha256": form_digest},
        "seed": kept.seed,
        "overrides": sorted(kept.overrides),
        "entries": [
            {
                "sitting": entry.sitting,
                "attendance": entry.attendance,
                "identified": entry.identified,
                "briefed": entry.briefed_at,
            }
            for entry in entries
        ],
        "occasions": [_occasion(occasion) for occasion in work.occasions],
        "marks": [_mark(occasion, judgement) for occasion, judgement in _judged(work)],
        "oral": [_answer(answer) for _, answer in sorted(work.oral.items())],
    }


def _judged(work: Work) -> list[tuple[Occasion, Judgement]]:
    """What was said of each criterion, by occasion and then by criterion."""
    return [
        (occasion, judgement)
        for occasion in work.occasions
        for (where, _), judgement in sorted(work.judgements.items(), key=lambda item: item[0])
        if where == occasion.id and judgement.touched
    ]


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
    if judgement.source:
        found["source"] = judgement.source
    if judgement.readings:
        found["readings"] = [
            {
                "reading": index,
                "value": _decimal(taken.value),
                "calibrated": _day(taken.calibrated),
                "within": taken.within,
            }
            for index, taken in sorted(judgement.readings.items())
        ]
    return found


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""


def _decimal(value: float) -> str:
    """The shortest decimal text of a reading: no reader's floating point has a say in what was measured."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _answer(answer: OralAnswer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "mark": answer.mark,
        "said": list(answer.said),
        "at": answer.at,
        "by": answer.by,
    }


def _personal(desk: DecisionDesk, work: Work) -> dict[str, Any]:
    """Whose work it is, and what was typed for the instruments: what an issuer gets without asking."""
    learner = desk.learners.get(work.assessment.learner)
    instruments = [
        {
            "occasion": occasion.number,
            "criterion": judgement.criterion,
            "reading": index,
            "instrument": taken.instrument,
        }
        for occasion, judgement in _judged(work)
        for index, taken in sorted(judgement.readings.items())
        if taken.instrument
    ]
    return {"learner": {"number": learner.number, "name": learner.name}, "instruments": instruments}


def _remarks(work: Work) -> dict[str, Any]:
    """Free text: a record of its own, since it is given to nobody unasked and is erased sooner than names are."""
    notes = [
        {
            "occasion": occasion.number,
            "criterion": judgement.criterion,
            "note": judgement.note,
            "reason": judgement.reason,
        }
        for occasion, judgement in _judged(work)
        if judgement.note or judgement.reason
    ]
    oral = [
        {"question": key, "note": answer.note} for key, answer in sorted(work.oral.items()) if answer.note
    ]
    return {
        "feedback": work.assessment.feedback,
        "next_step": work.assessment.next_step,
        "overrides": dict(work.assessment.overrides),
        "notes": notes,
        "oral": oral,
    }
