"""Where a scanned code leads: a learner's badge to the learner, a staff badge to a PIN, a paper to Verify."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.asking import Asking
from assessor_app.desktop.rooms import Frame, Parts
from assessor_app.domain.errors import KnownError
from assessor_app.formats.badge_text import Badge, BadgeKind, badge_of
from assessor_app.storage.engine.badge_home import badges_folder
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.said_large import SaidLarge
from assessor_app.ui.lock.presenter import LockPresenter
from assessor_app.ui.scanning.keys import KeyScanner
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.verify.recognise import Typed, recognise
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

if TYPE_CHECKING:
    from assessor_app.services.badges.arrive import Landing

Take = Callable[[str], None]


class Listener(Protocol):
    """Whoever takes codes: at the door, or in."""

    def take(self, text: str) -> None:
        """A whole code was scanned."""

    def broke_off(self) -> None:
        """A code began and did not end."""


class Hearing(QObject):
    """The hand scanner of one process, and who listens to it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scanner = KeyScanner(self)
        self._listener: Callable[[], Listener] | None = None
        self.scanner.scanned.connect(self._heard)
        self.scanner.broke_off.connect(self._half_heard)

    def lead(self, listener: Callable[[], Listener] | None) -> None:
        """From now on codes lead there; None where nobody listens."""
        self._listener = listener

    def _heard(self, text: str) -> None:
        if self._listener is not None:
            self._listener().take(text)

    def _half_heard(self) -> None:
        if self._listener is not None:
            self._listener().broke_off()


class Scans(QObject):
    """Codes scanned inside an open house, by hand scanner or camera."""

    def __init__(self, parts: Parts, frame: Frame, lock: LockPresenter) -> None:
        super().__init__(parts.window)
        self._parts, self._frame, self._lock = parts, frame, lock
        self.said = SaidLarge(parts.window.look, parts.window)
        parts.window.scan_requested.connect(self.ask_camera)
        lock.scan_requested.connect(self._ask_camera_at_the_lock)

    def take(self, text: str) -> None:
        """Opens what the code is of; under a locked screen only a staff badge opens anything: the pad for its PIN."""
        badge = badge_of(text)
        if badge is not None and badge.kind is BadgeKind.STAFF:
            self._ask_pin(badge)
        elif not self._lock.is_locked and self._may_leave():
            if badge is not None:
                self._find(badge)
            else:
                self._frame.open("verify-code", text)

    def broke_off(self) -> None:
        """A code began and did not end."""
        if not self._lock.is_locked:
            self._parts.window.show_trouble(sentence(KnownError("badge-unreadable")))

    def ask_camera(self) -> None:
        """Opens the camera, where one may scan at all."""
        if not self._lock.is_locked and self._may_leave():
            words = _("A learner's badge, a staff badge, or the code on a certificate.")
            open_camera(
                self._parts.window,
                self._parts.tasks,
                self._parts.asking,
                words,
                wanted=is_ours,
                take=self.take,
            )

    def _ask_camera_at_the_lock(self) -> None:
        """The camera over the locked screen, for a staff badge alone: it shows nobody's data."""
        if self._lock.is_locked:
            parts = self._parts
            scan_at_the_door(parts.window, parts.tasks, parts.asking, take=self.take)

    def _may_leave(self) -> bool:
        """Whether another page may come up now: not behind what is being asked, nor in a learner's closed room."""
        asked = QApplication.activeModalWidget()
        if asked is not None:
            said = SaidLarge(self._parts.window.look, asked)
            said.say(_("Finish this first"), _("then scan again"))
            return False
        if not self._parts.window.here():
            self.said.say(_("Not here"), _("Close this page first, then scan again"))
            return False
        return True

    def _find(self, badge: Badge) -> None:
        from assessor_app.services.badges.arrive import ArrivalDesk, arrive  # it brings assessing in

        parts, here = self._parts, self._frame.shown_about()
        device, by = parts.device, parts.session.by
        desk = ArrivalDesk(
            badges=device.badges,
            sittings=device.sittings,
            assessing=device.assessing,
            floor=device.tables.floor,
        )
        parts.tasks.run(lambda: arrive(desk, by=by, token=badge.data, here=here), done=self._land)

    def _land(self, landing: "Landing") -> None:
        sitting, _space, _entry = self._frame.shown_about().partition(" ")
        if self._frame.last == "board" and landing.entry and sitting == landing.sitting:
            # Whoever works at the board stays there: the learner's tile is pointed at.
            self._frame.open("board", f"{landing.sitting} {landing.entry}")
        else:
            self._frame.open(landing.room, landing.about)
        if not self._lock.is_locked:
            self.said.say(landing.learner.name, landing_words(landing))

    def _ask_pin(self, badge: Badge) -> None:
        """Whose badge it is says the key file; that it is theirs says the PIN."""
        from assessor_app.storage.engine.badge_slots import BadgeSlots

        device = self._parts.device
        slots = BadgeSlots(device.folder, badges_folder(device.state))
        self._parts.tasks.read(
            lambda: slots.find(badge.data).staff or "", done=self._lock.ask, failed=self._refused
        )

    def _refused(self, error: KnownError) -> None:
        if self._lock.is_locked:
            self.said.say(_("This badge is not of this device"))
        else:
            self._parts.window.show_trouble(sentence(error))


def landing_words(landing: "Landing") -> str:
    """What is said beneath the name."""
    return " · ".join(
        part
        for part in (
            landing.bib or landing.learner.number,
            _("Bench {bench}").format(bench=landing.bench) if landing.bench else "",
            _("present, known by the badge") if landing.came else "",
        )
        if part
    )


def open_camera(
    window: MainWindow,
    tasks: Tasks,
    asking: Asking,
    words: str,
    *,
    wanted: Callable[[str], bool],
    take: Take,
    otherwise: str = "",
) -> None:
    """Opens the camera until it sees a code that is wanted; `otherwise` is said where there is no camera."""
    from assessor_app.ui.scanning.dialog import CameraDialog

    source = asking.cameras(window)
    dialog = CameraDialog(
        window.look, source, tasks, wanted=wanted, sentence=words, otherwise=otherwise, parent=window
    )
    dialog.scanned.connect(take)
    dialog.finished.connect(source.deleteLater)
    # Before anybody is in, and under a lock, only a staff badge is looked for: nothing is covered by it.
    (dialog.open_over_all if wanted is is_staff else dialog.open)()


def scan_at_the_door(window: MainWindow, tasks: Tasks, asking: Asking, *, take: Take) -> None:
    """The camera for a staff badge, before anybody is in."""
    open_camera(window, tasks, asking, _("Your staff badge."), wanted=is_staff, take=take)


def is_staff(text: str) -> bool:
    """Whether a code is a staff badge."""
    badge = badge_of(text)
    return badge is not None and badge.kind is BadgeKind.STAFF


def scan_paper(parts: Parts, *, take: Take) -> None:
    """The camera for the code on a certificate, to be judged."""
    words = _("Hold the certificate so that its square code fills the frame.")
    otherwise = _(
        "This computer has no camera, or does not let programs use it. Use a hand scanner, open a picture of the "
        "certificate, or type its number."
    )
    open_camera(
        parts.window, parts.tasks, parts.asking, words, wanted=is_paper, take=take, otherwise=otherwise
    )


def is_paper(text: str) -> bool:
    """Whether a code may be a certificate's: another address is told apart when it is judged."""
    return recognise(text) is Typed.CODE


def is_ours(text: str) -> bool:
    """Whether a code seen by the camera leads anywhere."""
    return badge_of(text) is not None or is_paper(text)
