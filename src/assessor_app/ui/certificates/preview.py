"""A certificate as it will be printed, drawn for exactly the dots that it takes on this screen."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.roles import plays
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_A4_MM = (297.0, 210.0)
"""What a page is taken for until it is here."""
_MM_PER_INCH = 25.4
_SETTLES_MS = 80


class Preview(QWidget):
    """Shows one page.

    Signals:
        wanted(str, float): the certificate's number and the dots per inch to draw it at; answer with `show_page`.
        enlarge_asked(): by touch, Return or space.
    """

    wanted = Signal(str, float)
    enlarge_asked = Signal()

    def __init__(self, look: Look, *, opens: bool = True) -> None:
        """`opens` is whether touching it asks for a larger one."""
        super().__init__()
        self._look = look
        self._opens = opens
        self.setAccessibleName(_("Preview"))
        self._number = ""
        self._image = QImage()
        self._asked = 0.0
        self._wide, self._high = _A4_MM
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if opens:
            plays(self, QAccessible.Role.Button)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLES_MS)
        self._timer.timeout.connect(self._ask)

    def show_number(self, number: str) -> None:
        """Shows another certificate; its picture comes by `show_page`."""
        if number == self._number:
            return
        self._number, self._asked, self._image = number, 0.0, QImage()
        self.setAccessibleName(_("Preview of certificate {number}").format(number=number))
        self._timer.start()
        self.update()

    def show_page(self, number: str, png: bytes) -> None:
        """The picture that `wanted` asked for; one of another certificate is left aside."""
        if number == self._number:
            self._image = QImage.fromData(png)
            if not self._image.isNull() and self._asked:
                self._measure(self._image.width() / self._asked * _MM_PER_INCH, self._image.height())
            self.update()

    def _measure(self, wide: float, dots_high: float) -> None:
        """The page's own size in millimetres: an upright one is drawn upright, and asked for anew at its dots."""
        high = dots_high * wide / self._image.width()
        if abs(wide - self._wide) > 1 or abs(high - self._high) > 1:
            self._wide, self._high = wide, high
            self.updateGeometry()
            self._timer.start()

    def sizeHint(self) -> QSize:
        width = self._look.metrics.text(360)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * min(self._high / self._wide, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.enlarge_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.enlarge_asked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        page = self._page()
        painter.fillRect(page, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self._image)
        border, width = ("accent", self._look.tokens.ring) if self.hasFocus() else ("line", 1)
        painter.setPen(QPen(self._look.colour(border), width))
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))

    def _page(self) -> QRectF:
        wide = min(self.width(), self.height() * self._wide / self._high)
        page = QRectF(0, 0, wide, wide * self._high / self._wide)
        page.moveCenter(QRectF(self.rect()).center())
        return page

    def _ask(self) -> None:
        if not self._number or not self.isVisible():
            return
        dots = self._page().width() * self.devicePixelRatioF() / (self._wide / _MM_PER_INCH)
        if dots > 1 and abs(dots - self._asked) > 1:
            self._asked = dots
            self.wanted.emit(self._number, dots)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()


class LargePreview(Dialog):
    """The page as large as the screen allows."""

    def __init__(self, look: Look, number: str, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Certificate {number}").format(number=number), parent=parent)
        self.preview = Preview(look, opens=False)
        self.preview.show_number(number)
        self.body.addWidget(self.preview)
        self.body.setStretch(0, 1)
        self.foot(self.cancel_button(_("Close")))
        room = self.screen().availableGeometry()
        self.resize(round(room.width() * 0.9), round(room.height() * 0.9))
