"""A page as a picture, in its own proportions."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.theme.look import Look

_A4 = 210 / 297


class PaperView(QWidget):
    """Shows one page; nothing can be done to it."""

    def __init__(self, look: Look, name: str, *, width: int) -> None:
        """`width` is what it asks for, in pixels at 100 % text."""
        super().__init__()
        self._look, self._wide = look, look.metrics.text(width)
        self._image = QImage()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_png(self, png: bytes) -> None:
        """Another page; the old one stays where this one cannot be read."""
        image = QImage.fromData(png)
        if not image.isNull():
            self._image = image
            self.updateGeometry()
            self.update()

    @property
    def is_drawn(self) -> bool:
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self.heightForWidth(self._wide))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # An upright page is as high as a flat one is wide, so that neither pushes the other out of sight.
        return round(min(width * self._ratio(), self._wide))

    def _ratio(self) -> float:
        return _A4 if self._image.isNull() else self._image.height() / self._image.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = min(self.width() - 1, (self.height() - 1) / self._ratio())
        page = QRectF(0.5, 0.5, wide, wide * self._ratio())
        page.moveLeft((self.width() - wide) / 2)
        painter.fillRect(page, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self._image)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawRect(page)
