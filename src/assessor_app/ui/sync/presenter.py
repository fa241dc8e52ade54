"""Wires the page to the count, to copies, to the check of all records, and to the restart of a chain."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.services.enrolling.restarting import restart_chain
from assessor_app.services.records.restart import Delegate
from assessor_app.services.records.waiting import OpenWork
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.session import Session
from assessor_app.ui.sync import reading
from assessor_app.ui.sync.checking import Checking
from assessor_app.ui.sync.copying import Copying
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.reading import Found
from assessor_app.ui.sync.view import RowsView, SyncView
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class SyncPresenter(QObject):
    """Shows what exists only here, and takes it elsewhere.

    Signals:
        changed(): a copy was made, or a chain was started: what other pages say of it is stale.
    """

    changed = Signal()

    def __init__(self, page: SyncPage, *, desk: SyncDesk, tasks: Tasks, acts: Acts, session: Session) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._tasks = tasks
        self._acts = acts
        self._session = session
        self._view = SyncView()
        self._open: tuple[OpenWork, ...] = ()
        self._centre: Centre | None = None
        self._copying = Copying(page.stick, desk=desk.copies, tasks=tasks, session=session)
        self._copying.made.connect(self._stale)
        self._checking = Checking(page, desk=desk, tasks=tasks)
        self._checking.checked.connect(self._checked)
        page.restart_asked.connect(self._ask_restart)
        page.table.rows.page_wanted.connect(self._bring)

    def show(self) -> None:
        """Shows how things stand now."""
        desk = self._desk
        read = partial(reading.read_all, desk.ledger, desk.waiting, desk.copies, desk.uncopied)
        self._tasks.read(read, done=self._loaded)

    def copy(self) -> None:
        """Shows it, and asks for the stick."""
        self.show()
        if not self._copying.under_way:
            # Once the page is up: the dialog stands over it.
            QTimer.singleShot(0, self._page.stick, self._page.stick.choose)

    def _loaded(self, found: Found) -> None:
        self._open, self._centre = found.open, found.centre
        self._say(replace(reading.sync_view(found), checked=self._view.checked, sound=self._view.sound))
        rows = RowsView(total=len(found.open) + found.waiting, first=reading.rows_of(found))
        self._page.show_rows(rows, lambda _offset, _limit: None)

    def _bring(self, offset: int, limit: int) -> None:
        """Rows that scroll by: work that is not signed comes first, then records, paged in SQL."""
        centre, before = self._centre, len(self._open)
        if centre is None:
            return
        ahead = [reading.open_row(work) for work in self._open[offset : offset + limit]]

        def read() -> Sequence[Row]:
            wanted = limit - len(ahead)
            found = self._desk.waiting.waiting(limit=wanted, offset=max(offset - before, 0)) if wanted else ()
            return (*ahead, *reading.record_rows(found, centre))

        self._tasks.read(read, done=lambda rows: self._page.table.rows.put_page(offset, rows))

    def _checked(self, words: str, sound: bool) -> None:
        self._say(replace(self._view, checked=words, sound=sound))

    def _ask_restart(self) -> None:
        what = _(
            "This device gets a new key and a new chain, whose first record names the old one and where it stood. Nothing"
            " is taken away. Do it only if no other computer goes on with this folder."
        )
        staff = self._session.staff
        if staff is None or self._centre is None:
            return
        pad = PinPad(
            self._page.look,
            _("Start a new chain of records?"),
            who=staff.name,
            sentence=what,
            action=_("Start a new chain"),
            parent=self._page.window(),
        )
        pad.entered.connect(partial(self._restart, pad, staff.id, self._desk.delegate(self._centre)))
        pad.open()

    def _restart(self, pad: PinPad, by: str, delegate: Delegate, pin: str) -> None:
        def done(_signed: object) -> None:
            put_away(pad)
            self._stale()

        def refused(error: KnownError) -> None:
            if still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))
            else:
                # A lock closed it meanwhile.
                self._acts.tell(error)

        self._acts.sign(
            lambda confirmed: restart_chain(
                self._desk.enrolling,
                self._desk.pins,
                by=by,
                pin=pin,
                delegate=delegate,
                clock_confirmed=confirmed,
            ),
            done=done,
            failed=refused,
            once="restart",
        )

    def _stale(self) -> None:
        self.changed.emit()
        self.show()

    def _say(self, view: SyncView) -> None:
        self._view = view
        self._page.show_data(view)
