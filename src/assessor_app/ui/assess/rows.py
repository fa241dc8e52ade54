"""One criterion: its text, its benchmark always beneath, its three answers, and what is behind it."""

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
from PySide6.QtWidgets import QFrame, QWidget

from assessor_app.domain.evidence import Kind
from assessor_app.ui.assess.details import RowDetails
from assessor_app.ui.assess.row_room import RowRoom
from assessor_app.ui.assess.view import CriterionView
from assessor_app.ui.evidence.counts import EvidenceCounts
from assessor_app.ui.kit.buttons import StackedButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, row
from assessor_app.ui.kit.marks import MarkButtons, mark_word
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.roles import plays
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

KEY_MARKS = {"+": "met", "-": "not-met", "−": "not-met", "0": "not-seen"}
_ALL = 1000


class CriterionRow(QFrame):
    """A row of the form. It can have the focus; + − 0 mark it, Return opens what is behind it.

    Signals:
        mark_asked(str, str): the mark, and how: tap or key.
        moved(int): the focus should go this many rows on.
        entered(): the focus came.
        opened(): the details were opened; they are in `details`.
    """

    mark_asked = Signal(str, str)
    moved = Signal(int)
    entered = Signal()
    opened = Signal()

    def __init__(self, look: Look, criterion: CriterionView) -> None:
        super().__init__()
        self.look = look
        self.criterion = criterion
        self.details: RowDetails | None = None
        plays(self, QAccessible.Role.ListItem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.marks = MarkButtons(look, criterion.id)
        self.marks.asked.connect(self._tapped)
        self._more = StackedButton(
            look, "chevron-down", _("more"), name=_("More about {id}").format(id=criterion.id)
        )
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self.toggle)
        self._said = Text(look, role="small")
        self._na = Glyph(look, Shape.NOT_APPLICABLE, size=16)
        self.evidence = EvidenceCounts(look)
        self._behind = QWidget()
        self._below = column()
        self._lay_out()
        self.show_criterion(criterion)

    def show_criterion(self, criterion: CriterionView) -> None:
        """Shows what is kept of this criterion; only what differs is repainted."""
        self.criterion = criterion
        self.marks.show_mark(criterion.mark)
        said = said_of(criterion)
        self._said.say(said)
        self._na.setVisible(criterion.mark == "not-applicable")
        self.evidence.show_counts(criterion.evidence)
        self._said.setVisible(bool(said))
        self._behind.setVisible(bool(said) or bool(criterion.evidence))
        self.setAccessibleName(f"{criterion.id} {criterion.text}")
        told = (mark_word(Shape(criterion.mark)), self.evidence.words(), criterion.benchmark)
        self.setAccessibleDescription(". ".join(part for part in told if part))
        if self.details is not None:
            self.details.show_criterion(criterion)

    def freeze(self, frozen: bool) -> None:
        """Lets nothing more be said."""
        for widget in (self.marks, self._more, *([self.details] if self.details else [])):
            widget.setEnabled(not frozen)

    def painted(self) -> str:
        """The mark that stands on the screen; nothing until it was painted."""
        if self.criterion.mark == "not-applicable" and self._said.isVisible():
            return "not-applicable"
        return self.marks.painted()

    def open_details(self) -> RowDetails:
        """What is behind the row, open."""
        if self.details is None or self.details.isHidden():
            self.toggle()
        return self.details  # type: ignore[return-value]  # `toggle` makes it

    def toggle(self) -> None:
        """Opens or closes what is behind the row."""
        if self.details is None:
            self.details = RowDetails(self.look, self.criterion)
            self._below.addWidget(self.details)
            self.details.show()
            self.opened.emit()
        else:
            self.details.keep()
            self.details.setVisible(not self.details.isVisible())
        open_ = not self.details.isHidden()
        self._more.say("chevron-up" if open_ else "chevron-down", _("less") if open_ else _("more"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = KEY_MARKS.get(event.text())
        if mark is not None and self.marks.isEnabled():
            self.mark_asked.emit(mark, "key")
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._more.isEnabled():
            self._open_by_key()
        elif event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.arrange(event.size().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            paint_focus(self, self.look)
        painter = QPainter(self)
        tokens = self.look.tokens
        line = QRectF(0, self.height() - tokens.stroke, self.width(), tokens.stroke)
        painter.fillRect(line, self.look.colour("line"))

    def _lay_out(self) -> None:
        number = Text(self.look, self.criterion.id, role="row", bold=True, wrap=False)
        sign: QWidget = Glyph(self.look, Shape.DANGER, size=18) if self.criterion.critical else QWidget()
        sign.setAccessibleName(_("critical") if self.criterion.critical else "")
        text = Text(self.look, self.criterion.text, role="row")
        benchmark = Text(self.look, self.criterion.benchmark, tone="muted")
        said = row(self.evidence, self._na, self._said, None, gap=1)
        # The words take all the room there is; where there are none, icon and number stay at the edge.
        said.setStretch(2, _ALL)
        self._behind.setLayout(said)
        said.setContentsMargins(0, 0, 0, 0)
        beneath = (benchmark, self._behind, self._below)
        self._room = RowRoom(self.look, (number, sign), text, self.marks, self._more, *beneath)
        self.setLayout(self._room.whole)

    def _open_by_key(self) -> None:
        self.toggle()
        if self.details is not None and self.details.isVisible():
            # Digits of a note must not mark the row; Escape leads back to it.
            self.details.note.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tapped(self, mark: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mark_asked.emit(mark, "tap")


def paint_focus(line: QWidget, look: Look) -> None:
    """The ground of the line that keys speak of, with its bar before it."""
    painter = QPainter(line)
    painter.fillRect(line.rect(), look.colour("accent_tint"))
    painter.fillRect(mirrored(line, QRectF(0, 0, 4, line.height())), look.colour("accent"))


def said_of(criterion: CriterionView) -> str:
    """What is behind a row, in one line; what is asked for and missing comes last."""
    parts = []
    if criterion.mark == "not-applicable":
        parts.append(_("not applicable: {reason}").format(reason=criterion.reason))
    if criterion.prompted:
        parts.append(_("prompted"))
    if criterion.mark != "not-seen" and criterion.how in {"product", "oral"}:
        parts.append(_("from the finished piece") if criterion.how == "product" else _("by an oral answer"))
    for reading in criterion.readings:
        taken = f"{reading.value} {reading.unit}" if reading.value else _("not taken")
        parts.append(_("{label}: {value}").format(label=reading.label, value=taken.strip()))
    if criterion.needs_photo and Kind.PHOTO not in dict(criterion.evidence):
        parts.append(_("photo asked for"))
    if criterion.note:
        parts.append(_("note: {note}").format(note=" ".join(criterion.note.split())))
    elif criterion.needs_note:
        parts.append(_("note asked for"))
    return " · ".join(parts)
