"""How far it is with the packs, and what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class PackingDialog(Dialog):
    """Stays until somebody has read what came of it.

    Signals:
        cancelled(): stop before the next pack.
    """

    cancelled = Signal()

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(look, title, parent=parent)
        self.progress = Progress(look)
        self.progress.cancelled.connect(self.cancelled)
        self.body.addWidget(self.progress)
        self.close_button = self.cancel_button(_("Close"))
        self.foot(self.close_button)
        self.close_button.setEnabled(False)
        self._ended = False

    def show_progress(self, words: str, done: int, of: int) -> None:
        """So many are done; nothing once the end has been told."""
        if not self._ended:
            self.progress.show_progress(words, done, of)

    def show_end(self, shape: Shape, words: str, others: Sequence[str]) -> None:
        """What came of it, and a line for each thing that somebody should know."""
        self._ended = True
        self.progress.hide()
        self._line(shape, words)
        for other in others:
            self._line(Shape.WAITING, other)
        self.close_button.setEnabled(True)
        self.close_button.setFocus()
        self.adjustSize()

    def reject(self) -> None:
        """Escape stops the work first."""
        if self._ended:
            super().reject()
        else:
            self.cancelled.emit()

    def _line(self, shape: Shape, words: str) -> None:
        line = row(Glyph(self.look, shape), Text(self.look, words, parent=self), gap=1.5)
        line.setStretch(1, 1)
        self.body.addWidget(holding(line))
