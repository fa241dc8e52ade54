"""Notices that nobody touches the screen."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from assessor_app.ui.kit.dialogs import Dialog

_LOOK_EVERY_MS = 5000
_SLEPT_SECONDS = 60
"""Between two looks: a busy window is never that late, a computer that slept is."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Says when nobody touched any of our windows for so many minutes, or pressed Ctrl+L over a dialog.

    It listens to windows, not to every event of the application: that would cost each paint a call.
    A computer that slept through the time locks when it wakes. While something is recorded or played nobody has gone away:
    who speaks, films or listens touches nothing.

    Signals:
        lock_requested(): lock now.
    """

    lock_requested = Signal()

    def __init__(
        self, *, minutes: int, seconds: Callable[[], float] = time.time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._allowed = minutes * 60
        self._touched = self._looked = seconds()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)

    def set_minutes(self, minutes: int) -> None:
        """Another time, from now on."""
        self._allowed = minutes * 60
        self._touched = self._seconds()

    def watch(self, window: QWindow | None) -> None:
        """Listens to a window too; windows that get the focus are listened to by themselves."""
        if window is not None:
            window.installEventFilter(self)

    def look(self) -> None:
        """Asks for the lock when it is time; asks once."""
        now = self._seconds()
        awake, self._looked = now - self._looked < _SLEPT_SECONDS, now
        if awake and _under_way():
            self._touched = now
        if now - self._touched >= self._allowed:
            self._touched = now
            self.lock_requested.emit()
        elif now < self._touched:
            # The clock was set back: what counts is the time from now on.
            self._touched = now

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES:
            return False
        self.look()
        self._touched = self._seconds()
        if isinstance(event, QKeyEvent) and _is_lock(event) and QGuiApplication.modalWindow() is not None:
            # A modal dialog swallows the main window's own shortcut.
            self.lock_requested.emit()
            return True
        return False


def _under_way() -> bool:
    asked = QApplication.activeModalWidget()
    return isinstance(asked, Dialog) and asked.under_way


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
