"""Locking, unlocking by one's own PIN, and taking over."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.people.pin import PinDesk, require_pin
from assessor_app.ui.kit.pinpad import wait_of
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.lock.view import LockView, Person
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.errors import sentence
from assessor_app.wording.roles import role_words


class LockPresenter(QObject):
    """Wires the locked screen.

    `everybody` reads all members of staff (`services.people.staff.everybody`); who left or has no PIN is not offered.
    `sample` reads whether this is the sample centre.

    Signals:
        locked(): show the page now, over everything.
        unlocked(bool): somebody is in; True where another person took over.
        scan_requested(): a staff badge before the camera.
        sign_out_requested(): close the data and show the sign-in page.
    """

    locked = Signal()
    unlocked = Signal(bool)
    scan_requested = Signal()
    sign_out_requested = Signal()

    def __init__(
        self,
        page: LockPage,
        tasks: Tasks,
        session: Session,
        *,
        pins: PinDesk,
        everybody: Callable[[], Sequence[Staff]],
        sample: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._session = page, tasks, session
        self._pins, self._everybody, self._sample = pins, everybody, sample
        self.is_locked = False
        self._who = ""
        page.pin_entered.connect(self._try)
        page.scan_requested.connect(self.scan_requested)
        page.sign_out_requested.connect(self.sign_out_requested)

    def lock(self) -> None:
        """Covers everything at once, dialogs too; whose data was open is forgotten by the screen, not the store."""
        if not self.is_locked:
            self.is_locked = True
            self._page.show_closed()
            self.locked.emit()
            _close_dialogs()
        self._tasks.read(self._look, done=self._show)

    def ask(self, person_id: str) -> None:
        """Locks, and asks this person for their PIN: their badge was scanned. Whoever is in already is asked nothing."""
        me = self._session.staff
        if not self.is_locked and me is not None and me.id == person_id:
            return
        self._who = person_id
        self.lock()

    def _look(self) -> LockView:
        me = self._session.staff.id if self._session.staff else ""
        found = {
            one.id: Person(id=one.id, label=one.label, role=role_words(one.roles))
            for one in self._everybody()
            if not one.left and self._pins.staff.pin(one.id).hash
        }
        current = found.pop(me, None)
        return LockView(current=current, others=tuple(found.values()), sample=self._sample())

    def _show(self, view: LockView) -> None:
        if not self.is_locked:
            return
        self._page.show_data(view)
        who, self._who = self._who, ""
        if any(person.id == who for person in (view.current, *view.others) if person is not None):
            self._page.ask_pin(who)
            return
        focus = self._page.first_focus()
        if focus is not None:
            focus.setFocus()

    def _try(self, person: str, pin: str) -> None:
        self._tasks.run(
            lambda: require_pin(self._pins, staff_id=person, pin=pin), done=self._let_in, failed=self._refused
        )

    def _let_in(self, staff: Staff) -> None:
        before = self._session.staff
        self.is_locked = False
        self._page.close_pad()
        self._session.sign_in(staff)
        self.unlocked.emit(before is None or before.id != staff.id)

    def _refused(self, error: KnownError) -> None:
        self._page.refuse(sentence(error), wait_seconds=wait_of(error))


def _close_dialogs() -> None:
    """A dialog stands above the page and may name a learner."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
