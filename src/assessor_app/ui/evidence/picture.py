"""A picture to look at closely: larger, smaller, turned, moved; by keys, fingers, wheel and pointer."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from assessor_app.ui.kit.roles import plays
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

MOST_ZOOM = 8.0
_STEP = 1.25
_MOVE = 60.0
_QUARTER = 90


class PictureView(QWidget):
    """Shows a picture whole, until somebody asks for more. It never grows beyond eight times that."""

    def __init__(self, look: Look, *, name: str = "") -> None:
        super().__init__()
        self._look = look
        self._picture = QImage()
        self.zoom, self.turned = 1.0, 0
        self._centre = QPointF()
        self._grabbed = QPointF()
        self.setAccessibleName(name or _("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        plays(self, QAccessible.Role.Graphic)
        self.setMinimumSize(look.metrics.text(240), look.metrics.text(160))
        self.grabGesture(Qt.GestureType.PinchGesture)

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(720), self._look.metrics.text(440))

    def show_picture(self, picture: QImage) -> None:
        """Another picture, as it was looked at; an empty one for none."""
        self._picture = picture
        self.update()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, around the middle."""
        before = self.zoom
        self.zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)
        self._centre *= self.zoom / before
        self._keep_in_view()

    def turn(self) -> None:
        """A quarter turn to the right."""
        self.turned = (self.turned + _QUARTER) % 360
        self.whole()

    def whole(self) -> None:
        """All of it in view."""
        self.zoom, self._centre = 1.0, QPointF()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: QPointF(_MOVE, 0),
            Qt.Key.Key_Right: QPointF(-_MOVE, 0),
            Qt.Key.Key_Up: QPointF(0, _MOVE),
            Qt.Key.Key_Down: QPointF(0, -_MOVE),
        }
        key = Qt.Key(event.key())
        if event.text() in {"+", "="}:
            self.zoom_by(_STEP)
        elif event.text() in {"-", "−"}:
            self.zoom_by(1 / _STEP)
        elif event.text() == "0":
            self.whole()
        elif event.text().lower() == "r":
            self.turn()
        elif key in moves:
            self._move(moves[key])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor())
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons():
            moved, self._grabbed = event.position() - self._grabbed, event.position()
            self._move(moved)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._look.colour("line"))
        if not self._picture.isNull():
            scale = self._scale()
            size = QSize(round(self._picture.width() * scale), round(self._picture.height() * scale))
            painter.translate(QRectF(self.rect()).center() + self._centre)
            painter.rotate(self.turned)
            place = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
            painter.drawImage(place, self._picture)
            painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _scale(self) -> float:
        """Screen pixels for one of the picture's."""
        wide, high = self._picture.width(), self._picture.height()
        if self.turned % 180:
            wide, high = high, wide
        return min(self.width() / max(wide, 1), self.height() / max(high, 1)) * self.zoom

    def _move(self, by: QPointF) -> None:
        self._centre += by
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        scale = self._scale()
        wide, high = self._picture.width() * scale, self._picture.height() * scale
        if self.turned % 180:
            wide, high = high, wide
        most_x, most_y = max(wide - self.width(), 0) / 2, max(high - self.height(), 0) / 2
        self._centre = QPointF(
            min(max(self._centre.x(), -most_x), most_x), min(max(self._centre.y(), -most_y), most_y)
        )
        self.update()
