"""Countersignatures: whose word stands beside a decision, and on which work."""

from assessor_app.services.deciding.ports import Countersignature
from assessor_app.storage.engine.store import Store

_COLUMNS = "assessment, by, at, work, record"


class Countersignatures:
    """Countersignatures of this device, never changed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_assessment(self, assessment: str) -> tuple[Countersignature, ...]:
        """Oldest first, those on work that has changed since among them."""
        sql = f"SELECT {_COLUMNS} FROM countersignature WHERE assessment = ? ORDER BY id"
        return tuple(
            Countersignature(assessment=row[0], by=row[1], at=row[2], work=row[3], record=row[4])
            for row in self._store.raw().execute(sql, (assessment,)).fetchall()
        )

    def add(self, made: Countersignature) -> None:
        self._store.raw().execute(
            f"INSERT INTO countersignature ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            (made.assessment, made.by, made.at, made.work, made.record),
        )

    def decided(self) -> tuple[str, ...]:
        """Ids of assessments decided competent and not signed, in the order of deciding."""
        sql = """
            SELECT id FROM assessment WHERE state = 'decided' AND decision = 'competent' ORDER BY decided_at, rowid
        """
        return tuple(row[0] for row in self._store.raw().execute(sql).fetchall())
