"""Sittings that another device of the centre planned."""

import json
from typing import Any

from assessor_app.services.sittings.expected import Expected
from assessor_app.storage.engine.store import Store

_EXPECTED = "id, name, made_at, day, place, forms, learners"


class ExpectedTable:
    """What is expected; a sitting that was opened for one is named in its row."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, expected: Expected, *, at: str) -> bool:
        sql = f"""
            INSERT INTO expected ({_EXPECTED}, came_at) SELECT ?, ?, ?, ?, ?, ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM sitting WHERE id = ?) ON CONFLICT DO NOTHING
        """
        values = (
            expected.id,
            expected.name,
            expected.made_at,
            expected.day,
            expected.place,
            json.dumps(expected.forms),
            json.dumps(expected.learners),
            at,
            expected.id,
        )
        return bool(self._store.raw().execute(sql, values).rowcount == 1)

    def get(self, expected: str) -> Expected | None:
        row = (
            self._store.raw()
            .execute(f"SELECT {_EXPECTED} FROM expected WHERE id = ?", (expected,))
            .fetchone()
        )
        return None if row is None else _expected(row)

    def waiting(self) -> tuple[Expected, ...]:
        sql = f"SELECT {_EXPECTED} FROM expected WHERE sitting IS NULL ORDER BY day, name, id"
        return tuple(_expected(row) for row in self._store.raw().execute(sql).fetchall())

    def opened(self, expected: str, *, sitting: str) -> None:
        self._store.raw().execute("UPDATE expected SET sitting = ? WHERE id = ?", (sitting, expected))


def _expected(row: Any) -> Expected:
    return Expected(
        id=row[0],
        name=row[1],
        made_at=row[2],
        day=row[3],
        place=row[4],
        forms=tuple(json.loads(row[5])),
        learners=tuple(json.loads(row[6])),
    )
