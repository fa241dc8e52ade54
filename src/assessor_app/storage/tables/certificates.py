"""Certificates, what happened to them, and their sheets."""

from typing import Any

from assessor_app.domain.certificate import CameOut, Certificate, EventKind, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.services.awards.ports import CertificateLine, Event, SheetRow
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.paper_rows import certificate_of, line_of, sheet_of
from assessor_app.storage.tables.papers_elsewhere import HERE, STOCK, PapersElsewhere

_COLUMNS = (
    "number, cti, award, assessment, learner, holder, form_code, form_version, issued_at, issued_by,"
    " provisional_until, valid_until, qr, page, record, supersedes"
)
_LINE = "number, holder, learner, form_code, form_version, issued_at, provisional_until, valid_until"
_SHEET = "id, number, copy, target, stamp, at, by, outcome, " + STOCK.format(sheet="sheet.id")

# A file that was saved before a sheet was spoiled is no paper in its place.
UNPRINTED = """
    NOT EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome = 'came-out'
      AND (target = 'printer' OR id > coalesce((SELECT max(id) FROM sheet AS bad
        WHERE bad.number = certificate.number AND bad.outcome = 'spoiled'), 0)))
    AND NOT EXISTS (SELECT 1 FROM certificate_event AS event WHERE event.number = certificate.number
      AND kind IN ('superseded', 'revoked', 'annulled'))
    AND coalesce((SELECT kind FROM certificate_event AS verdict WHERE verdict.number = certificate.number
      AND kind IN ('registered', 'rejected') ORDER BY id DESC LIMIT 1), '') <> 'rejected'
"""


