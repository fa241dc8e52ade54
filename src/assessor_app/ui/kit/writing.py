"""Where people write sentences."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look

_AROUND = 27
"""Padding and edges that the style sheet puts around the lines, and the pixel without which Qt scrolls."""
_MOST_LINES = 10


class Writing(QPlainTextEdit):
    """Several lines. Tab leaves it; with gloves it grows with what is written before anything in it scrolls."""

    def __init__(self, look: Look, *, high: int, role: Role = "body", text: str = "") -> None:
        """`high` is its height in pixels while it holds no more than that."""
        super().__init__()
        self._look, self._high = look, high
        self.setFont(look.font(role))
        self.setTabChangesFocus(True)
        self.setFixedHeight(high)
        if look.metrics.gloves:
            self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setPlainText(text)

    def _grow(self, size: QSizeF) -> None:
        """Qt counts the lines of a plain text, not its pixels."""
        lines = round(size.height())
        most = self._lines_high(_MOST_LINES)
        high = max(self._high, self._lines_high(lines) if lines <= _MOST_LINES else most)
        if high != self.height():
            self.setFixedHeight(high)

    def _lines_high(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + _AROUND


def lines_high(look: Look, lines: int) -> int:
    """The height of a field of so many lines, and never less than a target."""
    return max(QFontMetrics(look.font()).lineSpacing() * lines + _AROUND, look.metrics.target)
