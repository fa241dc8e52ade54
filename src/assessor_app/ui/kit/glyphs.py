"""The shapes of every status, painted as vectors: shape and word carry the meaning without the colour."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from assessor_app.ui.theme.tokens import Tokens


class Shape(StrEnum):
    """A status by its shape."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_SEEN = "not-seen"
    NOT_APPLICABLE = "not-applicable"
    DANGER = "danger"
    WAITING = "waiting"
    REGISTERED = "registered"
    UNKNOWN = "unknown"
    HELD = "held"
    PROVISIONAL = "provisional"


_COLOURS = {
    Shape.MET: "met",
    Shape.NOT_MET: "not_met",
    Shape.NOT_SEEN: "not_seen",
    Shape.NOT_APPLICABLE: "muted",
    Shape.DANGER: "danger",
    Shape.WAITING: "muted",
    Shape.REGISTERED: "met",
    Shape.UNKNOWN: "not_met",
    Shape.HELD: "not_met",
    Shape.PROVISIONAL: "muted",
}


def colour_of(shape: Shape, tokens: Tokens) -> str:
    """The colour that goes with a shape."""
    return str(getattr(tokens, _COLOURS[shape]))


def paint_glyph(
    painter: QPainter, box: QRectF, shape: Shape, tokens: Tokens, *, colour: str = "", paper: str = ""
) -> None:
    """Paints a shape into the middle of the box, as large as the box's shorter side.

    `colour` and `paper` (what shines through a filled shape) are the shape's own where they are not given.
    """
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    ink = QColor(colour or colour_of(shape, tokens))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, max(1.5, side / 11), Qt.PenStyle.SolidLine, cap, join))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = side * 0.08
    _PAINTERS[shape](
        painter, square.adjusted(inset, inset, -inset, -inset), ink, QColor(paper or tokens.on_mark)
    )
    painter.restore()


def _met(painter: QPainter, box: QRectF, ink: QColor, paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(box)
    paint_check(painter, box, paper)


def paint_check(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Paints a tick into the box."""
    pen = QPen(ink, box.width() / 8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_points(box, (0.28, 0.53), (0.44, 0.69), (0.74, 0.35)))


def _not_met(painter: QPainter, box: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _not_seen(painter: QPainter, box: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(box)


def _not_applicable(painter: QPainter, box: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(box)
    painter.drawLine(_at(box, 0.3, 0.5), _at(box, 0.7, 0.5))


def _danger(painter: QPainter, box: QRectF, ink: QColor, paper: QColor) -> None:
    pen = QPen(ink, box.width() / 10)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(ink)
    painter.drawPolygon(_points(box, (0.5, 0.08), (0.98, 0.9), (0.02, 0.9)))
    pen = QPen(paper, box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(_at(box, 0.5, 0.38), _at(box, 0.5, 0.6))
    painter.drawPoint(_at(box, 0.5, 0.77))


def _waiting(painter: QPainter, box: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(box)
    painter.drawPolyline(_points(box, (0.5, 0.24), (0.5, 0.52), (0.68, 0.62)))


def _diamond(box: QRectF) -> QPolygonF:
    return _points(box, (0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))


def _registered(painter: QPainter, box: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_diamond(box))


def _unknown(painter: QPainter, box: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawPolygon(_diamond(box))


def _held(painter: QPainter, box: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for left in (0.18, 0.58):
        bar = QRectF(
            box.x() + left * box.width(),
            box.y() + 0.06 * box.height(),
            0.24 * box.width(),
            0.88 * box.height(),
        )
        painter.drawRoundedRect(bar, bar.width() / 4, bar.width() / 4)


def _provisional(painter: QPainter, box: QRectF, _ink: QColor, _paper: QColor) -> None:
    pen = painter.pen()
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.2, 1.4])
    painter.setPen(pen)
    painter.drawEllipse(box)


def _at(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.x() + across * box.width(), box.y() + down * box.height())


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF([_at(box, across, down) for across, down in shares])


_PAINTERS: dict[Shape, Callable[[QPainter, QRectF, QColor, QColor], None]] = {
    Shape.MET: _met,
    Shape.NOT_MET: _not_met,
    Shape.NOT_SEEN: _not_seen,
    Shape.NOT_APPLICABLE: _not_applicable,
    Shape.DANGER: _danger,
    Shape.WAITING: _waiting,
    Shape.REGISTERED: _registered,
    Shape.UNKNOWN: _unknown,
    Shape.HELD: _held,
    Shape.PROVISIONAL: _provisional,
}
