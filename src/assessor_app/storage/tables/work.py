"""Judgements, oral answers and their history: what a tap writes and what undo reads."""

import json
from typing import Any

from assessor_app.domain.assessment import End
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer, TakenReading
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.storage.engine.store import Store

_PUT_JUDGEMENT = """
    INSERT INTO judgement (occasion, criterion, assessment, mark, prompted, reason, note, readings,
      observed_at, entered_at, how, by, source)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (occasion, criterion) DO UPDATE SET mark = excluded.mark, prompted = excluded.prompted,
      reason = excluded.reason, note = excluded.note, readings = excluded.readings,
      observed_at = excluded.observed_at, entered_at = excluded.entered_at, how = excluded.how, by = excluded.by,
      source = excluded.source
"""
JUDGEMENT = (
    "occasion, criterion, mark, prompted, reason, note, readings, observed_at, entered_at, how, by, source"
)
_SOURCE = 11  # its place among them
# The table knows two kinds; a row of the first kind that names no criterion is about the attempt: how it ended.
_ATTEMPT = ("criterion", "")
_CHANGE = "id, assessment, occasion, kind, subject, old, new, observed_at, entered_at, how, by, act"


def _standing(done: str) -> str:
    """SQL: a row of the history stands as it was written, and may be taken back.

    One over which somebody has written since is not theirs to take back: it would undo the other's act.
    """
    return f"""
        {done}.undoes IS NULL
        AND NOT EXISTS (SELECT 1 FROM history AS back WHERE back.undoes = {done}.id)
        AND NOT EXISTS (
          SELECT 1 FROM history AS over
          WHERE over.assessment = {done}.assessment AND over.id > {done}.id AND over.undoes IS NULL
            AND over.kind = {done}.kind AND over.subject = {done}.subject AND over.occasion IS {done}.occasion
            AND NOT EXISTS (SELECT 1 FROM history AS off WHERE off.undoes = over.id))
        AND (SELECT state FROM assessment WHERE id = {done}.assessment) IN ('open', 'decided')
    """


# An act is taken back whole or not at all.
_WHOLE = f"""
    {_standing("done")} AND (done.act IS NULL OR NOT EXISTS (
      SELECT 1 FROM history AS mate WHERE mate.act = done.act AND NOT ({_standing("mate")})))
"""


