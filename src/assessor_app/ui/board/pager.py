"""Which part of the board is shown, where not everything fits."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.text import Line, folded_height
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_WORDS = 100
"""What the words have between the buttons at least, in pixels at 100 %, where there is room: "Bench 12"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The parts of a view by their names, and which is shown, from 0."""

    names: tuple[str, ...]
    at: int


class Pager(QWidget):
    """Steps between the parts: nothing scrolls, since scrolling is where the wrong person gets marked.

    The name of the part stands between the buttons, or over them where that has no room. Its size is that of the
    longest name: a button that moved with each page would be missed.

    Signals:
        stepped(int): one part on or back.
    """

    stepped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None, *, role: Role = "body") -> None:
        super().__init__(parent)
        self._gap = look.metrics.apart(look.metrics.step(1))
        self._least_words = look.metrics.text(_WORDS)
        self._names: tuple[str, ...] = ()
        self.words = Line(look, role=role, bold=True, parent=self)
        self.back = PlainButton(look, "‹", name=_("Learners before"), parent=self)
        self.on = PlainButton(look, "›", name=_("More learners"), parent=self)
        self._button = QSize(look.metrics.target, look.metrics.target).expandedTo(
            QSize(look.metrics.target, self.on.sizeHint().height())
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.hide()

    def show_place(self, pages: Pages) -> None:
        """Shows which of the parts this is; hidden where there is but one."""
        if pages.names != self._names:
            self._names = pages.names
            self.updateGeometry()
        self.words.say(pages.names[pages.at] if pages.names else "")
        self.back.setEnabled(pages.at > 0)
        self.on.setEnabled(pages.at < len(pages.names) - 1)
        self.setVisible(len(pages.names) > 1)
        self._place()

    def least_width(self) -> int:
        """The width in which a short name stands between the buttons."""
        return self._buttons_wide() + self._least_words

    def sizeHint(self) -> QSize:
        letters = self.words.fontMetrics()
        widest = max((letters.horizontalAdvance(f"{name} ") for name in self._names), default=0)
        wide = self._buttons_wide() + widest
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        wide = min(self.least_width(), self.sizeHint().width())
        return QSize(wide, self._button.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = self._words_high(self._between(width))
        if self._is_beside(width):
            return max(high, self._button.height())
        return self._words_high(width) + self._gap + self._button.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide, high, size = self.width(), self.height(), self._button
        beside = self._is_beside(wide)
        top = (high - size.height()) / 2 if beside else high - size.height()
        words = QRectF(size.width() + self._gap, 0, self._between(wide), high)
        if not beside:
            words = QRectF(0, 0, wide, top - self._gap)
        for widget, place in (
            (self.back, QRectF(0, top, size.width(), size.height())),
            (self.words, words),
            (self.on, QRectF(wide - size.width(), top, size.width(), size.height())),
        ):
            widget.setGeometry(mirrored(self, place).toRect())

    def _buttons_wide(self) -> int:
        return 2 * (self._button.width() + self._gap)

    def _between(self, width: int) -> int:
        return width - self._buttons_wide()

    def _is_beside(self, width: int) -> bool:
        letters = self.words.fontMetrics()
        words = [word for name in self._names for word in name.split(" ")]
        return max(map(letters.horizontalAdvance, words), default=0) <= self._between(width)

    def _words_high(self, width: int) -> int:
        letters = self.words.fontMetrics()
        return max((folded_height(letters, name, width) for name in self._names), default=0)
