"""Papers of work that was recorded on other devices, as certificates among those of this one.

A paper is here once its page is. Keys are negative, so that they are told from those of `certificate`; so are the ids of
its sheets.
"""

from typing import Any

from assessor_app.domain.certificate import CameOut, Certificate, EventKind, Target
from assessor_app.services.awards.ports import CertificateLine, Event, SheetRow
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.elsewhere import ElsewhereTable
from assessor_app.storage.tables.paper_rows import certificate_of, line_of, sheet_of

HERE = """(paper.page IS NOT NULL
  OR EXISTS (SELECT 1 FROM other_paper WHERE other_paper.chain = paper.chain AND other_paper.seq = paper.seq))"""
"""SQL: a row of `paper_elsewhere AS paper` whose page is here."""
STATE = "(SELECT state FROM other_state WHERE other_state.number = paper.number)"
"""SQL: how the issuer told last that the register has it."""
OTHERS_UNPRINTED = f"""
    NOT EXISTS (SELECT 1 FROM sheet_elsewhere AS sheet WHERE sheet.number = paper.number AND outcome = 'came-out'
      AND (target = 'printer' OR id > coalesce((SELECT max(id) FROM sheet_elsewhere AS bad
        WHERE bad.number = paper.number AND bad.outcome = 'spoiled'), 0)))
    AND NOT EXISTS (SELECT 1 FROM paper_elsewhere_event AS event WHERE event.number = paper.number
      AND kind IN ('superseded', 'revoked', 'annulled'))
    AND coalesce((SELECT kind FROM paper_elsewhere_event AS verdict WHERE verdict.number = paper.number
      AND kind IN ('registered', 'rejected') ORDER BY id DESC LIMIT 1), {STATE}, 'registered') = 'registered'
"""
PAPERS = """
    SELECT paper.key, paper.number, coalesce(form.title, paper.form_code),
      EXISTS (SELECT 1 FROM sheet_elsewhere AS sheet WHERE sheet.number = paper.number AND outcome = '' AND target = 'printer'),
      EXISTS (SELECT 1 FROM sheet_elsewhere AS sheet WHERE sheet.number = paper.number AND outcome = 'came-out'
        AND target = 'printer'),
      EXISTS (SELECT 1 FROM sheet_elsewhere AS sheet WHERE sheet.number = paper.number AND outcome = 'came-out')
    FROM paper_elsewhere AS paper LEFT JOIN form ON form.code = form_code AND form.version = form_version
    WHERE paper.key IN ({marks})
"""
_LINE = """
    SELECT paper.number, holder, learner, form_code, form_version, issued_at, provisional_until, valid_until,
      coalesce(other_chain.name, '')
    FROM paper_elsewhere AS paper LEFT JOIN other_chain ON other_chain.chain = paper.chain
"""
_PAPER = """
    SELECT paper.number, cti, award, assessment, learner, holder, form_code, form_version, issued_at, issued_by,
      provisional_until, valid_until, coalesce(paper.qr, other_paper.qr), coalesce(paper.page, other_paper.page), record,
      supersedes
    FROM paper_elsewhere AS paper LEFT JOIN other_paper ON other_paper.chain = paper.chain AND other_paper.seq = paper.seq
"""
STOCK = """coalesce((SELECT prefix || substr('000000000000' || serial, -digits) FROM stock_event
  JOIN stock_batch ON stock_batch.id = batch WHERE stock_event.sheet = {sheet} ORDER BY stock_event.id DESC LIMIT 1), '')"""
"""SQL: the serial of the security paper that went under a sheet, by its id (below zero: of another device's paper)."""
_SHEET = "-id, number, copy, target, stamp, at, by, outcome, " + STOCK.format(sheet="-sheet_elsewhere.id")


