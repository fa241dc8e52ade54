"""The house behind the door: an open device, who is in it, its rooms, its lock."""

from functools import cache
from pathlib import Path

from platformdirs import user_config_path, user_log_path
from PySide6.QtCore import QObject, Signal

from assessor_app.desktop import builders
from assessor_app.desktop.asking import Asking
from assessor_app.desktop.contact import Carried, Contact
from assessor_app.desktop.marks import MarkKeeper
from assessor_app.desktop.power import LowBattery
from assessor_app.desktop.recovery import Recovery
from assessor_app.desktop.rooms import Frame, Parts
from assessor_app.desktop.scanning import Scans
from assessor_app.desktop.taking_over import GONE_ON_IN, may_go_on
from assessor_app.device import Device
from assessor_app.domain.people import Staff
from assessor_app.services.people.staff import everybody
from assessor_app.services.settings.table import IDLE_LOCK, Kept
from assessor_app.storage.preferences import Preferences
from assessor_app.ui.acts import Acts
from assessor_app.ui.battery.reading import ReadBattery, read_battery
from assessor_app.ui.clocks.watch import watch_over
from assessor_app.ui.frame.state import FrameState
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.lock.idle import IdleWatch
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.lock.presenter import LockPresenter
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.errors import sentence

FIRST_ROOM = "today"


def preferences() -> Preferences:
    """What this computer's user prefers, before anybody signs in."""
    return Preferences(user_config_path("assessor", appauthor=False) / "preferences.json")


def logs_folder() -> Path:
    """Where the log and reports of bugs are kept."""
    return user_log_path("assessor", appauthor=False)


