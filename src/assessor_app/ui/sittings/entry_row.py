"""One learner of a sitting: bib and name first, then whether they are here, then their work."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame

from assessor_app.ui.kit.buttons import PlainButton, StackedButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, holding, nest, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.roles import plays
from assessor_app.ui.kit.status import Glyph, Initials, StatusChip
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.sittings.view import EntryView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 860
_STATES_FROM = 480
_STEPS_FROM = 400
_STEP = 120


class EntryRow(QFrame):
    """A row that can have the focus; what it shows is told by `show_entry` alone.

    Signals:
        step_asked(): what the button beside says.
        present_asked(): this learner is here.
        more_asked(): attendance, bib and bench.
        moved(int): the focus should go this many rows on.
        entered(): the focus came.
    """

    step_asked = Signal()
    present_asked = Signal()
    more_asked = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(self, look: Look, entry: EntryView) -> None:
        super().__init__()
        self.look = look
        self.entry = entry
        plays(self, QAccessible.Role.ListItem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bib = Line(look, role="row", bold=True, least=2)
        self._bib.setFixedWidth(look.metrics.text(48))
        self._initials = Initials(look, millimetres=12)
        self._name = Line(look, role="row", bold=True, least=12)
        self._details = Line(look, role="small", tone="muted", least=12)
        self._attendance = StatusChip(look, Shape.NOT_SEEN, "")
        self._briefed = StatusChip(look, Shape.NOT_MET, _("not briefed"), role="small")
        self._work_glyph = Glyph(look, Shape.NOT_SEEN)
        # What stands in the way of an award is never cut off: a narrow row grows higher.
        self._work = Text(look)
        self._work_about = Text(look, role="small", tone="muted")
        self.step = PlainButton(look, "…")
        self.step.setMinimumWidth(look.metrics.text(_STEP))
        policy = self.step.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.step.setSizePolicy(policy)
        self.step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.step.clicked.connect(self.step_asked)
        self.more = StackedButton(look, "ellipsis", _("more"))
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self.more_asked)
        self._apart = False
        self._lay_out()
        self.show_entry(entry)

    def show_entry(self, entry: EntryView) -> None:
        """Shows what is kept of this learner's entry."""
        self.entry = entry
        self._bib.say(entry.bib)
        self._initials.say(entry.initials)
        self._name.say(entry.name)
        self._details.say(entry.details)
        self._attendance.show_status(entry.attendance_shape, entry.attendance_words)
        self._briefed.setVisible(entry.not_briefed)
        self._work_glyph.show_shape(entry.work_shape)
        self._work_glyph.setVisible(bool(entry.work))
        self._work.say(entry.work)
        self._work_about.say(entry.work_about)
        self._work_about.setVisible(bool(entry.work_about))
        self.step.setVisible(bool(entry.step))
        self.step.become(entry.step_words, name=f"{entry.step_words}: {entry.bib} {entry.name}")
        self.more.setVisible(entry.changeable)
        self.more.setAccessibleName(_("More about {bib} {name}").format(bib=entry.bib, name=entry.name))
        self.setAccessibleName(f"{entry.bib} {entry.name}")
        said = [entry.attendance_words, _("not briefed") if entry.not_briefed else ""]
        said += [entry.work, entry.work_about]
        self.setAccessibleDescription(". ".join(part for part in said if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.entry.step:
            if not self.step.is_new():
                self.step_asked.emit()
        elif event.text() == "+":
            self.present_asked.emit()
        elif event.key() == Qt.Key.Key_F2 and self.entry.changeable:
            self.more_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self.look.tokens
        if self.hasFocus():
            painter.fillRect(self.rect(), self.look.colour("accent_tint"))
            painter.fillRect(mirrored(self, QRectF(0, 0, 4, self.height())), self.look.colour("accent"))
        line = QRectF(0, self.height() - tokens.stroke, self.width(), tokens.stroke)
        painter.fillRect(line, self.look.colour("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self.look.metrics.text(_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        roomy = event.size().width() >= self.look.metrics.text(_STATES_FROM)
        self._place_steps(apart=event.size().width() < self.look.metrics.text(_STEPS_FROM))
        along = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        if self._states.direction() != along:
            # What is to do stands under whether they are here: beside it, large words would push the row out.
            self._states.setDirection(along)
            self._states.setSpacing(self.look.metrics.step(1.5 if roomy else 0.25))
        if self._middle.direction() != direction:
            self._middle.setDirection(direction)
            self._initials.setVisible(beside)
            self.step.setMinimumWidth(self.look.metrics.text(_STEP) if beside else 0)
            self._here.setFixedWidth(self.look.metrics.text(150) if beside else self._here.sizeHint().width())

    def _lay_out(self) -> None:
        text = self.look.metrics.text
        who = column(None, self._name, self._details, None, gap=0.25)
        here = self._here = holding(column(None, self._attendance, self._briefed, None, gap=0))
        here.setFixedWidth(text(150))
        work = row(self._work_glyph, column(None, self._work, self._work_about, None, gap=0.25), gap=1)
        work.setStretch(1, 1)
        states = self._states = row(here, work, gap=1.5)
        states.setStretch(1, 1)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(12)
        nest(self._middle, who, 4)
        nest(self._middle, states, 4)
        made = row(self._bib, self._initials, gap=1.5)
        nest(made, self._middle, 1)
        self._end = row(self.step, self.more)
        nest(made, self._end)
        step = self.look.metrics.step
        whole = self._whole = column(made, gap=0.75)
        whole.setContentsMargins(step(2), step(0.75), step(1), step(0.75))
        self._made = made
        self.setLayout(whole)

    def _place_steps(self, *, apart: bool) -> None:
        """At the end of the row, or under it where they would leave the name too little."""
        if apart == self._apart:
            return
        self._apart = apart
        if apart:
            self._made.removeItem(self._end)
            nest(self._whole, self._end)
        else:
            self._whole.removeItem(self._end)
            nest(self._made, self._end)
