"""Two sentences in a given room, as large as fits: a criterion with its benchmark, a name with what comes next."""

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.banner import cut
from assessor_app.ui.kit.cut import tell_cut
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.look import Look

_LARGE, _LEAST, _SMALLEST = 28, 14, 14
_LEADING = 1.36
LINES = 4
"""How many lines are taken where nobody says otherwise."""


def least_line(look: Look) -> int:
    """The height of one bold line in the least size, in pixels."""
    made = look.font("body", bold=True)
    made.setPixelSize(look.metrics.text(_LEAST))
    return QFontMetrics(made).height()


class Fitted(QWidget):
    """A bold sentence and a plain one under it, as large as fits the room.

    Where even the least size has no room for the plain one, it ends in …; `is_whole` says so.
    """

    def __init__(self, look: Look, *, large: int = _LARGE, second: float = 1.0, drops: bool = False) -> None:
        """`large` is the size in pixels at 100 % where there is room, `second` the plain sentence's share of it.

        `drops` lets the plain one go before the bold one becomes smaller: it is a hint. While it `keeps`, it is more
        than that: it ends in … where it has no room.
        """
        super().__init__()
        self._look, self._large, self._share = look, large, second
        self._first = self._second = ""
        self._lines = LINES
        self._high = 0
        self._drops, self.keeps = drops, False
        self.is_whole = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, first: str, second: str) -> None:
        """Shows other words."""
        self._first, self._second = shown(first), shown(second)
        self.setAccessibleName(". ".join(part for part in (self._first, self._second) if part))
        self.update()

    def take_lines(self, count: int, *, high: int = 0) -> None:
        """Takes the room of so many lines at 28 px, or of `high` pixels."""
        if (count, high) != (self._lines, self._high):
            self._lines, self._high = count, high
            self.updateGeometry()

    def least_height(self, width: int, *, of: tuple[str, str] | None = None) -> int:
        """The height of all its words, or `of` another pair of sentences, in the least size."""
        first, second = (shown(of[0]), shown(of[1])) if of else (self._first, self._second)
        return self._pair(first, second, self._smallest(), width)

    def height_of(self, count: int) -> int:
        """The height of so many lines at 28 px."""
        return round(_LARGE * _LEADING * count * self._look.metrics.text_scale)

    def lines_of(self, first: str, second: str, width: int) -> int:
        """How many lines at 28 px such a pair of sentences takes in this width."""
        pixels = round(_LARGE * self._look.metrics.text_scale)
        return ceil(self._pair(shown(first), shown(second), pixels, width) / self.height_of(1))

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(420), self._high or self.height_of(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setAlignment(Qt.AlignmentFlag.AlignLeading)
        option.setTextDirection(self.layoutDirection())
        room = QRectF(self.rect())
        pixels = self._largest(room)
        first, told = self._within(pixels, room)
        self.is_whole = (first, told) == (self._first, self._second)
        tell_cut(self, self.accessibleName(), whole=self.is_whole or (self._drops and not self.keeps))
        top = 0.0
        for bold, words, token in ((True, first, "ink"), (False, told, "muted")):
            painter.setFont(self._font(pixels, bold=bold))
            painter.setPen(self._look.colour(token))
            high = self._height(words, pixels, room.width(), bold=bold)
            painter.drawText(QRectF(0, top, room.width(), high), words, option)
            top += high

    def _largest(self, room: QRectF) -> int:
        largest = round(self._large * self._look.metrics.text_scale)
        for pixels in range(largest, self._smallest(), -1):
            if self._pair(self._first, self._second, pixels, room.width()) <= room.height():
                return pixels
            if self._drops and self._height(self._first, pixels, room.width(), bold=True) <= room.height():
                return pixels
        return self._smallest()

    def _smallest(self) -> int:
        return round(_LEAST * self._look.metrics.text_scale)

    def _within(self, pixels: int, room: QRectF) -> tuple[str, str]:
        """Both sentences, or as many of their words as have room in whole lines: a line cut in its height is no word."""
        wide = round(room.width())
        bold, plain = (QFontMetrics(self._font(pixels, bold=bold)) for bold in (True, False))
        left = room.height() - self._height(self._first, pixels, room.width(), bold=True)
        if left < 0:
            enough = room.height() >= bold.height()
            return (cut(self._first, bold, QSize(wide, round(room.height()))) if enough else ""), ""
        needed = self._pair(self._first, self._second, pixels, room.width())
        if (self._drops and not self.keeps and needed > room.height()) or left < plain.height():
            return self._first, ""
        return self._first, cut(self._second, plain, QSize(wide, round(left))) if self._second else ""

    def _pair(self, first: str, second: str, pixels: int, width: float) -> int:
        plain = self._height(second, pixels, width, bold=False)
        return self._height(first, pixels, width, bold=True) + plain

    def _font(self, pixels: int, *, bold: bool) -> QFont:
        made = self._look.font("body", bold=bold)
        smallest = round(_SMALLEST * self._look.metrics.text_scale)
        made.setPixelSize(pixels if bold else max(round(pixels * self._share), smallest))
        return made

    def _height(self, words: str, pixels: int, width: float, *, bold: bool) -> int:
        if not words:
            return 0
        letters = QFontMetrics(self._font(pixels, bold=bold))
        box = QRect(0, 0, round(width), 10_000)
        return letters.boundingRect(box, int(Qt.TextFlag.TextWordWrap), words).height()


class Who(Fitted):
    """Whose turn it is, said large, with what the next touch or key does."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, large=32, second=0.5, drops=True)
        self.say("", "")

    def name(self) -> str:
        """The name that stands there."""
        return self._first
