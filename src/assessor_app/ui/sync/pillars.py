"""The numbers of the closed count: a sum on one line, or line by line where they have no room beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look

_SIGNS = ("", "=", "+", "+", "+")
_LEAST = 84
_GAP = 8


class Pillars(QWidget):
    """Five numbers and what they count, the first of them bold: it is the sum of the others."""

    def __init__(self, look: Look, captions: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._numbers = [Text(look, "0", role="count", bold=place == 0, wrap=False) for place in range(5)]
        self._signs = [Text(look, sign, role="name", tone="muted", wrap=False) for sign in _SIGNS]
        self._captions = [Text(look, words, role="small", tone="muted", wrap=False) for words in captions]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._gap = look.metrics.text(_GAP)
        self._grid.setHorizontalSpacing(self._gap)
        self._grid.setVerticalSpacing(0)
        self._on_one_line = True
        self._lay()

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Shows other numbers."""
        for label, words in zip(self._numbers, numbers, strict=True):
            label.say(words)
        self._lay()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # One line is always wished for: else, once under each other, they would never stand beside each other again.
        least = self._look.metrics.text(_LEAST)
        return QSize(self._width_of_one_line(least=least), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of_lines(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        on_one_line = event.size().width() >= self._width_of_one_line()
        if on_one_line != self._on_one_line:
            self._on_one_line = on_one_line
            self._lay()

    def _lay(self) -> None:
        role: Role = "count" if self._on_one_line else "name"
        centred = Qt.AlignmentFlag.AlignCenter
        after = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        before = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        for place, number in enumerate(self._numbers):
            sign, caption = self._signs[place], self._captions[place]
            number.setFont(self._look.font(role, bold=place == 0))
            for label in (sign, number, caption):
                self._grid.removeWidget(label)
            if self._on_one_line:
                self._grid.addWidget(sign, 0, 2 * place)
                self._grid.addWidget(number, 0, 2 * place + 1)
                self._grid.addWidget(caption, 1, 2 * place + 1)
            else:
                for column, label in enumerate((sign, number, caption)):
                    self._grid.addWidget(label, place, column)
            sign.setVisible(bool(place) or not self._on_one_line)
            sign.setAlignment(centred)
            number.setAlignment(centred if self._on_one_line else after)
            caption.setAlignment(centred if self._on_one_line else before)
        self._grid.setColumnStretch(2, 0 if self._on_one_line else 1)

    def _width_of_one_line(self, *, least: int = 0) -> int:
        signs = sum(sign.sizeHint().width() for sign in self._signs[1:])
        return signs + sum(max(self._pillar(place), least) for place in range(5)) + 8 * self._gap

    def _width_of_lines(self) -> int:
        signs, captions = (max(one.sizeHint().width() for one in of) for of in (self._signs, self._captions))
        return signs + max(self._number(place, "name") for place in range(5)) + captions + 2 * self._gap

    def _pillar(self, place: int) -> int:
        return max(self._number(place, "count"), self._captions[place].sizeHint().width())

    def _number(self, place: int, role: Role) -> int:
        letters = QFontMetrics(self._look.font(role, bold=place == 0))
        return letters.horizontalAdvance(self._numbers[place].text())
