"""The numbered sheets of paper."""

from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.services.papers.ports import KeptSheet, SheetKind
from assessor_app.storage.engine.store import Store

_COLUMNS = "number, sitting, form_code, form_version, kind, entry, printed_at, by"


class PaperTable:
    """Sheets that were numbered on this device; the database refuses to change or drop one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self, *, sitting: str, form: tuple[str, str], kind: SheetKind, entry: str, at: str, by: str
    ) -> int:
        """Keeps another sheet and returns its number."""
        row = (
            self._store.raw()
            .execute(
                """INSERT INTO paper_sheet (sitting, form_code, form_version, kind, entry, printed_at, by)
                   VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number""",
                (sitting, *form, kind.value, entry or None, at, by),
            )
            .fetchone()
        )
        return int(row[0])

    def get(self, number: int) -> KeptSheet:
        """Raises KnownError `no-such-paper-sheet`."""
        sql = f"SELECT {_COLUMNS} FROM paper_sheet WHERE number = ?"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        if row is None:
            raise KnownError("no-such-paper-sheet", number=number)
        return _sheet(row)

    def of_sitting(self, sitting: str) -> tuple[KeptSheet, ...]:
        """In the order of their numbers."""
        sql = f"SELECT {_COLUMNS} FROM paper_sheet WHERE sitting = ? ORDER BY number"
        return tuple(_sheet(row) for row in self._store.raw().execute(sql, (sitting,)).fetchall())


def _sheet(row: Any) -> KeptSheet:
    return KeptSheet(
        number=row[0],
        sitting=row[1],
        form=(row[2], row[3]),
        kind=SheetKind(row[4]),
        entry=row[5] or "",
        printed_at=row[6],
        by=row[7],
    )
