"""A pad to sign or make a mark on."""

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
        self._paint_strokes(painter)

    def _paint_strokes(self, painter: QPainter) -> None:
        round_ = (Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(self._look.colour("ink"), 3, Qt.PenStyle.SolidLine, *round_))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        scale = self.height() / _UNITS
        for stroke in self._strokes:
            path = QPainterPath(QPointF(stroke[0][0] * scale, stroke[0][1] * scale))
            for x, y in stroke[1:]:
                path.lineTo(x * scale, y * scale)
            if len(stroke) == 1:
                path.lineTo(stroke[0][0] * scale + 0.1, stroke[0][1] * scale)
            painter.drawPath(path)

    def _point(self, at: QPointF) -> list[int]:
        scale = _UNITS / max(self.height(), 1)
        return [round(at.x() * scale), round(at.y() * scale)]

    def _count(self) -> int:
        return sum(len(stroke) for stroke in self._strokes)
