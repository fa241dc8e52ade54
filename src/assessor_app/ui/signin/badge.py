"""Signing in by a badge: whose it is, their PIN, and the device is open."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.signin.page import SignInPage
from assessor_app.ui.signin.view import Entrance
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class BadgeDoor(QObject):
    """Takes codes scanned at the sign-in page, by a hand scanner or a camera.

    Signals:
        opened(object): what the badge opened.
        failed(KnownError): the folder does not open, whatever opens it.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, page: SignInPage, tasks: Tasks, entrance: Entrance, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._entrance = page, tasks, entrance
        self.pad: PinPad | None = None
        self._trying = False

    def take(self, text: str) -> None:
        """A code was scanned: a staff badge leads to the pad for its PIN, anything else nowhere."""
        self._tasks.read(
            lambda: self._entrance.badge_label(text),
            done=lambda label: self._ask(text, label),
            failed=self._strange,
        )

    def broke_off(self) -> None:
        """A code began and did not end."""
        self._strange(KnownError("badge-unreadable"))

    def _strange(self, error: KnownError) -> None:
        self._close()
        self._page.show_who(note=sentence(error))

    def _ask(self, text: str, label: str) -> None:
        self._close()
        look, window = self._page.look, self._page.window()
        self.pad = PinPad(look, _("Your PIN"), who=label, action=_("Open"), parent=window)
        self.pad.entered.connect(lambda pin: self._try(text, pin))
        self.pad.open()

    def _try(self, text: str, pin: str) -> None:
        self._trying = True
        if self.pad is not None and still_open(self.pad):
            self.pad.say(_("Opening: this takes a moment…"))
            QTimer.singleShot(0, self.pad, self._hold)  # the key that asked for this has still to come up
        self._tasks.run(lambda: self._entrance.with_badge(text, pin), done=self._open, failed=self._refused)

    def _hold(self) -> None:
        if self.pad is not None and self._trying:
            self.pad.setEnabled(False)

    def _open(self, found: Any) -> None:
        self._close()
        self.opened.emit(found)

    def _refused(self, error: KnownError) -> None:
        self._trying = False
        if self.pad is None or not still_open(self.pad) or not error.code.startswith("badge-"):
            self._close()
            self.failed.emit(error)
            return
        self.pad.say("")
        self.pad.setEnabled(True)
        self.pad.refuse(sentence(error), wait_seconds=wait_of(error))
        self.pad.setFocus()

    def _close(self) -> None:
        self._trying = False
        if self.pad is not None:
            put_away(self.pad)
            self.pad = None
