"""The keyboard on the screen takes half of it: the page stands above it, and the field that is typed in stays in view."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.in_view import bring_into_view


class TypingRoom(QObject):
    """Watches where the keyboard on the screen is, for one window and the dialogs over it.

    `give` puts that much room (pixels) under the page of the window.
    """

    def __init__(self, window: QWidget, give: Callable[[int], None]) -> None:
        super().__init__(window)
        self._window, self._give = window, give
        self._stood: dict[Dialog, QRect] = {}
        self._up = False
        keyboard = QGuiApplication.inputMethod()
        keyboard.keyboardRectangleChanged.connect(self._look)
        keyboard.visibleChanged.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(lambda _before, _now: self._bring())

    def follow(self, keyboard: QRect) -> None:
        """The keyboard stands here on the screen now; an empty rectangle where it is away."""
        self._up = not keyboard.isEmpty()
        self._give(_covered(self._window, keyboard))
        dialog = QApplication.activeModalWidget()
        for known in [one for one in self._stood if keyboard.isEmpty() or one is not dialog]:
            known.setGeometry(self._stood.pop(known))
        if isinstance(dialog, Dialog) and _covered(dialog, keyboard):
            self._lift(dialog, keyboard.top())
        QTimer.singleShot(0, self, self._bring)

    def _lift(self, dialog: Dialog, top: int) -> None:
        """A dialog goes up as far as it can, and is lower where that is not enough: what stands in it scrolls."""
        if dialog not in self._stood:
            self._stood[dialog] = dialog.geometry()
            dialog.finished.connect(lambda _how: self._stood.pop(dialog, None))
        least = max(self._window.mapToGlobal(QPoint(0, 0)).y(), 0)
        place = dialog.geometry()
        high = min(place.height(), top - least)
        dialog.setGeometry(place.left(), max(top - high, least), place.width(), high)

    def _look(self) -> None:
        method, focused = QGuiApplication.inputMethod(), QGuiApplication.focusWindow()
        found = method.keyboardRectangle() if method.isVisible() else QRectF()
        place = found.toRect()
        if focused is not None and not place.isEmpty():
            place.moveTopLeft(focused.mapToGlobal(place.topLeft()))
        self.follow(place)

    def _bring(self) -> None:
        focused = QApplication.focusWidget()
        # A button under a finger must not move; a field comes above the keyboard.
        if (
            focused is not None
            and self._up
            and focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        ):
            bring_into_view(focused)


def _covered(window: QWidget, keyboard: QRect) -> int:
    """How much of a window's height, from below, lies under the keyboard."""
    place = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
    common = place.intersected(keyboard)
    return 0 if common.isEmpty() else place.bottom() + 1 - common.top()
