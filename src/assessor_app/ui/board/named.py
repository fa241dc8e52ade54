"""A name in lines of which the first is shorter: something stands before it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption


class Words:
    """Words folded into lines, the first of which leaves `indent` pixels at its beginning."""

    def __init__(
        self, words: str, font: QFont, width: float, direction: Qt.LayoutDirection, *, indent: float = 0.0
    ) -> None:
        self._words, self._font, self._width, self._direction = words, font, width, direction
        self._indent = indent
        # A text layout knows left and right alone.
        leftwards = direction is Qt.LayoutDirection.RightToLeft
        option = QTextOption(Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(direction)
        self._layout = QTextLayout(words, font)
        self._layout.setTextOption(option)
        self.high, self.wide = self._fold()
        """What the lines take, in pixels: a word that is longer than a line makes them wider than they may be."""

    def fits(self, high: float) -> bool:
        """Whether all of the words have room in lines of this height."""
        return self.high <= high and self.wide <= self._width

    def cut_to(self, high: float) -> "Words":
        """As many of the words as have room in whole lines (at least one) and an ellipsis."""
        parts = self._words.split(" ")
        for count in range(len(parts) - 1, 0, -1):
            fewer = " ".join(parts[:count]) + " …"
            made = Words(fewer, self._font, self._width, self._direction, indent=self._indent)
            if count == 1 or made.fits(high):
                return made
        return self

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paints them with the painter's pen; `at` is the upper left corner, in whatever direction is read."""
        self._layout.draw(painter, at)

    def _fold(self) -> tuple[float, float]:
        high = wide = 0.0
        leftwards = self._direction is Qt.LayoutDirection.RightToLeft
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            indent = 0.0 if high else self._indent
            line.setLineWidth(self._width - indent)
            line.setPosition(QPointF(0.0 if leftwards else indent, high))
            high += line.height()
            wide = max(wide, indent + line.naturalTextWidth())
        self._layout.endLayout()
        return high, wide