class Certificates:
    """The certificates that this centre issued; the database refuses to change or drop one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._elsewhere = PapersElsewhere(store)

    def add(self, certificate: Certificate) -> None:
        """A paper of work that was recorded on another device stands among those of that one."""
        if self._elsewhere.add_own(certificate):
            return
        values = (
            certificate.number,
            certificate.cti,
            certificate.award,
            certificate.assessment,
            certificate.learner,
            certificate.holder,
            certificate.form_code,
            certificate.form_version,
            certificate.issued_at,
            certificate.issued_by,
            certificate.provisional_until or None,
            certificate.valid_until or None,
            certificate.qr,
            certificate.page,
            certificate.record,
            certificate.supersedes or None,
            fold(f"{certificate.holder} {certificate.number}"),
        )
        marks = ", ".join("?" * len(values))
        self._store.raw().execute(f"INSERT INTO certificate ({_COLUMNS}, folded) VALUES ({marks})", values)

    def get(self, number: str) -> Certificate:
        """One certificate; raises KnownError `no-such-certificate`."""
        found = self._one("number", number)
        if found is None:
            raise KnownError("no-such-certificate", number=number)
        return found

    def by_cti(self, cti: bytes) -> Certificate | None:
        return self._one("cti", cti)

    def _one(self, where: str, value: str | bytes) -> Certificate | None:
        sql = f"SELECT {_COLUMNS} FROM certificate WHERE {where} = ?"
        row = self._store.raw().execute(sql, (value,)).fetchone()
        return self._elsewhere.one(where, value) if row is None else certificate_of(row)

    def of_award(self, award: str) -> tuple[str, ...]:
        sql = "SELECT number FROM certificate WHERE award = ? ORDER BY issued_at, rowid"
        return tuple(row[0] for row in self._store.raw().execute(sql, (award,)).fetchall())

    def of_learner(self, learner: str) -> tuple[str, ...]:
        sql = "SELECT number FROM certificate WHERE learner = ? ORDER BY issued_at, rowid"
        return tuple(row[0] for row in self._store.raw().execute(sql, (learner,)).fetchall())

    def lines(self, *, words: str = "", limit: int = -1, offset: int = 0) -> tuple[CertificateLine, ...]:
        wanted = fold(words).split()
        where = " AND ".join("' ' || folded LIKE ?" for _ in wanted) or "1"
        values = [f"% {word}%" for word in wanted]
        if self._elsewhere.any():
            sql = f"""
                SELECT number FROM (
                  SELECT number, issued_at, rowid AS key FROM certificate WHERE {where}
                  UNION ALL SELECT number, issued_at, -key FROM paper_elsewhere AS paper WHERE {where} AND {HERE})
                ORDER BY issued_at DESC, key DESC LIMIT ? OFFSET ?
            """
            rows = self._store.raw().execute(sql, (*values, *values, limit, offset)).fetchall()
            return tuple(self.line(row[0]) for row in rows)
        sql = f"""SELECT {_LINE} FROM certificate WHERE {where} ORDER BY issued_at DESC, rowid DESC LIMIT ? OFFSET ?"""
        rows = self._store.raw().execute(sql, (*values, limit, offset)).fetchall()
        return tuple(self._line(row) for row in rows)

    def line(self, number: str) -> CertificateLine:
        row = (
            self._store.raw()
            .execute(f"SELECT {_LINE} FROM certificate WHERE number = ?", (number,))
            .fetchone()
        )
        found = self._elsewhere.line(number) if row is None else self._line(row)
        if found is None:
            raise KnownError("no-such-certificate", number=number)
        return found

    def _line(self, row: Any) -> CertificateLine:
        sql = "SELECT kind, at, detail FROM certificate_event WHERE number = ? ORDER BY id"
        events = self._store.raw().execute(sql, (row[0],)).fetchall()
        told = (Event(kind=EventKind(event[0]), at=event[1], detail=event[2]) for event in events)
        return line_of(row, told)

    def add_event(self, number: str, event: Event, *, record: str | None) -> None:
        table = "paper_elsewhere_event" if self._elsewhere.has(number) else "certificate_event"
        self._store.raw().execute(
            f"INSERT INTO {table} (number, kind, at, record, detail) VALUES (?, ?, ?, ?, ?)",
            (number, event.kind.value, event.at, record, event.detail),
        )

    def unprinted(self) -> int:
        """How many certificates that count were neither printed nor saved."""
        sql = f"SELECT count(*) FROM certificate WHERE {UNPRINTED}"
        return int(self._store.raw().execute(sql).fetchone()[0]) + self._elsewhere.unprinted()

    def awards_without_paper(self) -> tuple[str, ...]:
        sql = """
            SELECT id FROM assessment_now WHERE state = 'finalised' AND award IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM certificate WHERE certificate.award = assessment_now.award)
            ORDER BY decided_at, place
        """
        return tuple(row[0] for row in self._store.raw().execute(sql).fetchall())


class Sheets:
    """Sheets sent to a printer or a file; those of papers of other devices have ids below zero."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._elsewhere = PapersElsewhere(store)

    def add(self, *, number: str, copy: int, target: Target, stamp: str, at: str, by: str) -> int:
        if self._elsewhere.has(number):
            return self._elsewhere.add_sheet(
                number=number, copy=copy, target=target, stamp=stamp, at=at, by=by
            )
        sql = "INSERT INTO sheet (number, copy, target, stamp, at, by) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
        values = (number, copy, target.value, stamp, at, by)
        return int(self._store.raw().execute(sql, values).fetchone()[0])

    def of_certificate(self, number: str) -> tuple[SheetRow, ...]:
        return (*self._of("number", number), *self._elsewhere.sheets("number", number))

    def get(self, sheet_id: int) -> SheetRow:
        """One sheet; raises KnownError `no-such-sheet`."""
        found = self._of("id", sheet_id) if sheet_id > 0 else self._elsewhere.sheets("id", -sheet_id)
        if not found:
            raise KnownError("no-such-sheet", id=sheet_id)
        return found[0]

    def set_outcome(self, sheet_id: int, outcome: CameOut, *, record: str | None) -> None:
        if sheet_id < 0:
            self._elsewhere.set_outcome(sheet_id, outcome, record=record)
            return
        sql = "UPDATE sheet SET outcome = ?, record = ? WHERE id = ?"
        self._store.raw().execute(sql, (outcome.value, record, sheet_id))

    def unconfirmed(self) -> tuple[SheetRow, ...]:
        return (*self._of("outcome", ""), *self._elsewhere.sheets("outcome", ""))

    def _of(self, column: str, value: object) -> tuple[SheetRow, ...]:
        sql = f"SELECT {_SHEET} FROM sheet WHERE {column} = ? ORDER BY id"
        return tuple(sheet_of(row) for row in self._store.raw().execute(sql, (value,)).fetchall())
