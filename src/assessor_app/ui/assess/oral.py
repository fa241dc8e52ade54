"""The oral questions that this learner was dealt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from assessor_app.ui.assess.asking import AskTick
from assessor_app.ui.assess.row_room import NARROW_BELOW
from assessor_app.ui.assess.rows import KEY_MARKS, paint_focus
from assessor_app.ui.assess.view import QuestionView
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, nest, row, rule
from assessor_app.ui.kit.marks import MarkButtons
from assessor_app.ui.kit.roles import plays
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_EDGES = 3  # steps


class QuestionRow(QFrame):
    """A question, its must-say points to tick, the wrong answer to listen for, and the mark.

    Signals:
        answered(str, object): the mark, and the list of indices of the points that were said.
        went_on(): it was answered by a key; the next one may have the focus.
        moved(int): the focus should go this many lines on.
        entered(): the focus came.
    """

    answered = Signal(str, object)
    went_on = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(self, look: Look, question: QuestionView) -> None:
        super().__init__()
        self._look = look
        self.question = question
        # What was asked last and is on its way to disk: quick hands add to it, not to what was there before.
        self._asked: tuple[str, tuple[int, ...]] | None = None
        plays(self, QAccessible.Role.ListItem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(question.text)
        self.marks = MarkButtons(look, question.id)
        self.marks.asked.connect(self._tapped)
        self.points = [AskTick(look, point) for point in question.must_say]
        for index, point in enumerate(self.points):
            point.asked.connect(lambda said, index=index: self._point(index, said=said))
        title = Text(look, question.text, role="row")
        head = row(title, gap=1)
        if question.critical:
            head.insertWidget(0, Glyph(look, Shape.DANGER, size=18))
        head.setStretch(head.count() - 1, 1)
        box = column(head, Text(look, _("Must say:"), tone="muted"), *self.points, gap=0.5)
        if question.wrong:
            box.addWidget(
                Text(look, _("Usual wrong answer: {wrong}").format(wrong=question.wrong), tone="muted")
            )
        box.addSpacing(8)
        nest(box, row(self.marks, None))
        box.addWidget(rule())
        box.setContentsMargins(look.metrics.step(2), look.metrics.step(1.5), look.metrics.step(1), 0)
        self.setLayout(box)
        self.show_question(question)

    def show_question(self, question: QuestionView) -> None:
        """Shows what is kept of this answer."""
        self.question = question
        if self._asked == (question.mark, question.said):
            self._asked = None
        self.marks.show_mark(question.mark)
        for index, point in enumerate(self.points):
            point.setChecked(index in question.said)

    def not_kept(self) -> None:
        """What was asked last is not on disk: what comes next is said of what is."""
        self._asked = None

    def freeze(self, frozen: bool) -> None:
        """Lets nothing more be said."""
        for widget in (self.marks, *self.points):
            widget.setEnabled(not frozen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = KEY_MARKS.get(event.text())
        if mark is not None and self.marks.isEnabled():
            self._ask(mark)
            self.went_on.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, metrics = event.size().width(), self._look.metrics
        self.marks.lie(width - metrics.step(_EDGES) if width < metrics.text(NARROW_BELOW) else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            paint_focus(self, self._look)

    def _tapped(self, mark: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._ask(mark)

    def _point(self, index: int, *, said: bool) -> None:
        mark, before = self._asked or (self.question.mark, self.question.said)
        points = set(before) | {index} if said else set(before) - {index}
        self._ask(mark, tuple(sorted(points)))

    def _ask(self, mark: str, said: tuple[int, ...] | None = None) -> None:
        points = said if said is not None else (self._asked[1] if self._asked else self.question.said)
        stands = (self.question.mark, self.question.said)
        self._asked = None if (mark, points) == stands else (mark, points)
        self.answered.emit(mark, list(points))