class Work:
    """What was seen of each assessment, with every change of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def judgement(self, occasion: str, criterion: str) -> Judgement | None:
        sql = f"SELECT {JUDGEMENT} FROM judgement WHERE occasion = ? AND criterion = ?"
        row = self._store.raw().execute(sql, (occasion, criterion)).fetchone()
        return None if row is None else judgement_of(row)

    def judgements(self, assessment: str) -> dict[tuple[str, str], Judgement]:
        """By (occasion id, criterion id), corrections after the signature included."""
        sql = f"SELECT {JUDGEMENT} FROM judgement WHERE assessment = ?"
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        found = {(row[0], row[1]): judgement_of(row) for row in rows}
        for occasion, mended in self._corrected(assessment, Subject.CRITERION):
            if isinstance(mended, Judgement):
                found[occasion, mended.criterion] = mended
        return found

    def put_judgement(self, assessment: str, occasion: str, judgement: Judgement) -> None:
        values = (
            occasion,
            judgement.criterion,
            assessment,
            judgement.mark.value,
            int(judgement.prompted),
            judgement.reason,
            judgement.note,
            _readings_text(judgement),
            judgement.observed_at,
            judgement.entered_at,
            judgement.how.value,
            judgement.by,
            judgement.source,
        )
        self._store.raw().execute(_PUT_JUDGEMENT, values)

    def remove_judgement(self, occasion: str, criterion: str) -> None:
        self._store.raw().execute(
            "DELETE FROM judgement WHERE occasion = ? AND criterion = ?", (occasion, criterion)
        )

    def oral(self, assessment: str) -> dict[str, OralAnswer]:
        """Oral answers by question id, corrections after the signature included."""
        sql = "SELECT question, mark, said, note, at, by FROM oral_answer WHERE assessment = ?"
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        found = {row[0]: _answer(row) for row in rows}
        for _occasion, mended in self._corrected(assessment, Subject.QUESTION):
            if isinstance(mended, OralAnswer):
                found[mended.question] = mended
        return found

    def _corrected(
        self, assessment: str, subject: Subject
    ) -> list[tuple[str, Judgement | OralAnswer | End | None]]:
        """What corrections after the signature put in the place of marks, oldest first."""
        sql = """
            SELECT occasion, new FROM correction JOIN corrected_mark ON corrected_mark.correction = correction.id
            WHERE correction.assessment = ? AND kind = ? ORDER BY revision
        """
        rows = self._store.raw().execute(sql, (assessment, subject.value)).fetchall()
        return [(row[0], side_of(subject, row[1])) for row in rows]

    def photos(self, assessment: str) -> dict[str, int]:
        """How many photos there are by criterion id; what was taken out does not count."""
        sql = """
            SELECT criterion, count(*) FROM evidence
            WHERE assessment = ? AND kind = 'photo' AND removed_at = '' GROUP BY criterion
        """
        return dict(self._store.raw().execute(sql, (assessment,)).fetchall())

    def put_oral(self, assessment: str, answer: OralAnswer) -> None:
        sql = """
            INSERT INTO oral_answer (assessment, question, mark, said, note, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (assessment, question) DO UPDATE SET mark = excluded.mark, said = excluded.said,
              note = excluded.note, at = excluded.at, by = excluded.by
        """
        said = json.dumps(list(answer.said))
        values = (assessment, answer.question, answer.mark.value, said, answer.note, answer.at, answer.by)
        self._store.raw().execute(sql, values)

    def remove_oral(self, assessment: str, question: str) -> None:
        self._store.raw().execute(
            "DELETE FROM oral_answer WHERE assessment = ? AND question = ?", (assessment, question)
        )

    def add_change(self, change: Change, *, undoes: int | None = None) -> None:
        """Writes a history row; `undoes` is the id of the row that this one takes back."""
        self._store.raw().execute(
            """INSERT INTO history
              (assessment, occasion, kind, subject, old, new, observed_at, entered_at, how, by, act, undoes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                change.assessment,
                change.occasion or None,
                *(_ATTEMPT if change.subject is Subject.ATTEMPT else (change.subject.value, change.about)),
                side_text(change.old),
                side_text(change.new),
                change.observed_at,
                change.entered_at,
                change.how.value,
                change.by,
                change.act or None,
                undoes,
            ),
        )

    def last_change(self, assessment: str, *, by: str) -> Change | None:
        """The newest change by this person that is neither taken back nor itself an undo, and stands."""
        sql = f"""
            SELECT {_CHANGE} FROM history AS done WHERE assessment = ? AND by = ? AND {_WHOLE}
            ORDER BY id DESC LIMIT 1
        """
        row = self._store.raw().execute(sql, (assessment, by)).fetchone()
        return None if row is None else _change(row)

    def last_in_sitting(self, sitting: str, *, by: str) -> Change | None:
        """The same over a whole sitting; read from the newest row backwards, since it is nearly always the first."""
        sql = f"""
            SELECT {_CHANGE} FROM history AS done
            WHERE id >= (
                SELECT min(first) FROM (
                  SELECT (SELECT min(id) FROM history WHERE history.assessment = entry.assessment) AS first
                  FROM entry WHERE entry.sitting = ?))
              AND +by = ?
              AND EXISTS (SELECT 1 FROM entry WHERE entry.assessment = done.assessment AND entry.sitting = ?)
              AND {_WHOLE}
            ORDER BY id DESC LIMIT 1
        """
        row = self._store.raw().execute(sql, (sitting, by, sitting)).fetchone()
        return None if row is None else _change(row)

    def changes_of_act(self, act: str) -> tuple[Change, ...]:
        """What one act changed, oldest first."""
        sql = f"SELECT {_CHANGE} FROM history WHERE act = ? ORDER BY id"
        return tuple(_change(row) for row in self._store.raw().execute(sql, (act,)).fetchall())

    def changes(self, assessment: str) -> tuple[Change, ...]:
        """Every change, oldest first."""
        sql = f"SELECT {_CHANGE} FROM history WHERE assessment = ? ORDER BY id"
        return tuple(_change(row) for row in self._store.raw().execute(sql, (assessment,)).fetchall())


def _readings_text(judgement: Judgement) -> str:
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


def _answer(row: Any) -> OralAnswer:
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
        kept += [_readings_text(value), value.observed_at, value.entered_at, value.how.value, value.by]
        kept.append(value.source)
    return json.dumps(kept, ensure_ascii=False)


def side_of(subject: Subject, text: str | None) -> Judgement | OralAnswer | End | None:
    """One side of a change."""
    if text is None:
        return None
    row = json.loads(text)
    if subject is Subject.ATTEMPT:
        return End(row[0])
    return judgement_of(row) if subject is Subject.CRITERION else _answer(row)


def _change(row: Any) -> Change:
    subject = Subject.ATTEMPT if (row[3], row[4]) == _ATTEMPT else Subject(row[3])
    return Change(
        id=row[0],
        assessment=row[1],
        occasion=row[2] or "",
        subject=subject,
        about=row[4],
        old=side_of(subject, row[5]),
        new=side_of(subject, row[6]),
        observed_at=row[7],
        entered_at=row[8],
        how=How(row[9]),
        by=row[10],
        act=row[11] or "",
    )
