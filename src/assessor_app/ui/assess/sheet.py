"""The form as a sheet that scrolls: tasks, their criteria, the oral questions last."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from assessor_app.ui.assess.heads import PinnedHead, TaskHead, head_of
from assessor_app.ui.assess.oral import QuestionRow
from assessor_app.ui.assess.reading_place import ReadingPlace
from assessor_app.ui.assess.rows import CriterionRow
from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.assess.walk import Walk
from assessor_app.ui.evidence.strip import EvidenceStrip
from assessor_app.ui.kit.layout import Frame, Scroll, column
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Sheet(QWidget):
    """All rows of a form. Built once for a form; after that only what differs is repainted.

    Signals:
        marked(str, str, str): criterion, mark, how.
        prompted(str, bool), not_applicable(str, str), noted(str, str): criterion, and what was said.
        judged_by(str, str): criterion, and what its mark was judged by.
        read(str, int, object, str, str, object): criterion, index, value, instrument, ISO date, within.
        answered(str, str, object): question, mark, indices of the points said.
        meant(): another line has the focus.
        evidence_shown(str): the evidence of this criterion (empty for the whole work) has its place in `strips`.
    """

    marked = Signal(str, str, str)
    prompted = Signal(str, bool)
    judged_by = Signal(str, str)
    not_applicable = Signal(str, str)
    noted = Signal(str, str)
    read = Signal(str, int, object, str, str, object)
    answered = Signal(str, str, object)
    evidence_shown = Signal(str)
    meant = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: dict[str, CriterionRow] = {}
        self.questions: dict[str, QuestionRow] = {}
        self.strips: dict[str, EvidenceStrip] = {}
        self._heads: dict[str, TaskHead] = {}
        self.walk = Walk({}, {})
        self._scroll = Scroll(QWidget(), name=_("Criteria"))
        self._pinned = PinnedHead(look, self._scroll)
        self.reading = ReadingPlace(
            self._scroll, self._pinned, lambda: (*self.rows.values(), *self.questions.values())
        )
        box: QVBoxLayout = column(self._scroll, gap=0)
        self.setLayout(box)

    def build(self, view: AssessView) -> None:
        """Lays out the rows of another form or learner, and starts from the top."""
        self.rows, self.questions, self._heads = {}, {}, {}
        self.walk = Walk(self.rows, self.questions)
        self.reading.forget()
        self._pinned.heads = []
        self._pinned.hide()
        box = column(gap=0)
        for task in view.tasks:
            self._heads[task.id] = head_of(self._look, task)
            box.addWidget(self._heads[task.id])
            for criterion in task.criteria:
                row_ = CriterionRow(self._look, criterion)
                self.rows[criterion.id] = row_
                self._wire(row_)
                box.addWidget(row_)
        if view.questions:
            self._heads["oral"] = TaskHead(self._look, _("Oral questions"))
            box.addWidget(self._heads["oral"])
        for question in view.questions:
            asked = QuestionRow(self._look, question)
            self.questions[question.id] = asked
            self._wire_question(asked)
            box.addWidget(asked)
        self._add_evidence(box)
        box.addStretch(1)
        self._scroll.setWidget(Frame("plain", box))
        self._pinned.heads = list(self._heads.values())

    def _add_evidence(self, box: QVBoxLayout) -> None:
        """Beneath everything: what was captured for the whole work."""
        self._heads["evidence"] = TaskHead(self._look, _("Evidence for the whole work"))
        box.addWidget(self._heads["evidence"])
        strip = EvidenceStrip(self._look, about=_("the whole work"))
        strip.setContentsMargins(16, 8, 16, 16)
        self.strips = {"": strip}
        box.addWidget(strip)
        self.evidence_shown.emit("")

    def repaint_marks(self, view: AssessView) -> None:
        """Shows the marks of a view with the same structure, in place."""
        frozen = view.stopped or bool(view.ended)
        for task in view.tasks:
            self._heads[task.id].progress.say(task.progress)
            for criterion in task.criteria:
                row_ = self.rows[criterion.id]
                if row_.criterion != criterion:
                    row_.show_criterion(criterion)
                row_.freeze(frozen)
        for question in view.questions:
            asked = self.questions[question.id]
            if asked.question != question:
                asked.show_question(question)
            asked.freeze(frozen)
        for strip in self.strips.values():
            strip.freeze(frozen=frozen)
        self._pinned.follow()

    def keep(self) -> None:
        """Asks for everything that was written and not yet kept."""
        for row_ in self.rows.values():
            if row_.details is not None:
                row_.details.keep()

    def current(self) -> CriterionRow | None:
        """The criterion that has, or last had, the focus."""
        return self.walk.criterion()

    def focus_next_unmarked(self, *, after: str = "") -> None:
        """Gives the focus to the next line still to do after this one, criteria before the oral questions.

        With nothing left to do the focus stays: a key pressed once too often must not reach a mark that stands.
        """
        self.go_to(self.walk.next_unmarked(after=after))

    def go_to(self, key: str) -> None:
        """Brings a criterion or question into view, with the focus."""
        target = self.walk.line(key)
        if target is not None:
            self.walk.enter(key)
            self.meant.emit()
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reading.lead(target, lambda: self._bring(target, led=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows that get another height, as on a tablet that is turned, must not carry off the one with the focus.

        Whoever reads elsewhere reads on there.
        """
        super().resizeEvent(event)
        self._pinned.follow()
        here = self.walk.here()
        # A turn comes in several steps, and a line is not in view before it has its place.
        in_view = here is not None and not self.reading.holds() and not here.visibleRegion().isEmpty()
        if here is not None and here.hasFocus() and (in_view or self.reading.leads_to(here)):
            self.reading.lead(here, lambda: self._bring(here, led=True))
        else:
            self.reading.hold(_typed_in(here))

    def _bring(self, target: QWidget, *, led: bool = False) -> None:
        """Into view by the least way, since a finger may be on it; who is `led` there sees what comes after it too."""
        content = self._scroll.widget()
        top = target.mapTo(content, QPoint(0, 0)).y() if content is not None else 0
        margin = self._pinned.room_over(top) + 8
        self._scroll.ensureWidgetVisible(target, 0, margin)
        bar = self._scroll.verticalScrollBar()
        beginning = max(0, top - margin)
        if led and 2 * target.height() > self._scroll.viewport().height() - margin:
            bar.setValue(beginning)
        # A row taller than the view shows its beginning: what it asks, not how its benchmark ends.
        bar.setValue(min(bar.value(), beginning))

    def _wire(self, row_: CriterionRow) -> None:
        key = row_.criterion.id
        row_.mark_asked.connect(lambda mark, how: self._mark(key, mark, how))
        row_.moved.connect(lambda by: self.go_to(self.walk.beside(key, by)))
        row_.entered.connect(lambda: self._enter(key))
        row_.opened.connect(lambda: self._wire_details(row_))

    def _wire_details(self, row_: CriterionRow) -> None:
        key, details = row_.criterion.id, row_.details
        if details is None:
            return
        details.prompted_asked.connect(lambda prompted: self.prompted.emit(key, prompted))
        details.method_asked.connect(lambda how: self.judged_by.emit(key, how))
        details.na_asked.connect(lambda reason: self.not_applicable.emit(key, reason))
        details.note_asked.connect(lambda note: self.noted.emit(key, note))
        details.reading_asked.connect(lambda *reading: self.read.emit(key, *reading))
        self.strips[key] = details.evidence
        self.evidence_shown.emit(key)
        QTimer.singleShot(0, row_, lambda: self._bring(row_))

    def _wire_question(self, asked: QuestionRow) -> None:
        key = asked.question.id
        asked.answered.connect(lambda mark, said: self.answered.emit(key, mark, said))
        asked.went_on.connect(lambda: self.focus_next_unmarked(after=key))
        asked.moved.connect(lambda by: self.go_to(self.walk.beside(key, by)))
        asked.entered.connect(lambda: self._enter(key))

    def _mark(self, key: str, mark: str, how: str) -> None:
        self.marked.emit(key, mark, how)
        if how == "key":
            self.focus_next_unmarked(after=key)

    def _enter(self, key: str) -> None:
        self.walk.enter(key)
        self.meant.emit()
        line = self.walk.line(key)
        if line is not None:
            self._bring(line)


def _typed_in(line: QWidget | None) -> QWidget | None:
    """The field of a line that is typed in just now."""
    focused = QApplication.focusWidget()
    if line is None or focused is None or not line.isAncestorOf(focused):
        return None
    return focused if focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) else None
