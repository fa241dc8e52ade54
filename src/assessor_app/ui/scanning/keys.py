"""Listens for a hand scanner in every window of ours, whatever has the focus."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from assessor_app.ui.scanning.burst import Act, Burst
from assessor_app.ui.scanning.places import signs

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_OTHER_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_INTERRUPTS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.FocusOut}
)
_SLACK_MS = 20


class KeyScanner(QObject):
    """Takes codes out of what is typed; all else reaches whatever has the focus, as it would without this.

    It listens to windows, as `IdleWatch` does: a filter on the application would cost each paint a call.

    Signals:
        scanned(str): the text of a badge's or a paper's code.
        broke_off(): a code began and did not end; nothing of it was typed anywhere.
    """

    scanned = Signal(str)
    broke_off = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst = Burst()
        self._held: list[tuple[QWindow, QEvent]] = []
        self._giving_back = False
        self._down: set[int] = set()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._grow_late)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
            self.watch(application.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listens to a window too; windows that get the focus are listened to by themselves."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._giving_back or not isinstance(watched, QWindow):
            return False
        kind = event.type()
        if kind in _INTERRUPTS and self._held:
            self._give_back()
        if not isinstance(event, QKeyEvent) or event.key() in _SILENT:
            return False
        if kind == QEvent.Type.KeyPress:
            return self._press(watched, event)
        if kind == QEvent.Type.KeyRelease:
            return self._release(watched, event)
        return False

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        at = event.timestamp() or time.monotonic_ns() // 1_000_000
        if self._burst.overdue(at):
            self._settle(self._burst.silence())
        act = self._act(event, at)
        if act is Act.PASS:
            return False
        if act is Act.RELEASE:
            self._give_back()
            return False
        self._down.add(event.key())
        if act is not Act.HOLD:
            self._settle(act)
        elif self._burst.collecting:
            if not self._burst.draining:
                self._held.append((window, event.clone()))
            self._clock.start(self._burst.patience + _SLACK_MS)
        return True

    def _act(self, event: QKeyEvent, at: int) -> Act:
        if event.isAutoRepeat() or event.modifiers() & _OTHER_KEYS:
            return Act.RELEASE if self._burst.collecting else Act.PASS
        if event.key() in _ENDS:
            return self._burst.end()
        typed, placed = signs(event)
        text = event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self._burst.key(typed, placed, at=at, capital=shifted or text != text.lower())

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        """A key that nobody saw go down does not come up either."""
        if event.key() not in self._down:
            return False
        if self._held:
            self._held.append((window, event.clone()))
        self._down.discard(event.key())
        return True

    def _settle(self, act: Act) -> None:
        if act is Act.RELEASE:
            self._give_back()
            return
        self._clock.stop()
        self._held.clear()
        if act is Act.TAKEN:
            self.scanned.emit(self._burst.code)
        elif act is Act.BROKEN:
            self.broke_off.emit()
            if self._burst.collecting:
                self._clock.start(self._burst.patience + _SLACK_MS)

    def _grow_late(self) -> None:
        """Keys that arrived while the window was busy come first."""
        QTimer.singleShot(0, self, self._fall_silent)

    def _fall_silent(self) -> None:
        if self._burst.collecting and not self._clock.isActive():
            self._settle(self._burst.silence())

    def _give_back(self) -> None:
        """Everything held goes to its window, in order, as if it had never been held."""
        self._clock.stop()
        self._burst.drop()
        self._down.clear()
        held, self._held = self._held, []
        self._giving_back = True
        try:
            for window, event in held:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._giving_back = False
