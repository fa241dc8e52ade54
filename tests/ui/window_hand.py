"""A hand at the real window: it finds what is visible by the words a person reads, and presses, types, chooses."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Line

Found = TypeVar("Found", bound=QWidget)


class Hand:
    """Works on the dialog that is in front, else on the window."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        self._application, self._qtbot = application, qtbot
        self.told: list[str] = []

    @property
    def window(self) -> MainWindow:
        return next(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, MainWindow) and widget.isVisible()
        )

    def front(self) -> QWidget:
        """The dialog in front, or the window."""
        dialogs = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]
        return dialogs[-1] if dialogs else self.window

    def settle(self) -> None:
        """Waits until everything under way has been shown."""
        for _pass in range(4):
            QApplication.processEvents()
            self._qtbot.waitUntil(self._application.tasks.idle, timeout=30_000)
        trouble = self.window.trouble
        assert not trouble.isVisible(), [label.text() for label in trouble.findChildren(QLabel)]

    def press(self, words: str, *, within: QWidget | None = None) -> None:
        """Presses the button that says this, or is read out so."""
        button = self.find(
            QAbstractButton, lambda one: words in {one.text().strip("\u2009 "), one.accessibleName()}, within
        )
        assert button is not None, f"no button {words!r} among {self.buttons(within)}"
        assert button.isEnabled(), f"{words!r} cannot be pressed now"
        if isinstance(button, PlainButton):
            # A person reads what a button has become before they press it.
            self._qtbot.waitUntil(lambda: not button.is_new())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def buttons(self, within: QWidget | None = None) -> list[str]:
        """What the visible buttons are called."""
        found = (within or self.front()).findChildren(QAbstractButton)
        return [one.accessibleName() or one.text() for one in found if one.isVisible()]

    def write(self, label: str, words: str) -> None:
        """Types into the field that is called so, in place of what stands there."""
        field = self.find(QLineEdit, lambda one: one.accessibleName() == label) or self.find(
            QPlainTextEdit, lambda one: one.accessibleName() == label
        )
        assert field is not None, f"no field {label!r}"
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, words)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is."""
        front = self.front()
        front.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(front.focusWidget() or front, key, modifier)
        self.settle()

    def pin(self, digits: str) -> None:
        """Types a PIN on the pad and goes on."""
        pad = self.front()
        assert isinstance(pad, PinPad), type(pad).__name__
        QTest.keyClicks(pad, digits)
        QTest.keyClick(pad, Qt.Key.Key_Return)
        self.settle()

    def draw(self, pad: QWidget) -> None:
        """A stroke across a pad."""
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
        for step in range(1, 8):
            QTest.mouseMove(pad, QPoint(20 + 15 * step, 40 + 9 * (step % 3)))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(140, 50))
        self.settle()

    def reads(self) -> list[str]:
        """Every visible label of what is in front."""
        return [one.text() for one in _words_in(self.front()) if one.isVisible() and one.text()]

    def says(self, words: str) -> bool:
        """Whether a visible label of what is in front says this, among other words."""
        labels = (*_words_in(self.front()), *_words_in(self.window))
        return any(label.isVisible() and words in label.text() for label in labels)

    def find(
        self, kind: type[Found], which: Callable[[Found], bool], within: QWidget | None = None
    ) -> Found | None:
        """The first visible widget of a kind that is so."""
        for one in (within or self.front()).findChildren(kind):
            if one.isVisible() and which(one):
                return one
        return None

    def of(self, kind: type[Found]) -> Found:
        """The visible widget of a kind, of which there is one."""
        found = self.find(kind, lambda _one: True)
        assert found is not None, f"no {kind.__name__}, but {self.reads()}"
        return found


def _words_in(place: QWidget) -> list[QLabel | Line]:
    """Everything that shows words and is no button."""
    return [*place.findChildren(QLabel), *place.findChildren(Line)]
