"""What a signed decision says: the body of its record, what stands beside it, and the remarks on it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assessor_app.domain.assessment import Work
from assessor_app.domain.marks import Judgement, Occasion, OralAnswer, Paper
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Entry, Method
from assessor_app.domain.stopping import Stoppage
from assessor_app.services.assessing.carry import carried_origins
from assessor_app.services.deciding.before_part import arrangement_words, conditions_body
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.prior_part import prior_body, prior_words


def people_of(work: Work) -> frozenset[str]:
    """Whoever decided, and everybody whose marks it rests on."""
    marked = {judgement.by for judgement in work.judgements.values() if judgement.touched}
    asked = {answer.by for answer in work.oral.values()}
    return frozenset({work.assessment.decided_by, *marked, *asked} - {""})


def opened(desk: DecisionDesk, work: Work) -> list[str]:
    """The records that opened the sittings in which the work was seen, as far as this device has them."""
    return [
        record.id
        for sitting in dict.fromkeys(occasion.sitting for occasion in work.occasions)
        for record in desk.ledger.records.about("sitting", sitting)
        if record.type == RecordType.SITTING_OPENED
    ]


def stops_body(stops: Sequence[Stoppage]) -> dict[str, Any]:
    """What held the work up, as codes and times; nothing where nothing did."""
    found = [
        {
            "at": stop.at,
            "by": stop.by,
            "room": not stop.entry,
            "why": stop.why,
            "restarted": stop.restarted_at,
        }
        for stop in stops
    ]
    return {"stops": found} if found else {}


def carried_body(desk: DecisionDesk, work: Work) -> dict[str, Any]:
    """The member `carried`: from which attempts marks and answers were carried over, by the records that signed them."""
    found = [
        {"attempt": item.attempt, "record": desk.assessments.signed(item.id)[0]}
        | ({"oral": list(heard)} if heard else {})
        for item, heard in carried_origins(desk.desk, work)
    ]
    return {"carried": found} if found else {}


def signed_body(work: Work, form_digest: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """Codes, marks, times and ids: nothing that names a person, no free text."""
    kept = work.assessment
    return (
        {
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
                | ({"method": entry.method} if entry.method is not Method.OBSERVATION else {})
                for entry in entries
            ],
            "occasions": [_occasion(occasion) for occasion in work.occasions],
            "marks": [_mark(occasion, judgement) for occasion, judgement in _judged(work)],
            "oral": [_answer(answer) for _, answer in sorted(work.oral.items())],
        }
        | conditions_body(work)
        | prior_body(work)
    )


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
                "value": decimal_text(taken.value),
                "calibrated": _day(taken.calibrated),
                "within": taken.within,
            }
            | _paper(taken.paper)
            for index, taken in sorted(judgement.readings.items())
        ]
    return found


def _paper(paper: Paper | None) -> dict[str, Any]:
    """The sheet that something beside the mark was copied from; nothing where it was written down here."""
    return {"source": paper.source, "observed": paper.observed_at} if paper else {}


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""


def decimal_text(value: float) -> str:
    """The shortest decimal text of a reading: no reader's floating point has a say in what was measured."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _answer(answer: OralAnswer) -> dict[str, Any]:
    found: dict[str, Any] = {
        "question": answer.question,
        "mark": answer.mark,
        "said": list(answer.said),
        "at": answer.at,
        "by": answer.by,
    }
    return found | ({"source": answer.source, "entered": answer.entered_at} if answer.source else {})


def beside(desk: DecisionDesk, work: Work) -> dict[str, Any]:
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


def remarks_of(work: Work) -> dict[str, Any]:
    """Free text: a record of its own, since it is given to nobody unasked and is erased sooner than names are."""
    notes = [
        {
            "occasion": occasion.number,
            "criterion": judgement.criterion,
            "note": judgement.note,
            "reason": judgement.reason,
        }
        | _paper(judgement.note_paper if judgement.note else None)
        for occasion, judgement in _judged(work)
        if judgement.note or judgement.reason
    ]
    oral = [
        {"question": key, "note": answer.note} for key, answer in sorted(work.oral.items()) if answer.note
    ]
    return (
        {
            "feedback": work.assessment.feedback,
            "next_step": work.assessment.next_step,
            "overrides": dict(work.assessment.overrides),
            "notes": notes,
            "oral": oral,
        }
        | arrangement_words(work)
        | prior_words(work)
    )
