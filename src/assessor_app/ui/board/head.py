"""What is watched now: the criterion with its benchmark, large; and who is meant, larger still."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assessor_app.ui.board.fitted import LINES, Fitted, Who
from assessor_app.ui.board.view import CriterionView
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import Shape, paint_glyph
from assessor_app.ui.kit.layout import Frame, column, holding, nest, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_WHO_WIDE = 300
_SQUEEZED = 0.7
_AROUND_WANTS = 2
# What the words' height depends on: which criteria, the head's width, who beside them, and standing close.
_Asked = tuple[tuple[CriterionView, ...], int, bool, bool]


class _Number(QWidget):
    """The criterion's number, with ▲ beside it when it is critical: the head alone says so to the room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words, self._critical = "", False
        self.setFont(look.font("name", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def say(self, words: str, *, critical: bool) -> None:
        self._words, self._critical = shown(words), critical
        self.setAccessibleName(f"{words} {_('critical')}" if critical else words)
        self.updateGeometry()
        self.update()

    def take(self, role: Role) -> None:
        """Stands in letters of another size: in those of a row, in a line that keeps its height."""
        self.setFont(self._look.font(role, bold=True))
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Fixed, policy.Fixed if role == "row" else policy.Expanding)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        glyph = self._look.metrics.text(34) if self._critical else 0
        wide = max(self.fontMetrics().horizontalAdvance(self._words), self._look.metrics.text(52))
        return QSize(wide + glyph, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self.fontMetrics().height()
        painter.setPen(QColor(self._look.tokens.ink))
        words = QRectF(0, 0, self.width(), line)
        painter.drawText(mirrored(self, words), int(Qt.AlignmentFlag.AlignLeading), self._words)
        if self._critical:
            side = self._look.metrics.text(26)
            wide = self.fontMetrics().horizontalAdvance(self._words) + self._look.metrics.step(0.75)
            glyph = mirrored(self, QRectF(wide, (line - side) / 2, side, side))
            paint_glyph(painter, glyph, Shape.DANGER, self._look.tokens)


class _Watched:
    """A criterion's number, its words, and what is wanted: the number large before both, or in the line of what is wanted."""

    def __init__(self, number: _Number, words: QWidget, wants: QWidget) -> None:
        self._number, self._wants = number, wants
        self._top = row(gap=1.5)
        self.beneath = column(self._top, words, wants, gap=0.25)
        self.line = row(number, self.beneath, gap=2)
        self.line.setStretch(1, 1)

    def draw_together(self, *, close: bool) -> None:
        """Two lines, or as they stood before."""
        self._number.take("row" if close else "name")
        if close:
            self.line.removeWidget(self._number)
            self.beneath.removeWidget(self._wants)
            self._top.addWidget(self._number)
            self._top.addWidget(self._wants, 1)
        else:
            self._top.removeWidget(self._number)
            self._top.removeWidget(self._wants)
            self.line.insertWidget(0, self._number)
            self.beneath.addWidget(self._wants)


class CriterionHead(Frame):
    """The criterion that is watched, and who is meant beside it; `meant` is the line of whoever that is.

    In a narrow window who is meant shares a line with what leads to the other learners. In a `close` one, narrow and
    low, the number shares one with what is wanted, and the words have the whole width.
    """

    def __init__(self, look: Look) -> None:
        super().__init__("bar")
        self.who = Who(look)
        self._number = _Number(look)
        self._words = Fitted(look)
        self._wants = Text(look, role="small", tone="not_met", wrap=False)
        # Of one height, whatever stands there: a word that is a pixel higher would move everything under it.
        self._wants.setFixedHeight(self._wants.fontMetrics().lineSpacing() + _AROUND_WANTS)
        self._wants_glyph = Glyph(look, Shape.NOT_MET, size=16)
        self._beneath = holding(row(self._wants_glyph, self._wants, None, gap=0.75))
        self._watched = _Watched(self._number, self._words, self._beneath)
        self.meant = row(self.who, gap=1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole.setSpacing(look.metrics.step(2))
        nest(self._whole, self._watched.line, 1)
        nest(self._whole, self.meant)
        step = look.metrics.step
        self._whole.setContentsMargins(step(2), step(1), step(2), step(0.75))
        self.setLayout(self._whole)
        self._look, self._beside, self._close = look, True, False
        self._criterion: CriterionView | None = None
        self._kept = ""
        self._most: tuple[_Asked, int] = (((), 0, True, False), 0)
        self._least: tuple[_Asked, int] = (((), 0, True, False), 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where the benchmark, or what is kept, had no room, a touch opens it."""
        super().mouseReleaseEvent(event)
        if not self._words.is_whole or (self._kept and not self.who.is_whole):
            self.open_whole()

    def say(self, name: str, then: str) -> None:
        """Who is meant, and what comes next; what is kept stands beneath."""
        kept = "" if then == self._kept else self._kept
        self.who.say(name, "  ".join(part for part in (then, kept) if part))

    def keep(self, words: str) -> None:
        """From now on these words stand under everybody's name, cut where there is no room; empty ones no more."""
        self._kept = words
        self.who.keeps = bool(words)

    def open_whole(self) -> None:
        """Criterion and benchmark, whole; and what is kept."""
        if self._criterion is None:
            return
        dialog = Dialog(self._look, self._criterion.text, parent=self.window())
        for words in filter(None, (self._criterion.benchmark, self._kept)):
            dialog.body.addWidget(Text(self._look, words))
        close = PrimaryButton(self._look, _("Close"))
        close.clicked.connect(dialog.accept)
        dialog.foot(close)
        dialog.open()

    def take_room(self, room: int, *, most: int = 0, longest: int = 0) -> None:
        """In a window with no room for large letters: so many pixels in all, and no more than the words need.

        That is `most` lines, or what the `longest` criterion has a head of (`least_height`): the same whichever is watched.
        """
        needed = self._words.height_of(most) if most else longest - self._around()
        number = 0 if self._close else self._number.sizeHint().height() - self._wants.sizeHint().height()
        high = max(min(room - self._around(), needed), number, 1)
        self._words.take_lines(LINES, high=high)
        if self._beside:
            self.who.take_lines(LINES, high=high + self._under_words())

    def least_height(self, criteria: tuple[CriterionView, ...], width: int) -> int:
        """What the longest of these criteria needs in the least letters, in a head of this width."""
        key = (criteria, width, self._beside, self._close)
        if key != self._least[0]:
            wide = self._words_width(width)
            needed = (self._words.least_height(wide, of=(one.text, one.benchmark)) for one in criteria)
            self._least = (key, max(needed, default=0))
        return self._around() + self._least[1]

    def most_lines(self, criteria: tuple[CriterionView, ...], width: int) -> int:
        """How many lines at 28 px the longest of these criteria takes, in a head of this width.

        One number for all of a form: tiles that moved from criterion to criterion would be missed.
        """
        key = (criteria, width, self._beside, self._close)
        if key != self._most[0]:
            wide = self._words_width(width)
            counts = [self._words.lines_of(one.text, one.benchmark, wide) for one in criteria]
            self._most = (key, max(counts, default=LINES))
        return self._most[1]

    def _words_width(self, width: int) -> int:
        """What a head of this width leaves to the words."""
        step = self._look.metrics.step
        taken = 2 * step(2) + (0 if self._close else step(2) + self._number.sizeHint().width())
        taken += step(2) + self._look.metrics.text(_WHO_WIDE) if self._beside else 0
        return width - taken

    def take_lines(self, count: int) -> None:
        """Gives the words the room of so many lines."""
        self._words.take_lines(count)
        if self._beside:
            self.who.take_lines(count)

    def height_of(self, count: int) -> int:
        """How high the head is with so many lines."""
        return self._around() + self._words.height_of(count)

    def _under_words(self) -> int:
        """What stands over or under the words: the task, and what is wanted. A layout not shown yet knows no sum."""
        high = self._beneath.sizeHint().height()
        return self._watched.beneath.spacing() + (
            max(high, self._number.sizeHint().height()) if self._close else high
        )

    def _around(self) -> int:
        """All of the height but the words'. Who is meant takes their height beside them, and a line of its own under."""
        edges, border = self._whole.contentsMargins(), self.contentsMargins()
        who = 0 if self._beside else self._whole.spacing() + self.meant.sizeHint().height()
        around = edges.top() + edges.bottom() + border.top() + border.bottom()
        return around + self._under_words() + who

    def stand(self, *, narrow: bool, low: bool, squeezed: bool = False) -> None:
        """Who is meant stands beside the criterion, or under it in a narrow window; smaller where room is wanted."""
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = down if narrow else sideways
        if self._whole.direction() != direction:
            self._whole.setDirection(direction)
        self._beside = not narrow
        widest = 16_777_215  # Qt's own word for no limit
        self.who.setMaximumWidth(widest if narrow else self._look.metrics.text(_WHO_WIDE))
        if narrow:
            high = round(_SQUEEZED * self.who.height_of(1)) if squeezed else 0
            self.who.take_lines(1 if low else 2, high=high)
        if (close := narrow and low) != self._close:
            self._close = close
            self._whole.setSpacing(self._look.metrics.step(0.5 if close else 2))
            self._watched.draw_together(close=close)

    def show_criterion(self, criterion: CriterionView | None, *, place: str) -> None:
        """Shows a criterion; `place` is words, as "5 of 12"."""
        self._criterion = criterion
        if criterion is None:
            self._number.say("", critical=False)
            self._words.say(_("Nobody is listed here yet."), _("Add learners on the sitting's page."))
            wants = ""
        else:
            self._number.say(criterion.id, critical=criterion.critical)
            self._words.say(criterion.text, criterion.benchmark)
            wants = criterion.wants
        said = " · ".join(part for part in (place, criterion.task_words if criterion else "", wants) if part)
        self._wants.say_in(said, "not_met" if wants else "muted")
        self._wants_glyph.setVisible(bool(wants))
