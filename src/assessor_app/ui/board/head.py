"""What is watched now: the criterion with its benchmark, large; and who is meant, larger still."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assessor_app.ui.board.fitted import LINES, Fitted, Who
from assessor_app.ui.board.view import CriterionView
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import Shape, paint_glyph
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_WHO_WIDE = 300
_SQUEEZED = 0.7


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


class CriterionHead(Frame):
    """The criterion that is watched, and who is meant beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__("bar")
        self.who = Who(look)
        self._number = _Number(look)
        self._words = Fitted(look)
        self._wants = Text(look, role="small", tone="not_met", wrap=False)
        self._wants_glyph = Glyph(look, Shape.NOT_MET, size=16)
        self._beneath = row(self._wants_glyph, self._wants, None, gap=0.75)
        self._left = column(self._words, self._beneath, gap=0.25)
        watched = row(self._number, self._left, gap=2)
        watched.setStretch(1, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole.setSpacing(look.metrics.step(2))
        self._whole.addLayout(watched, 1)
        self._whole.addWidget(self.who)
        step = look.metrics.step
        self._whole.setContentsMargins(step(2), step(1), step(2), step(0.75))
        self.setLayout(self._whole)
        self._look, self._beside = look, True
        self._criterion: CriterionView | None = None
        self._most: tuple[tuple[CriterionView, ...], int, int] = ((), 0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where the benchmark had no room, a touch opens it."""
        super().mouseReleaseEvent(event)
        if not self._words.is_whole:
            self.open_whole()

    def open_whole(self) -> None:
        """Criterion and benchmark, whole."""
        if self._criterion is None:
            return
        dialog = Dialog(self._look, self._criterion.text, parent=self.window())
        dialog.body.addWidget(Text(self._look, self._criterion.benchmark))
        close = PrimaryButton(self._look, _("Close"))
        close.clicked.connect(dialog.accept)
        dialog.foot(close)
        dialog.open()

    def take_least(self, room: int) -> None:
        """In a window with no room for large letters: the least that holds all words, within so many pixels."""
        wanted = min(self._words.least_height(self._words.width()), room - self._around())
        number = self._number.sizeHint().height() - self._wants.sizeHint().height()
        high = max(wanted, number, 1)
        self._words.take_lines(LINES, high=high)
        if self._beside:
            self.who.take_lines(LINES, high=high + self._under_words())

    def most_lines(self, criteria: tuple[CriterionView, ...], width: int) -> int:
        """How many lines at 28 px the longest of these criteria takes, in a head of this width.

        One number for all of a form: tiles that moved from criterion to criterion would be missed.
        """
        if (criteria, width) != self._most[:2]:
            step = self._look.metrics.step
            taken = 2 * step(2) + step(2) + self._number.sizeHint().width()
            taken += step(2) + self._look.metrics.text(_WHO_WIDE) if self._beside else 0
            counts = [self._words.lines_of(one.text, one.benchmark, width - taken) for one in criteria]
            self._most = (criteria, width, max(counts, default=LINES))
        return self._most[2]

    def take_lines(self, count: int) -> None:
        """Gives the words the room of so many lines."""
        self._words.take_lines(count)
        if self._beside:
            self.who.take_lines(count)

    def height_of(self, count: int) -> int:
        """How high the head is with so many lines."""
        return self._around() + self._words.height_of(count)

    def _under_words(self) -> int:
        """What stands under the words: the task, and what is wanted. A layout that is not shown yet knows no sum."""
        return self._left.spacing() + self._beneath.sizeHint().height()

    def _around(self) -> int:
        """All of the height but the words'. Who is meant takes their height beside them, and a line of its own under."""
        edges = self._whole.contentsMargins()
        who = 0 if self._beside else self._whole.spacing() + self.who.sizeHint().height()
        return edges.top() + edges.bottom() + self._under_words() + who

    def stand(self, *, narrow: bool, low: bool, stopped: bool = False) -> None:
        """Who is meant stands beside the criterion, or under it in a narrow window; smaller where a stop takes room."""
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = down if narrow else sideways
        if self._whole.direction() != direction:
            self._whole.setDirection(direction)
        self._beside = not narrow
        widest = 16_777_215  # Qt's own word for no limit
        self.who.setMaximumWidth(widest if narrow else self._look.metrics.text(_WHO_WIDE))
        if narrow:
            squeezed = round(_SQUEEZED * self.who.height_of(1)) if low and stopped else 0
            self.who.take_lines(1 if low else 2, high=squeezed)

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
