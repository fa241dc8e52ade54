"""Sittings and their entries."""

from dataclasses import dataclass
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sitting import Attendance, Entry, Environment, Identified, Method, Sitting
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.engine.store import Store

_SITTING = "id, place, environment, date, opened_by, opened_at, closed_at"
ENTRY = "id, sitting, learner, form_code, form_version, attendance, identified, briefed_at, bib, bench, assessment, note, task, method"


@dataclass(frozen=True, kw_only=True)
class SittingSummary:
    """A sitting with how many are listed, here, and finished."""

    sitting: Sitting
    listed: int
    here: int
    finished: int


class Sittings:
    """The sittings of this device, newest first where a list is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, sitting: Sitting) -> None:
        values = (
            sitting.id,
            sitting.place,
            sitting.environment.value,
            sitting.date,
            sitting.opened_by,
            sitting.opened_at,
            sitting.closed_at,
        )
        self._store.raw().execute(f"INSERT INTO sitting ({_SITTING}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def close(self, sitting_id: str, *, at: str) -> None:
        self._store.raw().execute("UPDATE sitting SET closed_at = ? WHERE id = ?", (at, sitting_id))

    def get(self, sitting_id: str) -> Sitting:
        """One sitting; raises KnownError `no-such-sitting`."""
        row = (
            self._store.raw()
            .execute(f"SELECT {_SITTING} FROM sitting WHERE id = ?", (sitting_id,))
            .fetchone()
        )
        if row is None:
            raise KnownError("no-such-sitting", id=sitting_id)
        return _sitting(row)

    def recent(self, *, limit: int = 50) -> tuple[SittingSummary, ...]:
        sql = f"""
            SELECT {_SITTING},
              (SELECT count(*) FROM entry WHERE entry.sitting = sitting.id),
              (SELECT count(*) FROM entry WHERE entry.sitting = sitting.id AND attendance IN ('present', 'late', 'finished')),
              (SELECT count(*) FROM entry WHERE entry.sitting = sitting.id AND attendance = 'finished')
            FROM sitting ORDER BY date DESC, opened_at DESC LIMIT ?
        """
        return tuple(
            SittingSummary(sitting=_sitting(row[:7]), listed=row[7], here=row[8], finished=row[9])
            for row in self._store.raw().execute(sql, (limit,)).fetchall()
        )

    def planned(self) -> tuple[tuple[Sitting, tuple[Entry, ...]], ...]:
        """Open ones in which everybody listed is still expected, with those listed; by their day."""
        sql = f"""
            SELECT {_SITTING} FROM sitting WHERE closed_at = ''
              AND EXISTS (SELECT 1 FROM entry WHERE entry.sitting = sitting.id)
              AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.sitting = sitting.id AND attendance <> 'expected')
            ORDER BY date, opened_at, id
        """
        found = [_sitting(row) for row in self._store.raw().execute(sql).fetchall()]
        return tuple((sitting, self.entries(sitting.id)) for sitting in found)

    def entries(self, sitting_id: str) -> tuple[Entry, ...]:
        sql = f"SELECT {ENTRY} FROM entry WHERE sitting = ? ORDER BY length(bib), bib, rowid"
        return tuple(entry_of(row) for row in self._store.raw().execute(sql, (sitting_id,)).fetchall())

    def entry(self, entry_id: str) -> Entry:
        """One entry; raises KnownError `no-such-entry`."""
        row = self._store.raw().execute(f"SELECT {ENTRY} FROM entry WHERE id = ?", (entry_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-entry", id=entry_id)
        return entry_of(row)

    def entries_of(self, assessment_id: str) -> tuple[Entry, ...]:
        """The entries through which an assessment was worked, one a sitting."""
        sql = f"SELECT {ENTRY} FROM entry WHERE assessment = ? ORDER BY rowid"
        return tuple(entry_of(row) for row in self._store.raw().execute(sql, (assessment_id,)).fetchall())

    def put_entry(self, entry: Entry) -> None:
        """Adds or changes an entry; raises KnownError `entry-doubled` for the same learner and form twice."""
        sql = f"""
            INSERT INTO entry ({ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET attendance = excluded.attendance, identified = excluded.identified,
              briefed_at = excluded.briefed_at, bib = excluded.bib, bench = excluded.bench,
              assessment = excluded.assessment, note = excluded.note, task = excluded.task,
              method = excluded.method
        """
        values = (
            entry.id,
            entry.sitting,
            entry.learner,
            entry.form_code,
            entry.form_version,
            entry.attendance.value,
            entry.identified.value if entry.identified else None,
            entry.briefed_at,
            entry.bib,
            entry.bench,
            entry.assessment or None,
            entry.note,
            entry.task,
            entry.method.value,
        )
        try:
            self._store.raw().execute(sql, values)
        except IntegrityError as error:
            if "entry.sitting" not in str(error):
                raise
            raise KnownError("entry-doubled", learner=entry.learner, form=entry.form_code) from error

    def remove_entry(self, entry_id: str) -> None:
        """Takes an entry off the list; raises KnownError `entry-in-use` when work, a paper or a stop names it."""
        sql = "DELETE FROM entry WHERE id = ? AND assessment IS NULL"
        try:
            gone = self._store.raw().execute(sql, (entry_id,)).rowcount
        except IntegrityError as error:
            raise KnownError("entry-in-use", id=entry_id) from error
        if not gone and self.entry(entry_id).assessment:
            raise KnownError("entry-in-use", id=entry_id)


def _sitting(row: Any) -> Sitting:
    return Sitting(
        id=row[0],
        place=row[1],
        environment=Environment(row[2]),
        date=row[3],
        opened_by=row[4],
        opened_at=row[5],
        closed_at=row[6],
    )


def entry_of(row: Any) -> Entry:
    """An entry from its columns in the order of `ENTRY`."""
    return Entry(
        id=row[0],
        sitting=row[1],
        learner=row[2],
        form_code=row[3],
        form_version=row[4],
        attendance=Attendance(row[5]),
        identified=Identified(row[6]) if row[6] else None,
        briefed_at=row[7],
        bib=row[8],
        bench=row[9],
        assessment=row[10] or "",
        note=row[11],
        task=row[12],
        method=Method(row[13]),
    )
