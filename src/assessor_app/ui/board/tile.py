"""One learner on the Wall: the target is the person."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.board.named import Words
from assessor_app.ui.board.view import Cell, LearnerView
from assessor_app.ui.clocks.digits import READ_MM, paint_clock
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.cut import CUT
from assessor_app.ui.kit.glyphs import Shape, colour_of, paint_glyph
from assessor_app.ui.kit.marks import mark_word
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

WIDE_MM, HIGH_MM = 40, 25
_HIGH, _HIGH_IN_LITTLE = 92, 67
"""Of its lettering, in pixels at 100 %: with a line for the bib alone, and with the name beside it."""
_ENDLESS = 10_000
_TINTS = {"met": "met_tint", "not-met": "not_met_tint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TileState:
    """What a tile shows: who, what was said, and how much of it.

    Attributes:
        covered: the name is hidden; the bib stays.
        dimmed: the mark is hidden: nobody touched the board for a while.
        pointed: this is whose tile it is; the next touch marks.
        clock: the clock of this learner's task; `lit` for a flash.
    """

    learner: LearnerView
    cell: Cell
    covered: bool = False
    dimmed: bool = False
    pointed: bool = False
    clock: ClockView | None = None
    lit: bool = False


def tile_size(look: Look, *, little: bool = False) -> QSize:
    """The least size of a tile: 40 × 25 mm, more where the lettering is larger; less of that where there is `little` room."""
    metrics = look.metrics
    high = metrics.text(_HIGH_IN_LITTLE if little else _HIGH)
    return QSize(max(metrics.mm(WIDE_MM), metrics.text(144)), max(metrics.mm(HIGH_MM), high))


class Tile(QAbstractButton):
    """A learner to touch. `painted` is the mark that was last painted, or nothing while it is hidden.

    Signals:
        entered(): the focus came by Tab.
    """

    entered = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.painted = ""
        self._look = look
        self._state: TileState | None = None
        self._short: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def learner(self) -> str:
        """The entry of whoever stands here; nothing for an unused tile."""
        return self._state.learner.id if self._state else ""

    def show_state(self, state: TileState) -> None:
        """Shows another state; paints only when it differs."""
        if state == self._state:
            return
        self._state = state
        self.painted = ""
        learner = state.learner
        name = learner.bib if state.covered else f"{learner.bib} {learner.name}"
        self.setAccessibleName(shown(f"{name}: {learner.off or said_of(state.cell)}"))
        clock = state.clock.words if state.clock else ""
        self.setAccessibleDescription(" · ".join(part for part in (learner.bench, clock) if part))
        self.setToolTip("" if state.covered else tooltip(learner.name))
        self.update()

    def sizeHint(self) -> QSize:
        return tile_size(self._look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.entered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        state = self._state
        if state is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._short = []
        self._paint_ground(painter, state)
        self._paint_person(painter, state)
        self._paint_said(painter, state)
        painter.end()
        self.setProperty(CUT, " · ".join(self._short))
        self.painted = "" if state.dimmed else state.cell.mark

    def _paint_ground(self, painter: QPainter, state: TileState) -> None:
        tokens, off = self._look.tokens, bool(state.learner.off)
        mark = "" if state.dimmed or off else state.cell.mark
        tint = str(getattr(tokens, _TINTS[mark])) if mark in _TINTS else tokens.surface
        edge = colour_of(Shape(mark), tokens) if mark in _TINTS else tokens.edge
        width = float(tokens.stroke + (mark in _TINTS))
        if off:
            tint, edge = tokens.page, tokens.edge
        if state.pointed or self.hasFocus():
            edge, width = tokens.accent, float(tokens.ring + 2)
        pen = QPen(QColor(edge), width)
        if off and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.hover if self.isDown() and not off else tint))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, tokens.corner, tokens.corner)

    def _paint_person(self, painter: QPainter, state: TileState) -> None:
        metrics, tokens = self._look.metrics, self._look.tokens
        edge = metrics.step(1)
        painter.setPen(QColor(tokens.muted if state.learner.off else tokens.ink))
        painter.setFont(self._look.font("row", bold=True))
        line = painter.fontMetrics().height()
        bib = painter.fontMetrics().horizontalAdvance(state.learner.bib) + metrics.step(1)
        top = QRectF(edge, edge * 0.5, self.width() - 2 * edge, line)
        leading = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(mirrored(self, top), leading, state.learner.bib)
        foot = metrics.text(22) + edge
        under = top.bottom()
        if state.clock is not None:
            one = Words(shown(state.learner.name), self._look.font("small"), _ENDLESS, self.layoutDirection())
            beside, left = top.adjusted(bib, 0, 0, 0), foot + ceil(one.high)
            under = self._paint_clock(painter, beside, state.clock, left, lit=state.lit)
            painter.setPen(QColor(tokens.muted if state.learner.off else tokens.ink))
        if state.covered:
            return
        room = QRectF(edge, under, self.width() - 2 * edge, self.height() - under - foot)
        name = shown(state.learner.name)
        if state.clock is None and not self._fits_under(room, name):
            ascent = QFontMetricsF(self._look.font("row", bold=True)).ascent()
            self._paint_name(painter, room.adjusted(0, top.top() - under, 0, 0), name, bib, ascent)
        else:
            self._paint_name(painter, room, name)

    def _paint_clock(
        self, painter: QPainter, beside: QRectF, clock: ClockView, left: float, *, lit: bool
    ) -> float:
        """Beside the bib, as large as leaves the name a line of its least letters; returns where that begins."""
        least = QFontMetricsF(self._look.font("small")).height()
        high = max(min(self.height() - left - beside.top(), self._look.metrics.mm(READ_MM) + 8), least)
        place = mirrored(self, QRectF(beside.left(), beside.top(), beside.width(), high))
        paint_clock(painter, self._look, place, clock, lit=lit, most=self._look.metrics.mm(READ_MM))
        return beside.top() + high

    def _fits_under(self, room: QRectF, name: str) -> bool:
        return Words(name, self._look.font("small"), room.width(), self.layoutDirection()).fits(room.height())

    def _paint_name(
        self, painter: QPainter, room: QRectF, name: str, bib: float = 0.0, ascent: float = 0.0
    ) -> None:
        """The name as large as fits, in as many of its words as fit in the least size.

        Where it has no room under the bib it begins beside it: `bib` is what that takes of the first line, and `ascent`
        where its letters stand.
        """
        font, smallest = self._look.font("row"), self._look.font("small").pixelSize()
        for pixels in range(font.pixelSize(), smallest - 1, -1):
            font.setPixelSize(pixels)
            down = max(ascent - QFontMetricsF(font).ascent(), 0.0)
            words = Words(name, font, room.width(), self.layoutDirection(), indent=bib)
            if words.fits(room.height() - down):
                break
        else:
            words = words.cut_to(room.height() - down)
            self._short.append(name)
        words.paint(painter, mirrored(self, room.adjusted(0, down, 0, 0)).topLeft())

    def _paint_said(self, painter: QPainter, state: TileState) -> None:
        metrics, tokens = self._look.metrics, self._look.tokens
        side, edge = metrics.text(22), metrics.step(1)
        top = self.height() - side - edge
        words = QRectF(edge * 1.5 + side, top, self.width() - side - 2.5 * edge, side)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(self._look.font("small", bold=True))
        if state.learner.off:
            self._paint_off(painter, state, top)
            return
        shape = Shape.HELD if state.dimmed else Shape(state.cell.mark)
        quiet = state.dimmed or shape is Shape.NOT_SEEN
        glyph = mirrored(self, QRectF(edge, top, side, side))
        paint_glyph(painter, glyph, shape, tokens, colour=tokens.muted if quiet else "")
        painter.setPen(QColor(tokens.muted if quiet else colour_of(shape, tokens)))
        said = _("hidden") if state.dimmed else said_of(state.cell)
        painter.drawText(mirrored(self, words), flags, self._elided(painter, said, words))

    def _paint_off(self, painter: QPainter, state: TileState, top: float) -> None:
        """Why nothing can be marked; what was said before stays, quietly."""
        metrics, tokens = self._look.metrics, self._look.tokens
        side, edge = metrics.text(22), metrics.step(1)
        if state.cell.mark != Shape.NOT_SEEN.value and not state.dimmed:
            glyph = mirrored(self, QRectF(self.width() - edge - side, top, side, side))
            paint_glyph(painter, glyph, Shape(state.cell.mark), tokens, colour=tokens.muted)
        line = QRectF(edge, top, self.width() - 3 * edge - side, side)
        painter.setPen(QColor(tokens.muted))
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(mirrored(self, line), flags, self._elided(painter, state.learner.off, line))

    def _elided(self, painter: QPainter, words: str, room: QRectF) -> str:
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        if fitted != words:
            self._short.append(words)
        return fitted


def said_of(cell: Cell) -> str:
    """The mark's word, with what stands behind it."""
    word = mark_word(Shape(cell.mark))
    return f"{word} · {cell.note}" if cell.note else word
