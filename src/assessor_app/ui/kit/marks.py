"""The three answers to one criterion, big enough to hit without looking twice."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from assessor_app.domain.marks import Mark
from assessor_app.ui.kit.apart import keep_apart
from assessor_app.ui.kit.glyphs import Shape, colour_of, paint_glyph
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.theme.look import Look
from assessor_app.wording import marks

MARKS = (Shape.MET, Shape.NOT_MET, Shape.NOT_SEEN)
_SIDE, _BESIDE = 22, 0.75  # of the shape, in pixels at 100 % text; steps between it and the word beside it
_TINTS = {Shape.MET: "met_tint", Shape.NOT_MET: "not_met_tint", Shape.NOT_SEEN: "hover"}


def mark_word(shape: Shape) -> str:
    """The word that stands with a mark."""
    return marks.mark_word(Mark(shape.value))


class _MarkButton(QAbstractButton):
    """One answer: shape above word, or before it. It remembers what it painted, not what it was told."""

    def __init__(self, look: Look, shape: Shape, parent: QWidget) -> None:
        super().__init__(parent)
        self.painted = False
        self._look = look
        self._shape = shape
        self._word = mark_word(shape)
        self.setFont(look.font("small"))
        self.setAccessibleName(self._word)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.held = self._lying = False
        self._lines = 1

    def lie(self, lying: bool) -> None:
        """Puts the shape before the word: lower, and as wide as its own word needs."""
        if lying != self._lying:
            self._lying = lying
            self.updateGeometry()
            self.update()

    def lying_width(self) -> int:
        """How wide it would be with its shape before its word."""
        metrics = self._look.metrics
        letters = QFontMetrics(self._look.font("small", bold=True))
        beside = metrics.text(_SIDE) + metrics.step(_BESIDE + 2)
        return max(letters.horizontalAdvance(self._word) + beside, metrics.target)

    def wrap(self, lines: int) -> None:
        """Its word in so many lines, each mark as high as the others."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def hold(self, held: bool) -> None:
        """Shows this answer as the one that holds, or not."""
        if held != self.held:
            self.held = held
            self.painted = False
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        letters = QFontMetrics(self._look.font("small", bold=True))
        if self._lying:
            return QSize(self.lying_width(), max(letters.height() + metrics.step(1.5), metrics.target))
        word = max(letters.horizontalAdvance(mark_word(shape)) for shape in MARKS) + metrics.step(2)
        height = metrics.text(24) + self._lines * letters.height() + metrics.step(1.5)
        return QSize(max(word, metrics.mm(20), metrics.target), max(height, metrics.target))

    def minimumSizeHint(self) -> QSize:
        """Where room is scarce the word stands in two lines: each is as wide as the longest part of any."""
        if self._lying:
            return self.sizeHint()
        metrics = self._look.metrics
        letters = QFontMetrics(self._look.font("small", bold=True))
        parts = [part for shape in MARKS for part in mark_word(shape).split()]
        widest = max(letters.horizontalAdvance(part) for part in parts) + metrics.step(1)
        return QSize(max(widest, metrics.target), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        held = self.held
        colour = colour_of(self._shape, tokens)
        ground = str(getattr(tokens, _TINTS[self._shape])) if held else tokens.surface
        filled = held and tokens.filled and self._shape is not Shape.NOT_SEEN
        if filled:
            ground = colour
        elif self.isDown() or (self.underMouse() and not held and self.isEnabled()):
            ground = tokens.hover
        width = float(tokens.stroke + held)
        quiet = not held or self._shape is Shape.NOT_SEEN
        painter.setPen(QPen(QColor(tokens.edge if quiet else colour), width))
        painter.setBrush(QColor(ground))
        half = width / 2
        ground_box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ground_box, tokens.corner, tokens.corner)
        self._paint_answer(painter, held=held, filled=filled)
        painter.end()
        self.painted = held

    def _paint_answer(self, painter: QPainter, *, held: bool, filled: bool) -> None:
        tokens = self._look.tokens
        painter.setFont(self._look.font("small", bold=held))
        glyph, line = self._lying_places(painter) if self._lying else self._standing_places(painter)
        if held:
            colour = tokens.on_mark if filled else colour_of(self._shape, tokens)
            paper = tokens.ink if filled else tokens.on_mark
            paint_glyph(painter, glyph, self._shape, tokens, colour=colour, paper=paper)
        else:
            _paint_outline(painter, glyph, self._shape, tokens.muted)
        told = tokens.on_mark if filled else tokens.ink
        painter.setPen(QColor(told if held else tokens.muted))
        wrapped = Qt.TextFlag.TextWordWrap if self._lines > 1 else Qt.TextFlag.TextSingleLine
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter | wrapped), self._word)

    def _standing_places(self, painter: QPainter) -> tuple[QRectF, QRectF]:
        """The shape, and the word under it."""
        words = painter.fontMetrics().height() * self._lines
        side = self._look.metrics.text(_SIDE)
        top = (self.height() - side - words - 2) / 2
        glyph = QRectF((self.width() - side) / 2, top, side, side)
        return glyph, QRectF(0, top + side + 2, self.width(), words)

    def _lying_places(self, painter: QPainter) -> tuple[QRectF, QRectF]:
        """The shape, and the word behind it, both in the middle."""
        side, between = self._look.metrics.text(_SIDE), self._look.metrics.step(_BESIDE)
        word = painter.fontMetrics().horizontalAdvance(self._word) + 1
        left = (self.width() - side - between - word) / 2
        glyph = QRectF(left, (self.height() - side) / 2, side, side)
        line = QRectF(left + side + between, 0, word, self.height())
        return mirrored(self, glyph), mirrored(self, line)


