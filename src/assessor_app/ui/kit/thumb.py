"""What a thumb reaches while its hand holds the tablet: the acts that marking is made of, in the lower corner of that hand."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.layout import Frame, row
from assessor_app.ui.kit.marks import MARKS, MarkButtons, mark_word
from assessor_app.ui.kit.text import folded_height
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

ARC_MM = 75
"""How far from its corner a thumb reaches without the hand letting go."""


class _Act(PlainButton):
    """A step of the pad: one word in a target, as wide as the mark under it."""

    def __init__(self, look: Look, word: str, kind: str, *, name: str) -> None:
        super().__init__(look, word, name=name)
        self.setProperty("kind", kind)
        self.setProperty("narrow", True)
        self.setFont(look.font("small", bold=True))
        # A thumb takes no focus from whom it marks.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        wide = self.fontMetrics().horizontalAdvance(self.text()) + metrics.step(1.5)
        return QSize(max(wide, metrics.target), metrics.target)


class ThumbPad(QWidget):
    """✓ ◐ ○ of whoever or whatever is meant, with Stop, Undo and Next over them.

    They are told from a mirror's two sides by the hand alone, not by the language: *met* and *Next* lie at the edge, and
    Stop, which nobody should touch by mistake, is the farthest.

    Signals:
        marked(str): met, not-met or not-seen, as the thumb goes down.
        undo_asked(), next_asked(), stop_asked().
    """

    marked = Signal(str)
    undo_asked = Signal()
    next_asked = Signal()
    stop_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._gap, self._right = look.metrics.gap, look.metrics.thumb == "right"
        self.setAccessibleName(_("For one thumb"))
        self.marks = MarkButtons(look, _("Mark"))
        self.marks.setLayoutDirection(self._direction())
        self.marks.asked.connect(self.marked)
        self.next = _Act(look, _("Next"), "primary", name=_("Next that is not marked"))
        self.undo = _Act(look, _("Undo"), "plain", name=_("Undo"))
        self.stop = _Act(look, _("Stop"), "danger", name=_("Stop: freeze marks and clocks"))
        for button, signal in (
            (self.next, self.next_asked),
            (self.undo, self.undo_asked),
            (self.stop, self.stop_asked),
        ):
            button.setParent(self)
            button.clicked.connect(signal)
        self.marks.setParent(self)
        self._size = self._sized(look)
        self.setFixedSize(self._size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def targets(self) -> list[QAbstractButton]:
        """All of them, the marks first."""
        marks = [self.marks.button(mark) for mark in ("met", "not-met", "not-seen")]
        return [*marks, self.next, self.undo, self.stop]

    def show_steps(self, mark: str, *, undo: str, can_undo: bool, frozen: bool) -> None:
        """Shows the mark that holds, and what the steps would do now; `undo` is what it would take back, in words."""
        self.marks.show_mark(mark)
        self.marks.setEnabled(not frozen)
        self.undo.setAccessibleName(undo or _("Undo"))
        self.undo.setEnabled(can_undo)
        self.stop.setEnabled(not frozen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self.next.sizeHint().height()
        self.marks.setGeometry(0, high + self._gap, self.width(), self.height() - high - self._gap)
        cell = (self.width() - 2 * self._gap) // 3
        order = (self.next, self.undo, self.stop)
        for at, button in enumerate(reversed(order) if self._right else order):
            button.setFixedSize(cell, high)
            button.setGeometry(QRect(at * (cell + self._gap), 0, cell, high))

    def _sized(self, look: Look) -> QSize:
        """As narrow as its words: those of the marks stand in two lines at the most."""
        metrics, letters = look.metrics, QFontMetrics(look.font("small", bold=True))
        words = [mark_word(shape) for shape in MARKS]
        two = 2 * letters.lineSpacing() + letters.lineSpacing() // 4  # Qt rounds lines up
        cell = max(button.sizeHint().width() for button in (self.next, self.undo, self.stop))
        while max(folded_height(letters, word, cell - metrics.step(0.5)) for word in words) > two:
            cell += metrics.step(0.5)
        marks = max(metrics.text(24) + two + metrics.step(1.5), metrics.target)
        return QSize(3 * cell + 2 * self._gap, metrics.target + self._gap + marks)

    def _direction(self) -> Qt.LayoutDirection:
        return Qt.LayoutDirection.RightToLeft if self._right else Qt.LayoutDirection.LeftToRight


def thumb_foot(look: Look, beside: QWidget) -> tuple[QWidget, ThumbPad | None]:
    """What stands at the foot of a page: with a hand chosen, the pad in that hand's lower corner and the rest beside it."""
    if not look.metrics.thumb:
        return beside, None
    pad = ThumbPad(look)
    right = look.metrics.thumb == "right"
    line = row(beside, pad, gap=look.metrics.gap / 8) if right else row(pad, beside, gap=look.metrics.gap / 8)
    line.setStretch(0 if right else 1, 1)
    edge = look.metrics.step(0.5)
    line.setContentsMargins(edge, edge, edge, edge)
    foot = Frame("foot", line)
    # The hand is the same in every language.
    foot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    beside.setLayoutDirection(QGuiApplication.layoutDirection())
    return foot, pad
