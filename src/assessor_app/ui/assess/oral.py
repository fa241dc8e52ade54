"""The oral questions that this learner was dealt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from assessor_app.ui.assess.asking import AskTick
from assessor_app.ui.assess.rows import KEY_MARKS
from assessor_app.ui.assess.view import QuestionView
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, row, rule
from assessor_app.ui.kit.marks import MarkButtons
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class QuestionRow(QFrame):
    """A question, its must-say points to tick, the wrong answer to listen for, and the mark.

    Signals:
        answered(str, object): the mark, and the list of indices of the points that were said.
    """

    answered = Signal(str, object)

    def __init__(self, look: Look, question: QuestionView) -> None:
        super().__init__()
        self.question = question
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(question.text)
        self.marks = MarkButtons(look, question.id)
        self.marks.asked.connect(lambda mark: self.answered.emit(mark, list(self.question.said)))
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
        box.addLayout(row(self.marks, None))
        box.addWidget(rule())
        box.setContentsMargins(look.metrics.step(2), look.metrics.step(1.5), look.metrics.step(1), 0)
        self.setLayout(box)
        self.show_question(question)

    def show_question(self, question: QuestionView) -> None:
        """Shows what is kept of this answer."""
        self.question = question
        self.marks.show_mark(question.mark)
        for index, point in enumerate(self.points):
            point.setChecked(index in question.said)

    def freeze(self, frozen: bool) -> None:
        """Lets nothing more be said."""
        for widget in (self.marks, *self.points):
            widget.setEnabled(not frozen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = KEY_MARKS.get(event.text())
        if mark is not None and self.marks.isEnabled():
            self.answered.emit(mark, list(self.question.said))
        else:
            super().keyPressEvent(event)

    def _point(self, index: int, *, said: bool) -> None:
        points = set(self.question.said) | {index} if said else set(self.question.said) - {index}
        self.answered.emit(self.question.mark, sorted(points))
