"""What a credential has in it: a list for each kind, every row with a sign, a name, a word, and a line about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.layout import clear, column, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.view import InsideRow, InsideView


class InsideLists(QWidget):
    """Shows `InsideView`s beneath each other; hidden where there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box: QVBoxLayout = column(gap=1)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._box)
        self.hide()

    def show_views(self, views: Sequence[InsideView]) -> None:
        """Shows others."""
        clear(self._box)
        self.setVisible(bool(views))
        for view in views:
            self._box.addWidget(Text(self._look, view.title, role="row", bold=True, parent=self))
            for one in view.rows:
                self._box.addWidget(self._row(one))
        if views:
            self._box.addSpacing(self._look.metrics.step(1))

    def _row(self, one: InsideRow) -> QWidget:
        look, shown = self._look, QWidget(self)
        words = column(
            Text(look, one.name, bold=True),
            Text(look, one.word),
            *([Text(look, one.line, tone="muted")] if one.line else []),
            gap=0.25,
        )
        words.setContentsMargins(0, 0, 0, 0)
        sign = Glyph(look, one.shape, size=20)
        line = row(sign, words, gap=1)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        shown.setLayout(line)
        shown.setAccessibleName(f"{one.name}: {one.word}")
        return shown
