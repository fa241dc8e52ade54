"""Judgements, oral answers and ends as rows and as the sides of a change."""

import json
from collections.abc import Sequence
from typing import Any

from assessor_app.domain.assessment import End
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer, Paper, TakenReading
from assessor_app.services.assessing.ports import Subject

JUDGEMENT = (
    "occasion, criterion, mark, prompted, reason, note, readings, observed_at, entered_at, how, by, source, "
    "note_source, note_observed_at"
)
ANSWER = "question, mark, said, note, at, by, source, entered_at"
_SOURCE, _NOTE_SOURCE, _ANSWER_SOURCE = 11, 12, 6  # their places among them


def readings_text(judgement: Judgement) -> str:
    """Readings as the column keeps them: JSON by the place of each in the form."""
    if not judgement.readings:
        return "{}"
    taken = {
        str(index): [
            reading.value,
            reading.instrument,
            reading.calibrated,
            reading.within,
            *paper_columns(reading.paper)[: 2 if reading.paper else 0],
        ]
        for index, reading in judgement.readings.items()
    }
    return json.dumps(taken, ensure_ascii=False)


def paper_columns(paper: Paper | None) -> tuple[str, str]:
    """A sheet as two columns keep it: its code and when it was seen; empty for what was written down here."""
    return ("", "") if paper is None else (paper.source, paper.observed_at)


def _paper(columns: Sequence[str]) -> Paper | None:
    source, observed_at = columns or ("", "")
    return Paper(source=source, observed_at=observed_at) if source else None


def _readings(text: str) -> dict[int, TakenReading]:
    if text == "{}":
        return {}
    return {
        int(index): TakenReading(
            value=value, instrument=instrument, calibrated=calibrated, within=within, paper=_paper(paper)
        )
        for index, (value, instrument, calibrated, within, *paper) in json.loads(text).items()
    }


def judgement_of(row: Any) -> Judgement:
    """A judgement from its columns in the order of `JUDGEMENT`; an older row of the history has no source, or none of its note."""
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
        note_paper=_paper(tuple(row[_NOTE_SOURCE:])),
    )


def answer_of(row: Any) -> OralAnswer:
    """An answer from its columns in the order of `ANSWER`; an older row of the history has no source."""
    source, entered_at = tuple(row[_ANSWER_SOURCE:]) or ("", "")
    return OralAnswer(
        question=row[0],
        mark=Mark(row[1]),
        said=tuple(json.loads(row[2])),
        note=row[3],
        at=row[4],
        by=row[5],
        source=source,
        entered_at=entered_at,
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
            value.source,
            value.entered_at,
        ]
    else:
        kept = ["", value.criterion, value.mark.value, int(value.prompted), value.reason, value.note]
        kept += [readings_text(value), value.observed_at, value.entered_at, value.how.value, value.by]
        kept += [value.source, *paper_columns(value.note_paper)]
    return json.dumps(kept, ensure_ascii=False)


def side_of(subject: Subject, text: str | None) -> Judgement | OralAnswer | End | None:
    """One side of a change."""
    if text is None:
        return None
    row = json.loads(text)
    if subject is Subject.ATTEMPT:
        return End(row[0])
    return judgement_of(row) if subject is Subject.CRITERION else answer_of(row)
