"""The list of what waits: narrowed, paged, and each record opened with what may be done about it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.records.waiting import WaitingRecord
from assessor_app.services.syncing.aside import MAY, set_aside, take_back
from assessor_app.services.syncing.look import verdicts_on
from assessor_app.services.syncing.ports import KeptVerdict
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.session import Session
from assessor_app.ui.sync import reading
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.reading import Found
from assessor_app.ui.sync.record import RecordDialog
from assessor_app.ui.sync.view import RowsView
from assessor_app.ui.tasks import Tasks


class Listing(QObject):
    """Shows rows a page at a time, as they scroll by.

    Signals:
        changed(): a record was set aside or taken back. send_asked(): sync now.
    """

    changed = Signal()
    send_asked = Signal()

    def __init__(self, page: SyncPage, *, desk: SyncDesk, tasks: Tasks, session: Session) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._found: Found | None = None
        self._records: dict[int, WaitingRecord] = {}
        page.table.rows.page_wanted.connect(self._bring)
        page.table.opened.connect(self._open)

    def show(self, found: Found) -> None:
        """Shows what was found."""
        self._found = found
        self._records = {}
        self._keep(len(found.open), found.first)
        rows = RowsView(total=len(found.open) + found.waiting, first=reading.rows_of(found))
        self._page.show_rows(rows, lambda _offset, _limit: None)

    def _bring(self, offset: int, limit: int) -> None:
        """Rows that scroll by: work that is not signed comes first, then records, paged in SQL."""
        found = self._found
        if found is None:
            return
        before = len(found.open)
        ahead = [reading.open_row(work, now=found.now) for work in found.open[offset : offset + limit]]
        first, wanted = max(offset - before, 0), limit - len(ahead)

        def read() -> Sequence[WaitingRecord]:
            if not wanted:
                return ()
            return self._desk.waiting.waiting(limit=wanted, offset=first, only=found.only)

        def arrived(records: Sequence[WaitingRecord]) -> None:
            if found is not self._found:
                return
            self._keep(before + first, records)
            rows: Sequence[Row] = (*ahead, *reading.record_rows(records, found.centre, now=found.now))
            self._page.table.rows.put_page(offset, rows)

        self._tasks.read(read, done=arrived)

    def _keep(self, place: int, records: Sequence[WaitingRecord]) -> None:
        self._records |= {place + step: record for step, record in enumerate(records)}

    def _open(self, row: object) -> None:
        """A record with what may be done about it; work that is not signed is opened where it is assessed."""
        record = self._records.get(int(str(row)))
        if record is None or self._found is None:
            return
        desk = self._desk.syncing
        self._tasks.read(
            lambda: verdicts_on(desk, record.id), done=partial(self._show_record, self._found, record)
        )

    def _show_record(self, found: Found, record: WaitingRecord, told: Sequence[KeptVerdict]) -> None:
        staff = self._session.staff
        if staff is None:
            return
        contact = self._page.contact
        dialog = RecordDialog(
            self._page.look,
            record,
            found.centre,
            now=found.now,
            may_set_aside=any(staff.has(role) for role in MAY),
            sends=contact.now.isVisibleTo(self._page) and contact.now.isEnabled(),
            told=told,
            parent=self._page.window(),
        )
        dialog.send_asked.connect(partial(self._send, record))
        dialog.aside_asked.connect(partial(self._move, record, aside=True))
        dialog.back_asked.connect(partial(self._move, record, aside=False))
        dialog.open()

    def _send(self, record: WaitingRecord) -> None:
        """One that was set aside is taken back first."""
        if record.aside:
            self._move(record, aside=False, send=True)
        else:
            self.send_asked.emit()

    def _move(self, record: WaitingRecord, *, aside: bool, send: bool = False) -> None:
        act = set_aside if aside else take_back
        by = self._session.by

        def done(_nothing: object) -> None:
            self.changed.emit()
            if send:
                self.send_asked.emit()

        def failed(error: KnownError) -> None:
            self._tasks.trouble.emit(error)
            self.changed.emit()

        self._tasks.run(
            lambda: act(self._desk.syncing, self._desk.staff, by=by, record=record.id),
            done=done,
            failed=failed,
        )
