"""Every change of a judgement, an oral answer or an attempt's end: what undo reads, and a quality assurer."""

from typing import Any

from assessor_app.domain.marks import How
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.rows import side_of, side_text

# The table knows two kinds; a row of the first kind that names no criterion is about the attempt: how it ended.
_ATTEMPT = ("criterion", "")
_CHANGE = "id, assessment, occasion, kind, subject, old, new, observed_at, entered_at, how, by, act"


def _standing(done: str, states: str) -> str:
    """SQL: a row of the history stands as it was written, and may be taken back while its work is in these states.

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
        AND (SELECT state FROM assessment WHERE id = {done}.assessment) IN ({states})
    """


def _whole(states: str) -> str:
    """SQL: an act is taken back whole or not at all, with the evidence that went with its marks."""
    return f"""
        {_standing("done", states)} AND (done.act IS NULL OR (
          NOT EXISTS (SELECT 1 FROM history AS mate WHERE mate.act = done.act AND NOT ({_standing("mate", states)}))
          AND NOT EXISTS (SELECT 1 FROM evidence_history AS went WHERE went.marks_act = done.act AND EXISTS (
            SELECT 1 FROM evidence_history AS over
            WHERE over.evidence = went.evidence AND over.id > went.id AND over.undoes IS NULL
              AND NOT EXISTS (SELECT 1 FROM evidence_history AS off WHERE off.undoes = over.id)))))
    """


_OF_ONE = _whole("'open', 'decided'")
# From among a whole room nobody takes a decision back without seeing it: that is done on the learner's own page.
_OF_A_ROOM = _whole("'open'")


class History:
    """The history of all assessments; a row is never rewritten."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
            SELECT {_CHANGE} FROM history AS done WHERE assessment = ? AND by = ? AND {_OF_ONE}
            ORDER BY id DESC LIMIT 1
        """
        row = self._store.raw().execute(sql, (assessment, by)).fetchone()
        return None if row is None else _change(row)

    def last_in_sitting(self, sitting: str, *, by: str) -> Change | None:
        """The same over the open work of a whole sitting; read from the newest row backwards, since it is nearly always the first."""
        sql = f"""
            SELECT {_CHANGE} FROM history AS done
            WHERE id >= (
                SELECT min(first) FROM (
                  SELECT (SELECT min(id) FROM history WHERE history.assessment = entry.assessment) AS first
                  FROM entry WHERE entry.sitting = ?))
              AND +by = ?
              AND EXISTS (SELECT 1 FROM entry WHERE entry.assessment = done.assessment AND entry.sitting = ?)
              AND {_OF_A_ROOM}
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
