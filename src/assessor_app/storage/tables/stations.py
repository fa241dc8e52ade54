"""Who went where in a room."""

from typing import Any

from assessor_app.domain.stations import Place, Went, WentHow
from assessor_app.storage.engine.store import Store

_WENT = "sitting, entry, bench_before, task_before, bench, task, how, act, at, by"


class StationTable:
    """Changes of benches and tasks, oldest first; they are added, and never changed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, went: Went) -> None:
        values = (
            went.sitting,
            went.entry,
            went.before.bench,
            went.before.task,
            went.after.bench,
            went.after.task,
            went.how.value,
            went.act,
            went.at,
            went.by,
        )
        self._store.raw().execute(f"INSERT INTO went ({_WENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def of_sitting(self, sitting: str) -> tuple[Went, ...]:
        """Everybody's."""
        return self._where("sitting = ?", sitting)

    def of_assessment(self, assessment: str) -> tuple[Went, ...]:
        """One learner's, in every sitting in which this work went on."""
        return self._where("entry IN (SELECT id FROM entry WHERE assessment = ?)", assessment)

    def _where(self, which: str, key: str) -> tuple[Went, ...]:
        sql = f"SELECT {_WENT} FROM went WHERE {which} ORDER BY id"
        return tuple(_went(row) for row in self._store.raw().execute(sql, (key,)).fetchall())


def _went(row: Any) -> Went:
    return Went(
        sitting=row[0],
        entry=row[1],
        before=Place(bench=row[2], task=row[3]),
        after=Place(bench=row[4], task=row[5]),
        how=WentHow(row[6]),
        act=row[7],
        at=row[8],
        by=row[9],
    )
