"""The name of who is being assessed: the largest words of their page, and never cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from assessor_app.ui.kit.cut import tell_cut
from assessor_app.ui.kit.text import Line, folded_height, folding
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look

_NAME_ROLES: tuple[Role, ...] = ("name", "title", "row", "body", "small")


class WholeName(Line):
    """A name as large as its line allows: smaller, then in more lines, and never cut."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, role="name", bold=True, least=4)
        self._look = look

    def heightForWidth(self, width: int) -> int:
        """One line of the largest letters where its words fit in two of them, or in as many as smaller ones need."""
        for role in _NAME_ROLES:
            letters = QFontMetrics(self._look.font(role, bold=True))
            high, line = folded_height(letters, self._words, width), self.fontMetrics().height()
            if high <= max(line, 2 * letters.height()) and self._widest(letters) <= width:
                return max(high, line)
        return high

    def paintEvent(self, _event: QPaintEvent) -> None:
        high, wide = self.height(), self.width()
        for role in _NAME_ROLES:
            font = self._look.font(role, bold=True)
            letters = QFontMetrics(font)
            taken = folded_height(letters, self._words, wide)
            if taken <= high and self._widest(letters) <= wide:
                break
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._colour)
        tell_cut(self, self._words, whole=taken <= high)
        flags = folding(letters, self._words, wide) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), flags, self._words)

    def _widest(self, letters: QFontMetrics) -> int:
        """The longest of its words: a name is not broken within one while smaller letters help."""
        return max((letters.horizontalAdvance(word) for word in self._words.split()), default=0)
