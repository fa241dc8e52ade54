"""Lettering that never takes data for markup."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from assessor_app.ui.kit.plain import reads_rightwards, shown, tooltip
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look

Tone = Literal["ink", "muted", "danger", "met", "not_met", "accent"]


class Text(QLabel):
    """A label of plain text that wraps. Words in an Arabic or Hebrew script align to their own side."""

    def __init__(
        self,
        look: Look,
        words: str = "",
        *,
        role: Role = "body",
        bold: bool = False,
        tone: Tone = "ink",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role, bold=bold))
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(words)

    def say(self, words: str) -> None:
        """Shows other words; repaints only when they differ."""
        made = shown(words)
        if made != self.text():
            self.setText(made)
        side = Qt.AlignmentFlag.AlignLeft if reads_rightwards(made) else Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignAbsolute if self.wordWrap() else Qt.AlignmentFlag.AlignLeading
        self.setAlignment(flags | Qt.AlignmentFlag.AlignVCenter)

    def say_in(self, words: str, tone: Tone) -> None:
        """Shows other words in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.say(words)


class Line(QWidget):
    """One line of plain text that ends in … when there is no room; the whole stands in the tooltip."""

    def __init__(
        self,
        look: Look,
        words: str = "",
        *,
        role: Role = "body",
        bold: bool = False,
        tone: Tone = "ink",
        least: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        """`least` is the number of characters for which room is always kept."""
        super().__init__(parent)
        self._words = ""
        self._colour = look.colour(tone)
        self._least = least
        self.setFont(look.font(role, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Shows other words."""
        made = " ".join(shown(words).split())
        if made == self._words:
            return
        self._words = made
        self.setAccessibleName(made)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words, whole."""
        return self._words

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        room = min(metrics.averageCharWidth() * self._least, metrics.horizontalAdvance(self._words) + 4)
        return QSize(room, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour)
        # A name cut between two of its letters keeps its direction, because Qt elides the shaped text.
        elided = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if elided == self._words else tooltip(self._words))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), int(flags | Qt.AlignmentFlag.AlignLeading), elided)
