"""Lettering that never takes data for markup."""

import re
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from assessor_app.ui.kit.cut import tell_cut
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look
from assessor_app.wording.direction import reads_rightwards

_BESIDE = 4
_SPACE = re.compile(r"[ \t\n\r\f\v]+")

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
    """A line of plain text, folded into more lines where one has no room: no word of it is ever lost."""

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
        """`least` is the number of characters for which room is kept in a line; a longer word asks for up to twice that."""
        super().__init__(parent)
        self._words = ""
        self._colour = look.colour(tone)
        self._least = least
        self.setFont(look.font(role, bold=bold))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(words)

    def say(self, words: str) -> None:
        """Shows other words."""
        # A space that holds its words together goes on holding them.
        made = _SPACE.sub(" ", shown(words)).strip(" ")
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
        wide = self.fontMetrics().horizontalAdvance(self._words) + _BESIDE
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        least = metrics.averageCharWidth() * self._least
        longest = (
            max((metrics.horizontalAdvance(word) for word in self._words.split(" ")), default=0) + _BESIDE
        )
        whole = metrics.horizontalAdvance(self._words) + _BESIDE
        return QSize(min(whole, max(least, min(longest, 2 * least))), self.heightForWidth(whole))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return folded_height(self.fontMetrics(), self._words, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour)
        tell_cut(self, self._words, whole=self.heightForWidth(self.width()) <= self.height())
        flags = folding(self.fontMetrics(), self._words, self.width())
        painter.drawText(self.rect(), flags | int(Qt.AlignmentFlag.AlignVCenter), self._words)


def folded_height(metrics: QFontMetrics, words: str, width: int) -> int:
    """The height in pixels of words that are folded at this width; a word that is wider is broken."""
    room = QRect(0, 0, max(width, 1), 10_000)
    high = metrics.boundingRect(room, folding(metrics, words, width), words).height()
    return max(high, metrics.height())


def folding(metrics: QFontMetrics, words: str, width: int) -> int:
    """How Qt is to fold the words at this width: between them, and within one only where that has no room."""
    longest = max((metrics.horizontalAdvance(word) for word in words.split(" ")), default=0)
    between, within = Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere
    return int(Qt.AlignmentFlag.AlignLeading | (between if longest <= width else within))
