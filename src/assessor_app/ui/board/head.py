"""What is watched now: the criterion with its benchmark, large; and who is meant, larger still."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assessor_app.ui.board.view import CriterionView
from assessor_app.ui.kit.glyphs import Shape, paint_glyph
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LARGE, _LEAST, _SMALLEST = 28, 16, 14
_WHO_WIDE = 300
_LINES, _LEADING = 4, 1.36


class Fitted(QWidget):
    """A bold sentence and a plain one under it, as large as fits the room, never cut."""

    def __init__(self, look: Look, *, large: int = _LARGE, second: float = 1.0) -> None:
        """`large` is the size in pixels at 100 % where there is room, `second` the plain sentence's share of it."""
        super().__init__()
        self._look, self._large, self._share = look, large, second
        self._first = self._second = ""
        self._lines = _LINES
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, first: str, second: str) -> None:
        """Shows other words."""
        self._first, self._second = shown(first), shown(second)
        self.setAccessibleName(". ".join(part for part in (self._first, self._second) if part))
        self.update()

    def first(self) -> str:
        """The bold sentence."""
        return self._first

    def take_lines(self, count: int) -> None:
        """Takes the room of so many lines at 28 px."""
        if count != self._lines:
            self._lines = count
            self.updateGeometry()

    def height_of(self, count: int) -> int:
        """The height of so many lines at 28 px."""
        return round(_LARGE * _LEADING * count * self._look.metrics.text_scale)

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(420), self.height_of(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setAlignment(Qt.AlignmentFlag.AlignLeading)
        option.setTextDirection(self.layoutDirection())
        room = QRectF(self.rect())
        pixels = self._largest(painter, room)
        top = 0.0
        for bold, words, token in ((True, self._first, "ink"), (False, self._second, "muted")):
            painter.setFont(self._font(pixels, bold=bold))
            painter.setPen(self._look.colour(token))
            high = self._height(painter, words, room.width())
            painter.drawText(QRectF(0, top, room.width(), high), words, option)
            top += high

    def _largest(self, painter: QPainter, room: QRectF) -> int:
        largest = round(self._large * self._look.metrics.text_scale)
        for pixels in range(largest, _LEAST, -1):
            if self._needed(painter, pixels, room.width()) <= room.height():
                return pixels
        return _LEAST

    def _needed(self, painter: QPainter, pixels: int, width: float) -> float:
        painter.setFont(self._font(pixels, bold=True))
        first = self._height(painter, self._first, width)
        painter.setFont(self._font(pixels, bold=False))
        return first + self._height(painter, self._second, width)

    def _font(self, pixels: int, *, bold: bool) -> QFont:
        made = self._look.font("body", bold=bold)
        made.setPixelSize(pixels if bold else max(round(pixels * self._share), _SMALLEST))
        return made

    def _height(self, painter: QPainter, words: str, width: float) -> float:
        if not words:
            return 0.0
        flags = int(Qt.TextFlag.TextWordWrap)
        return painter.boundingRect(QRectF(0, 0, width, 10_000), flags, words).height()


class Who(Fitted):
    """Whose turn it is, said large, with what the next touch or key does."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, large=32, second=0.5)
        self.say("", "")

    def name(self) -> str:
        """The name that stands there."""
        return self.first()


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
        wants = row(self._wants_glyph, self._wants, None, gap=0.75)
        left = column(self._words, wants, gap=0.25)
        watched = row(self._number, left, gap=2)
        watched.setStretch(1, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole.setSpacing(look.metrics.step(2))
        self._whole.addLayout(watched, 1)
        self._whole.addWidget(self.who)
        step = look.metrics.step
        self._whole.setContentsMargins(step(2), step(1), step(2), step(0.75))
        self.setLayout(self._whole)
        self._look, self._beside = look, True

    def take_lines(self, count: int) -> None:
        """Gives the words the room of so many lines."""
        self._words.take_lines(count)
        if self._beside:
            self.who.take_lines(count)

    def height_of(self, count: int) -> int:
        """How high the head is with so many lines."""
        rest = self.sizeHint().height() - self._words.sizeHint().height()
        return rest + self._words.height_of(count)

    def stand(self, *, narrow: bool, low: bool) -> None:
        """Who is meant stands beside the criterion, or under it in a narrow window."""
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = down if narrow else sideways
        if self._whole.direction() != direction:
            self._whole.setDirection(direction)
        self._beside = not narrow
        widest = 16_777_215  # Qt's own word for no limit
        self.who.setMaximumWidth(widest if narrow else self._look.metrics.text(_WHO_WIDE))
        if narrow:
            self.who.take_lines(1 if low else 2)

    def show_criterion(self, criterion: CriterionView | None, *, place: str) -> None:
        """Shows a criterion; `place` is words, as "5 of 12"."""
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