class House(QObject):
    """One open device in one window.

    Signals:
        left(): whoever was in went out; the door is next.
        redraw_requested(): another language, theme or text size was chosen.
    """

    left = Signal()
    redraw_requested = Signal()

    def __init__(
        self,
        device: Device,
        window: MainWindow,
        tasks: Tasks,
        *,
        asking: Asking | None = None,
        computer: Preferences | None = None,
        battery: ReadBattery = read_battery,
        carried: Carried | None = None,
    ) -> None:
        super().__init__()
        self._battery = battery
        self._asking = asking or Asking()
        self.device = device
        self._tasks = tasks
        self.session = Session(self)
        self.settings = Kept(computer=computer or preferences(), centre=device.tables.settings)
        self._idle: IdleWatch | None = None
        self._frame: Frame | None = None
        self._here = ""
        self._unsaid = ""
        self._tasks.trouble.connect(self._say)
        self._marks = MarkKeeper(device, tasks, self)
        carried = carried or Carried()
        self.contact = Contact(device, tasks, self, link=carried.link, act=carried.act)
        self.recovery = Recovery(
            device,
            tasks,
            self.session,
            place=lambda: self._frame.place() if self._frame is not None else None,
        )
        self._move_in(window)

    def enter(self, *, by_recovery: bool) -> None:
        """Lets in whoever opened the folder; where a recovery key or a keyring did, somebody says who by a PIN."""
        if by_recovery or not self.device.opened_by:
            self._lock.lock()
            return
        self._tasks.read(lambda: self.device.tables.staff.get(self.device.opened_by), done=self._let_in)

    def open(self, room: str, about: str = "") -> None:
        """Opens a room."""
        if self._frame is not None:
            self._frame.open(room, about)

    def leave_window(self) -> None:
        """Forgets the window: nothing is read for it any more, and what is under way leads nowhere in it."""
        self._tasks.forget()
        if self._frame is not None:
            self._here = self._frame.last
            self._frame.stop()
            self._frame = None
        if self._idle is not None:
            self._idle.deleteLater()
            self._idle = None

    def move_to(self, window: MainWindow) -> None:
        """The same house in another window, in the room where somebody stood: there is more to choose in Settings."""
        locked = self._lock.is_locked
        self._move_in(window)
        if locked:
            self._lock.lock()
        self.open(self._here or FIRST_ROOM)

    def close(self) -> None:
        """Closes the data after whatever is under way."""
        self.leave_window()
        self._marks.stop()
        self.contact.stop()
        self.recovery.stop()
        self._tasks.trouble.disconnect(self._say)
        self.session.sign_out()
        # Those who read have a thread each: once all have come back, nobody reads any more.
        self._tasks.read(
            lambda: None,
            done=lambda _read: self._tasks.soon(
                lambda: None,
                done=lambda _drawn: self._tasks.aside(
                    lambda: None,
                    done=lambda _copied: self._tasks.contact(
                        lambda: None, done=lambda _spoken: self._tasks.run(self.end)
                    ),
                ),
            ),
        )

    def end(self) -> None:
        """Lets the data go; nothing is under way any more."""
        self.device.close()
        self.recovery.end()

    def _move_in(self, window: MainWindow) -> None:
        self._window = window
        acts = Acts(self._tasks, window.look, lambda: window)
        self.parts = Parts(
            device=self.device,
            window=window,
            tasks=self._tasks,
            acts=acts,
            session=self.session,
            preferences=self.settings.computer,
            logs=logs_folder(),
            recovery=self.recovery,
            contact=self.contact,
            watch=cache(lambda: watch_over(self.device.board, self._tasks, self.session, window)),
            asking=self._asking,
            battery=self._battery,
        )
        self._frame = Frame(self.parts, builders.BUILDERS)
        self._frame.look_changed.connect(self.redraw_requested)
        self._frame.idle_changed.connect(self._set_idle)
        LowBattery(self.parts, self._frame)
        window.search_requested.connect(lambda words: _search(self, self._tasks, words))
        self._build_lock(window)
        self.scans = Scans(self.parts, self._frame, self._lock)

    def _build_lock(self, window: MainWindow) -> None:
        page, settings = LockPage(window.look), self.device.tables.settings
        self._lock = LockPresenter(
            page,
            self._tasks,
            self.session,
            pins=self.device.pins,
            everybody=lambda: everybody(self.device.staff),
            sample=lambda: settings.centre().sample,
            parent=window,
        )
        self._lock.locked.connect(lambda: self._cover(page))
        self._lock.unlocked.connect(self._unlocked)
        self._lock.sign_out_requested.connect(self.left)
        window.lock_requested.connect(self._lock.lock)
        window.switch_requested.connect(self._lock.lock)
        self._idle = IdleWatch(minutes=int(IDLE_LOCK.default), parent=window)
        self._idle.watch(window.windowHandle())
        self._idle.lock_requested.connect(self._lock.lock)

        def settle(read: tuple[bool, int]) -> None:
            sample, minutes = read
            # Before anybody is in, too: the locked screen of a sample says that it is one.
            if self.session.staff is None:
                window.show_state(FrameState(sample=sample))
            self._set_idle(minutes)

        self._tasks.read(lambda: (settings.centre().sample, int(self.settings.get(IDLE_LOCK))), done=settle)

    def _set_idle(self, minutes: int) -> None:
        if self._idle is not None:
            self._idle.set_minutes(minutes)

    def _cover(self, page: LockPage) -> None:
        """Nothing opens over the locked screen, and no sentence about anybody's work stands there."""
        if self._frame is not None:
            self._frame.cover()
        self._unsaid = self._window.trouble.text()
        self._window.show_trouble("")
        self._window.show_closed(page)

    def _unlocked(self, taken_over: bool) -> None:
        # What was refused to one person is not told to the next: it may name a learner.
        unsaid, self._unsaid = "" if taken_over else self._unsaid, ""
        if taken_over:
            self._take_over()
        elif self._frame is not None:
            self._frame.uncover()
        self._window.show_trouble(unsaid)

    def _take_over(self) -> None:
        """In the middle of an assessment another assessor goes on there; anybody else starts at Today."""
        frame, staff = self._frame, self.session.staff
        if frame is None or staff is None:
            return
        # Whose tile a scan pointed at was told to somebody else.
        room, about = frame.last, frame.shown_about().partition(" ")[0]
        if room not in GONE_ON_IN:
            frame.uncover(FIRST_ROOM)
            return

        def come_in(where: tuple[str, str]) -> None:
            if frame is self._frame and not self._lock.is_locked:
                frame.uncover(*where)

        self._tasks.read(
            lambda: (room, about) if may_go_on(self.device, staff, room, about) else (FIRST_ROOM, ""),
            done=come_in,
            failed=lambda _error: come_in((FIRST_ROOM, "")),
        )

    def _let_in(self, staff: Staff) -> None:
        self.session.sign_in(staff)
        self.open(FIRST_ROOM)
        self.contact.look()
        self._tasks.run(lambda: _tidy(self.device), done=self.recovery.swept)

    def _say(self, error: object) -> None:
        from assessor_app.domain.errors import KnownError

        if not isinstance(error, KnownError):
            return
        if self._lock.is_locked:
            self._unsaid = sentence(error)
        else:
            self._window.show_trouble(sentence(error))


def _tidy(device: Device) -> int:
    from assessor_app.device.evidence import evidence_desk
    from assessor_app.services.evidence.tidy import sweep

    return sweep(evidence_desk(device))


def _search(house: House, tasks: Tasks, words: str) -> None:
    from assessor_app.desktop.searching import find  # it brings the forms in

    staff = house.session.staff
    if staff is not None:
        tasks.read(lambda: find(house.device, words, staff=staff), done=lambda found: house.open(*found))
