"""A pad to sign or make a mark on, and what was signed, to be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.theme.look import Look

# Points are kept in thousandths of the pad's height, so that a signature looks the same on every screen.
_UNITS = 1000
_MOST_POINTS = 4000

Stroke = list[list[int]]


class SignaturePad(QWidget):
    """Takes strokes by finger, pen or mouse.

    Signals:
        changed(bool): whether there is anything on the pad.
    """

    changed = Signal(bool)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._strokes: list[Stroke] = []
        self.setAccessibleName(name)
        self.setFont(look.font())
        self.setMinimumHeight(look.metrics.mm(35))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def strokes(self) -> list[Stroke]:
        """The strokes, each a list of [x, y] in thousandths of the pad's height, from the top left."""
        return [list(stroke) for stroke in self._strokes]

    def clear(self) -> None:
        """Wipes the pad."""
        self._strokes = []
        self.changed.emit(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.mm(140), self._look.metrics.mm(40))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._strokes.append([self._point(event.position())])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point(event.position())
        if self._strokes and point != self._strokes[-1][-1] and self._count() < _MOST_POINTS:
            self._strokes[-1].append(point)
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.changed.emit(bool(self._strokes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("edge"), tokens.stroke))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)
        base = round(self.height() * 0.78)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(24, base, self.width() - 24, base)
        if not self._strokes:
            painter.setPen(self._look.colour("muted"))
            painter.drawText(24, base - 10, self.accessibleName())
        _paint(painter, self._look, self._strokes, self.height() / _UNITS)

    def _point(self, at: QPointF) -> list[int]:
        scale = _UNITS / max(self.height(), 1)
        return [round(at.x() * scale), round(at.y() * scale)]

    def _count(self) -> int:
        return sum(len(stroke) for stroke in self._strokes)


class SignedView(QWidget):
    """What somebody signed with, as it stood on the pad: nothing can be added."""

    def __init__(self, look: Look, name: str, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        super().__init__()
        self._look, self._strokes = look, [stroke for stroke in strokes if stroke]
        self.setAccessibleName(name)
        self.setFixedHeight(look.metrics.mm(25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        across = max((x for stroke in self._strokes for x, _y in stroke), default=0)
        scale = min(self.height() / _UNITS, self.width() / max(across, 1))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, self._look, self._strokes, scale)


def _paint(painter: QPainter, look: Look, strokes: Sequence[Sequence[Sequence[float]]], scale: float) -> None:
    round_ = (Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(look.colour("ink"), 3, Qt.PenStyle.SolidLine, *round_))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        path = QPainterPath(QPointF(stroke[0][0] * scale, stroke[0][1] * scale))
        for x, y in stroke[1:]:
            path.lineTo(x * scale, y * scale)
        if len(stroke) == 1:
            path.lineTo(stroke[0][0] * scale + 0.1, stroke[0][1] * scale)
        painter.drawPath(path)