class PapersElsewhere:
    """Reads of those papers, and the sheets of them that were printed here."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_own(self, certificate: Certificate) -> bool:
        """Keeps a paper that was made here of another device's work; False where the work is this device's."""
        raw = self._store.raw()
        other = "SELECT 1 FROM work_elsewhere WHERE assessment = ?"
        if raw.execute(other, (certificate.assessment,)).fetchone() is None:
            return False
        sql = "SELECT chain, seq FROM record WHERE id = ?"
        chain, seq = raw.execute(sql, (certificate.record,)).fetchone()
        ElsewhereTable(self._store).add_paper(certificate, chain=chain, seq=seq)
        return True

    def any(self) -> bool:
        return self._store.raw().execute("SELECT 1 FROM paper_elsewhere LIMIT 1").fetchone() is not None

    def unprinted(self) -> int:
        sql = f"SELECT count(*) FROM paper_elsewhere AS paper WHERE {HERE} AND {OTHERS_UNPRINTED}"
        return int(self._store.raw().execute(sql).fetchone()[0])

    def has(self, number: str) -> bool:
        sql = "SELECT 1 FROM paper_elsewhere WHERE number = ?"
        return self._store.raw().execute(sql, (number,)).fetchone() is not None

    def one(self, where: str, value: str | bytes) -> Certificate | None:
        """The paper whose `where` (a column) has this value, if its page is here."""
        sql = f"{_PAPER} WHERE paper.{where} = ? AND {HERE}"
        row = self._store.raw().execute(sql, (value,)).fetchone()
        return None if row is None else certificate_of(row)

    def line(self, number: str) -> CertificateLine | None:
        sql = f"{_LINE} WHERE paper.number = ? AND {HERE}"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return None if row is None else self._line(row)

    def of(self, column: str, value: str) -> tuple[str, ...]:
        """Numbers of those papers whose `column` has this value, oldest first."""
        sql = f"SELECT number FROM paper_elsewhere AS paper WHERE {column} = ? AND {HERE} ORDER BY issued_at, key"
        return tuple(row[0] for row in self._store.raw().execute(sql, (value,)).fetchall())

    def _line(self, row: Any) -> CertificateLine:
        return line_of(row, self._events(row[0]), device=row[8])

    def _events(self, number: str) -> tuple[Event, ...]:
        """What records say, and the state that the issuer told last."""
        raw = self._store.raw()
        sql = "SELECT kind, at, detail FROM paper_elsewhere_event WHERE number = ? ORDER BY id"
        events = [
            Event(kind=EventKind(row[0]), at=row[1], detail=row[2])
            for row in raw.execute(sql, (number,)).fetchall()
        ]
        told = raw.execute(
            "SELECT state, since, successor, reason FROM other_state WHERE number = ?", (number,)
        ).fetchone()
        kind = None if told is None else next((one for one in EventKind if one == told[0]), None)
        if told is not None and kind is not None and kind not in {event.kind for event in events}:
            events.append(Event(kind=kind, at=f"{told[1]}T00:00:00+00:00", detail=told[2] or told[3]))
        return tuple(events)

    def add_sheet(self, *, number: str, copy: int, target: Target, stamp: str, at: str, by: str) -> int:
        sql = """INSERT INTO sheet_elsewhere (number, copy, target, stamp, at, by) VALUES (?, ?, ?, ?, ?, ?)
                 RETURNING id"""
        values = (number, copy, target.value, stamp, at, by)
        return -int(self._store.raw().execute(sql, values).fetchone()[0])

    def sheets(self, where: str, value: object) -> tuple[SheetRow, ...]:
        sql = f"SELECT {_SHEET} FROM sheet_elsewhere WHERE {where} = ? ORDER BY id"
        return tuple(sheet_of(row) for row in self._store.raw().execute(sql, (value,)).fetchall())

    def set_outcome(self, sheet_id: int, outcome: CameOut, *, record: str | None) -> None:
        sql = "UPDATE sheet_elsewhere SET outcome = ?, record = ? WHERE id = ?"
        self._store.raw().execute(sql, (outcome.value, record, -sheet_id))
