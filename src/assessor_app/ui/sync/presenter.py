"""Wires the page to the count, to copies, to the check of all records, and to the restart of a chain."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.services.enrolling.restarting import restart_chain
from assessor_app.services.records.restart import Delegate
from assessor_app.services.records.waiting import Only
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.session import Session
from assessor_app.ui.sync import reading
from assessor_app.ui.sync.checking import Checking
from assessor_app.ui.sync.copying import Copying
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.listing import Listing
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.reading import Found
from assessor_app.ui.sync.view import SyncView
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class SyncPresenter(QObject):
    """Shows what exists only here, and takes it elsewhere.

    Signals:
        changed(): a copy was made, or a chain was started: what other pages say of it is stale.
        restarted(): a chain was started.
    """

    changed = Signal()
    restarted = Signal()

    def __init__(self, page: SyncPage, *, desk: SyncDesk, tasks: Tasks, acts: Acts, session: Session) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._tasks = tasks
        self._acts = acts
        self._session = session
        self._view = SyncView()
        self._centre: Centre | None = None
        self._copying = Copying(page.stick, desk=desk.copies, tasks=tasks, session=session)
        self._copying.made.connect(self._stale)
        self._checking = Checking(page, desk=desk, tasks=tasks)
        self._checking.checked.connect(self._checked)
        page.restart_asked.connect(self._ask_restart)
        page.only_chosen.connect(self._narrow)
        self._only = Only.ALL
        self.listing = Listing(page, desk=desk, tasks=tasks, session=session)
        self.listing.changed.connect(self._stale)

    def show(self) -> None:
        """Shows how things stand now."""
        self._tasks.read(partial(reading.read_all, self._desk, self._only), done=self._loaded)

    def copy(self) -> None:
        """Shows it, and asks for the stick."""
        self.show()
        if not self._copying.under_way:
            # Once the page is up: the dialog stands over it.
            QTimer.singleShot(0, self._page.stick, self._page.stick.choose)

    def _loaded(self, found: Found) -> None:
        if found.only is not self._only:
            return
        self._centre = found.centre
        self._say(replace(reading.sync_view(found), checked=self._view.checked, sound=self._view.sound))
        self.listing.show(found)

    def _narrow(self, only: str) -> None:
        self._only = Only(only)
        self.show()

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
            self._page.joining.show_done("")
            self._stale()
            self.restarted.emit()

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
