"""Judgements, oral answers and ends as rows and as the sides of a change."""

import json
from typing import Any

from assessor_app.domain.assessment import End
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer, TakenReading
from assessor_app.services.assessing.ports import Subject

JUDGEMENT = (
    "occasion, criterion, mark, prompted, reason, note, readings, observed_at, entered_at, how, by, source"
)
_SOURCE = 11  # its place among them


def readings_text(judgement: Judgement) -> str:
    """Readings as the column keeps them: JSON by the place of each in the form."""
    if not judgement.readings:
        return "{}"
    taken = {
        str(index): [reading.value, reading.instrument, reading.calibrated, reading.within]
        for index, reading in judgement.readings.items()
    }
    return json.dumps(taken, ensure_ascii=False)


def _readings(text: str) -> dict[int, TakenReading]:
    if text == "{}":
        return {}
    return {
        int(index): TakenReading(value=value, instrument=instrument, calibrated=calibrated, within=within)
        for index, (value, instrument, calibrated, within) in json.loads(text).items()
    }


def judgement_of(row: Any) -> Judgement:
    """A judgement from its columns in the order of `JUDGEMENT`; an older row of the history has no source."""
    return Judgement(
        criterion=row[1],
        mark=Mark(row[2]),
        prompted=bool(row[3]),
        reason=row[4],
        note=row[5],
        readings=_readings(row[6]),
        observed_at=row[7],
        entered_at=row[8],
        how=How(row[9]),
        by=row[10],
        source=row[_SOURCE] if len(row) > _SOURCE else "",
    )


def answer_of(row: Any) -> OralAnswer:
    return OralAnswer(
        question=row[0], mark=Mark(row[1]), said=tuple(json.loads(row[2])), note=row[3], at=row[4], by=row[5]
    )


def side_text(value: Judgement | OralAnswer | End | None) -> str | None:
    """One side of a change, as JSON that `side_of` reads back."""
    if value is None:
        return None
    kept: list[object]
    if isinstance(value, End):
        kept = [value.value]
    elif isinstance(value, OralAnswer):
        kept = [
            value.question,
            value.mark.value,
            json.dumps(list(value.said)),
            value.note,
            value.at,
            value.by,
        ]
    else:
        kept = ["", value.criterion, value.mark.value, int(value.prompted), value.reason, value.note]
        kept += [readings_text(value), value.observed_at, value.entered_at, value.how.value, value.by]
        kept.append(value.source)
    return json.dumps(kept, ensure_ascii=False)


def side_of(subject: Subject, text: str | None) -> Judgement | OralAnswer | End | None:
    """One side of a change."""
    if text is None:
        return None
    row = json.loads(text)
    if subject is Subject.ATTEMPT:
        return End(row[0])
    return judgement_of(row) if subject is Subject.CRITERION else answer_of(row)
