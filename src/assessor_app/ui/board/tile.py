"""One learner on the Wall: the target is the person."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.board.view import Cell, LearnerView
from assessor_app.ui.kit.cut import CUT
from assessor_app.ui.kit.glyphs import Shape, colour_of, paint_glyph
from assessor_app.ui.kit.marks import mark_word
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

WIDE_MM, HIGH_MM = 40, 25
_TINTS = {"met": "met_tint", "not-met": "not_met_tint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TileState:
    """What a tile shows: who, what was said, and how much of it.

    Attributes:
        covered: the name is hidden; the bib stays.
        dimmed: the mark is hidden: nobody touched the board for a while.
        pointed: this is whose tile it is; the next touch marks.
        clock: the clock of this learner's task, in words; `over` when its time is, `lit` for a flash.
    """

    learner: LearnerView
    cell: Cell
    covered: bool = False
    dimmed: bool = False
    pointed: bool = False
    clock: str = ""
    over: bool = False
    lit: bool = False


def tile_size(look: Look) -> QSize:
    """The least size of a tile: 40 × 25 mm, more where the lettering is larger."""
    metrics = look.metrics
    return QSize(max(metrics.mm(WIDE_MM), metrics.text(144)), max(metrics.mm(HIGH_MM), metrics.text(92)))


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
        self.setAccessibleDescription(" · ".join(part for part in (learner.bench, state.clock) if part))
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
        self._paint_ground(painter, state)
        self._paint_person(painter, state)
        self._paint_said(painter, state)
        painter.end()
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
            edge, width = tokens.accent, 4.0
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
        if state.clock:
            self._paint_clock(painter, top.adjusted(bib, 0, 0, 0), state)
        if state.covered:
            return
        foot = metrics.text(26) + edge
        room = QRectF(edge, top.bottom(), self.width() - 2 * edge, self.height() - top.bottom() - foot)
        self._paint_name(painter, room, shown(state.learner.name))

    def _paint_clock(self, painter: QPainter, room: QRectF, state: TileState) -> None:
        """As large as the bib, to be read by whoever walks past; over time in the colour of danger, and it flashes."""
        tokens = self._look.tokens
        wide = painter.fontMetrics().horizontalAdvance(state.clock) + self._look.metrics.step(1)
        place = mirrored(self, room.adjusted(max(room.width() - wide, 0), 0, 0, 0))
        if state.lit:
            painter.fillRect(place, QColor(tokens.danger))
        over = tokens.surface if state.lit else tokens.danger
        painter.setPen(QColor(over if state.over else tokens.ink))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), state.clock)
        painter.setPen(QColor(tokens.muted if state.learner.off else tokens.ink))

    def _paint_name(self, painter: QPainter, room: QRectF, name: str) -> None:
        """The name as large as fits: in the size of the bib where it does, on two lines, else smaller."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        font = self._look.font("row")
        smallest = self._look.font("small").pixelSize()
        painter.setFont(font)
        while font.pixelSize() > smallest and not _fits(painter, room, name):
            font.setPixelSize(font.pixelSize() - 1)
            painter.setFont(font)
        painter.save()
        painter.setClipRect(mirrored(self, room))
        painter.drawText(mirrored(self, room), name, option)
        painter.restore()

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
        self.setProperty(CUT, "" if fitted == words else words)
        return fitted


def said_of(cell: Cell) -> str:
    """The mark's word, with what stands behind it."""
    word = mark_word(Shape(cell.mark))
    return f"{word} · {cell.note}" if cell.note else word


def _fits(painter: QPainter, room: QRectF, text: str) -> bool:
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading
    needed = painter.boundingRect(QRectF(0, 0, room.width(), 10_000), int(flags), text)
    return needed.height() <= room.height() and needed.width() <= room.width()
