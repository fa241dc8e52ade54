"""Bands across the window: SAMPLE, and trouble in one sentence."""

from bisect import bisect_left

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QProgressBar, QWidget

from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

# The line under the banner, of the stylesheet.
_LINE = 2


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

    It lies over what is beneath and moves nothing: whoever lays it there says where. A sentence that is longer than
    its place ends in …, and its button opens the whole.

    Signals:
        dismissed(): somebody has.
    """

    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("trouble", parent=parent)
        self._look = look
        self._sentence = ""
        self._glyph = Glyph(look, Shape.DANGER, size=24)
        self._words = Text(look)
        self._button = PlainButton(look, _("I have read this"))
        # A touch leaves the focus where it was: on the row that is being marked, say.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.go_on)
        # Only while it is to be seen: a hidden widget's shortcuts are asleep.
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.go_on)
        self._line = row(self._glyph, self._words, self._button, gap=2)
        self._line.setStretch(1, 1)
        self._line.setContentsMargins(24, 4, 24, 4)
        self.setLayout(self._line)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence, and tells it to whoever listens; an empty one hides the banner."""
        self._sentence = shown(sentence)
        self.setAccessibleName(self._sentence)
        self._fit()
        self.setVisible(bool(sentence))
        if sentence:
            self.raise_()
            told = QAccessibleAnnouncementEvent(self, self._sentence)
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(told)

    def text(self) -> str:
        """The sentence that stands there, whole."""
        return self._sentence

    def lie(self, place: QRect) -> None:
        """Lies there, in pixels of its parent."""
        if place != self.geometry():
            self.setGeometry(place)
            self._fit()

    def go_on(self) -> None:
        """What the button does: away with it, or first the whole sentence where it is cut."""
        if self._words.text() == self._sentence:
            self._dismiss()
            return
        whole = Dialog(self._look, _("What went wrong"), parent=self.window())
        whole.body.addWidget(Text(self._look, self._sentence))
        read = PrimaryButton(self._look, _("I have read this"))
        read.clicked.connect(whole.accept)
        whole.foot(read)
        whole.finished.connect(self._dismiss)
        whole.open()

    def _dismiss(self) -> None:
        self.say("")
        self.dismissed.emit()

    def _fit(self) -> None:
        """As much of the sentence as has room, and the button that goes with it."""
        self._button.say(_("I have read this"))
        fitted = self._fitted(self._sentence)
        if fitted != self._sentence:
            self._button.say(_("Read all of it"))
            fitted = self._fitted(self._sentence)
        self._words.say(fitted)

    def _fitted(self, sentence: str) -> str:
        edges, beside = (
            self._line.contentsMargins(),
            self._button.sizeHint().width() + 2 * self._line.spacing(),
        )
        width = self.width() - edges.left() - edges.right() - beside - self._glyph.width()
        height = self.height() - edges.top() - edges.bottom() - _LINE
        return cut(sentence, QFontMetrics(self._words.font()), QSize(width, height))


def cut(sentence: str, metrics: QFontMetrics, room: QSize) -> str:
    """The sentence, or as many of its words as have room (at least one) and an ellipsis."""
    words = sentence.split(" ")

    def fits(text: str) -> bool:
        box = metrics.boundingRect(QRect(0, 0, room.width(), 0), int(Qt.TextFlag.TextWordWrap), text)
        return box.height() <= room.height()

    if fits(sentence):
        return sentence
    most = bisect_left(range(1, len(words)), True, key=lambda count: not fits(" ".join(words[:count]) + " …"))
    return " ".join(words[: max(most, 1)]) + " …"


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