def _paint_outline(painter: QPainter, box: QRectF, shape: Shape, colour: str) -> None:
    """An answer that does not hold: ✓, ◐ or ○ in thin lines."""
    inner = box.adjusted(2, 2, -2, -2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(QColor(colour), max(1.5, box.width() / 14), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    painter.drawEllipse(inner)
    if shape is Shape.MET:
        x, y, side = inner.x(), inner.y(), inner.width()
        painter.drawLine(
            round(x + side * 0.28), round(y + side * 0.53), round(x + side * 0.44), round(y + side * 0.69)
        )
        painter.drawLine(
            round(x + side * 0.44), round(y + side * 0.69), round(x + side * 0.74), round(y + side * 0.35)
        )
    elif shape is Shape.NOT_MET:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPie(inner, 90 * 16, 180 * 16)


class MarkButtons(QWidget):
    """✓ met, ◐ not met today, ○ not seen. What holds is told by `show_mark` alone: a touch only asks.

    Signals:
        asked(str): met, not-met or not-seen, as the finger goes down.
    """

    asked = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons = {shape: _MarkButton(look, shape, self) for shape in MARKS}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._gap = look.metrics.gap
        box.setSpacing(self._gap)
        for shape, button in self._buttons.items():
            button.setAccessibleName(f"{name}: {mark_word(shape)}")
            button.pressed.connect(lambda shape=shape: self.asked.emit(shape.value))
            box.addWidget(button)
        keep_apart(self, look.metrics)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        most = max(len(mark_word(shape).split()) for shape in MARKS)
        lines = 1 if event.size().width() >= self.sizeHint().width() else min(most, 2)
        for button in self._buttons.values():
            button.wrap(lines)

    def lie(self, room: int) -> None:
        """Each shape before its word, where all three have that room (pixels) in one line; else above it."""
        between = (len(self._buttons) - 1) * self._gap
        lying = sum(button.lying_width() for button in self._buttons.values()) + between <= room
        for button in self._buttons.values():
            button.lie(lying)

    def show_mark(self, mark: str) -> None:
        """Shows the mark that holds; anything else than the three shows none."""
        for shape, button in self._buttons.items():
            button.hold(shape.value == mark)

    def shown(self) -> str:
        """The mark that holds, or nothing."""
        return next((shape.value for shape, button in self._buttons.items() if button.held), "")

    def painted(self) -> str:
        """The mark that was last painted on the screen, or nothing."""
        return next((shape.value for shape, button in self._buttons.items() if button.painted), "")

    def button(self, mark: str) -> QAbstractButton:
        """The button of a mark, for a hand or a harness to press."""
        return self._buttons[Shape(mark)]
