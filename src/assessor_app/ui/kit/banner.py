"""Bands across the window: SAMPLE, and trouble in one sentence."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class SampleBand(QWidget):
    """The band that says that nothing here is real."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words = _("SAMPLE · invented people, worthless papers")
        self.setFont(look.font("small", bold=True))
        self.setFixedHeight(self.fontMetrics().height() + look.metrics.step(1))
        self.setAccessibleName(self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.colour("not_met_tint"))
        painter.setPen(QPen(self._look.colour("not_met"), 1))
        for left in range(-self.height(), self.width(), 12):
            painter.drawLine(left, self.height(), left + self.height(), 0)
        width = self.fontMetrics().horizontalAdvance(self._words) + 48
        plate = QRectF((self.width() - width) / 2, 0, width, self.height())
        painter.fillRect(plate, self._look.colour("not_met_tint"))
        painter.setPen(self._look.colour("not_met"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self._words)


class TroubleBanner(Frame):
    """One sentence about what went wrong and what to do; it stays until somebody has read it.

    Signals:
        dismissed(): somebody has.
    """

    dismissed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("trouble")
        self._words = Text(look)
        self._button = PlainButton(look, _("I have read this"))
        self._button.clicked.connect(self._dismiss)
        line = row(Glyph(look, Shape.DANGER, size=24), self._words, self._button, gap=2)
        line.setStretch(1, 1)
        line.setContentsMargins(24, 8, 24, 8)
        self.setLayout(line)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence; an empty one hides the banner."""
        self._words.say(sentence)
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """The sentence that stands there."""
        return self._words.text()

    def _dismiss(self) -> None:
        self.say("")
        self.dismissed.emit()


class Progress(Frame):
    """Long work: what is being done, how far, and a way to stop it.

    Signals:
        cancelled(): stop.
    """

    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("card")
        self._words = Text(look)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        cancel = QuietButton(look, _("Cancel"))
        cancel.clicked.connect(self.cancelled)
        line = row(column(self._words, self._bar), cancel, gap=2, margin=2)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_progress(self, words: str, done: int, of: int) -> None:
        """Shows how far the work is; `of` = 0 where nobody knows."""
        self._words.say(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self.show()
