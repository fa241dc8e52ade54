"""A dialog with the window's look: title, sentence, body, and its buttons on the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from shiboken6 import isValid

from assessor_app.ui.kit.buttons import DangerButton, IconButton, PlainButton, PrimaryButton
from assessor_app.ui.kit.cover import cover_of, lockable
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Sheet, column, hide_unless, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_EDGE, _OVER_FEET, _WIDE = 32, 24, 460


class LockButton(IconButton):
    """A dialog stands before the window, and its lock with it; by keys it is Ctrl+L there too."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "lock", _("Lock"), name=_("Lock the screen"))
        # Tab goes through what the dialog asks.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


class Dialog(QDialog):
    """Asks one thing. Open it with `open()`; it never blocks the program's loop, and goes once it is closed.

    Whoever answers it later than at once asks `still_open` first. While something is `under_way` in it, recorded or
    played, an untouched screen does not lock: nobody has gone away.
    """

    under_way = False

    def __init__(self, look: Look, title: str, *, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        look.dress(self)
        self._sentence = Text(look, sentence, tone="muted")
        hide_unless(self._sentence, bool(sentence))
        self.body = column(gap=2)
        self.lock = LockButton(look)
        self.lock.clicked.connect(self._ask_to_lock)
        inside = column(Text(look, title, role="title", bold=True), self._sentence, self.body, gap=2)
        inside.setStretch(2, 1)
        self._over_feet = Sheet(holding(inside), name=title)
        self._feet = Flow(gap=max(look.metrics.step(2), look.metrics.gap), trailing=True)
        # The feet stay where they are; what stands over them scrolls where a low screen has no room for it.
        line = row(self.lock, holding(self._feet), gap=self._feet.spacing() / 8)
        line.setStretch(1, 1)
        box = column(self._over_feet, line, gap=_OVER_FEET / 8, margin=_EDGE / 8)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.setMinimumWidth(min(look.metrics.text(480), 640))

    def room(self) -> QSize:
        """The most that it may take: the screen, or the window that it stands over where that is larger."""
        screen = self.screen().availableGeometry().size()
        parent = self.parentWidget()
        over = parent.window().size() if parent is not None else screen
        return screen if over == over.boundedTo(screen) else over

    def open(self) -> None:
        """Opens it; under a locked screen it waits until whoever was there is back."""
        cover = cover_of(self.parentWidget())
        self.lock.setVisible(lockable(self.parentWidget()) is not None)
        if cover is None:
            super().open()
        else:
            cover.hold(self)

    def _ask_to_lock(self) -> None:
        cover = lockable(self.parentWidget())
        if cover is not None:
            cover.lock_asked.emit()

    def open_over_all(self) -> None:
        """Opens it over a locked screen too: for what shows nobody's data."""
        super().open()

    def showEvent(self, event: QShowEvent) -> None:
        """Grows to what it holds: lettering and edges come with the style sheet, after the first size was reckoned."""
        super().showEvent(event)
        if not event.spontaneous():
            self.grow(self.room())

    def grow(self, room: QSize) -> None:
        """Takes the size that its words need, within so much room."""
        feet = self._feet.sizeHint().width() + self._beside_feet()
        needed = max(self._over_feet.least_width(), feet)
        wide = min(max(self.width(), needed + 2 * _EDGE), room.width())
        if self.height_for(wide) > room.height():
            wide = max(wide, min(self.look.metrics.text(_WIDE), room.width()))
        high = self.height_for(wide)
        if high > room.height():
            wide = min(wide + self._over_feet.bar(), room.width())
        self.resize(wide, min(max(self.height(), high), room.height()))

    def height_for(self, width: int) -> int:
        """The height at which nothing scrolls."""
        inner = width - 2 * _EDGE
        feet = self._feet.heightForWidth(inner - self._beside_feet())
        return self._over_feet.height_for(inner) + _OVER_FEET + feet + 2 * _EDGE

    def _beside_feet(self) -> int:
        """What the lock takes of the feet's line."""
        return 0 if self.lock.isHidden() else self.lock.sizeHint().width() + self._feet.spacing()

    def show_focused(self) -> None:
        """Scrolls to what has the focus: what is wrong there is to be seen."""
        focused = self.focusWidget()
        if focused is not None:
            self._over_feet.ensureWidgetVisible(focused, 0, _EDGE)

    def say(self, sentence: str) -> None:
        """Another sentence under the title."""
        self._sentence.say(sentence)
        self._sentence.setVisible(bool(sentence))

    def foot(self, *buttons: QWidget) -> None:
        """The buttons at the foot, the next step last; a choice may stand before the button that goes by it."""
        for button in buttons:
            self._feet.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the focus, not another one that is the default.
        focused = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()
            return
        super().keyPressEvent(event)

    def cancel_button(self, word: str = "") -> PlainButton:
        """A button that goes back and changes nothing."""
        button = PlainButton(self.look, word or _("Cancel"))
        button.clicked.connect(self.reject)
        return button


def still_open(dialog: QDialog) -> bool:
    """Whether a dialog can still be told anything: a person or a lock may have closed it meanwhile."""
    return isValid(dialog) and dialog.isVisible()


def put_away(dialog: QDialog) -> None:
    """Closes a dialog whose work is done, if nobody did before."""
    if still_open(dialog):
        dialog.accept()


def while_open(dialog: QDialog, act: Callable[[Any], None]) -> Callable[[Any], None]:
    """An act with what was read for a dialog; nothing happens once that is closed."""
    return lambda found: act(found) if still_open(dialog) else None


class Question(Dialog):
    """Asks before what leaves the building or cannot be undone.

    Signals:
        answered(): yes, do it.
    """

    answered = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        sentence: str,
        yes: str,
        no: str = "",
        dangerous: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, title, sentence=sentence, parent=parent)
        make = DangerButton if dangerous else PrimaryButton
        self.yes = make(look, yes)
        self.yes.clicked.connect(self._answer)
        self.foot(self.cancel_button(no), self.yes)

    def _answer(self) -> None:
        self.accept()
        self.answered.emit()


class KeysDialog(Dialog):
    """The keys of this page (F1)."""

    def __init__(self, look: Look, keys: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(look, _("Keys of this page"), parent=parent)
        for key, words in keys:
            name = Text(look, key, bold=True, wrap=False)
            name.setMinimumWidth(look.metrics.text(140))
            line = row(name, Text(look, words), gap=2)
            line.setStretch(1, 1)
            nest(self.body, line)
        self.body.addStretch(1)
        close = PrimaryButton(look, _("Close"))
        close.clicked.connect(self.accept)
        self.foot(close)
