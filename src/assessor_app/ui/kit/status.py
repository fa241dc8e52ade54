"""A status in three parts: shape, word, colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.glyphs import Shape, colour_of, paint_glyph
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look


class Glyph(QWidget):
    """A shape alone, beside words that stand in a label of their own."""

    def __init__(self, look: Look, shape: Shape, *, size: int = 20) -> None:
        """`size` is pixels at 100 % text."""
        super().__init__()
        self._look = look
        self._shape = shape
        side = look.metrics.text(size)
        self.setFixedSize(side, side)

    def show_shape(self, shape: Shape) -> None:
        """Shows another shape."""
        if shape is not self._shape:
            self._shape = shape
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), QRectF(self.rect()), self._shape, self._look.tokens)


class StatusChip(QWidget):
    """◷ waiting, ◆ registered, ❙❙ held …: the shape, then the word."""

    def __init__(self, look: Look, shape: Shape, word: str, *, role: Role = "body") -> None:
        super().__init__()
        self._look = look
        self._shape = shape
        self._word = ""
        self.setFont(look.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_status(shape, word)

    def show_status(self, shape: Shape, word: str) -> None:
        """Shows another status."""
        self._shape, self._word = shape, shown(word)
        self.setAccessibleName(self._word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + self._look.metrics.step(1)
        return QSize(metrics.horizontalAdvance(self._word) + round(metrics.height() * 0.8) + 12, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self.fontMetrics().height() * 0.8
        glyph = QRectF(0, (self.height() - side) / 2, side, side)
        paint_glyph(painter, mirrored(self, glyph), self._shape, self._look.tokens)
        painter.setPen(QColor(colour_of(self._shape, self._look.tokens)))
        words = QRectF(side + 8, 0, self.width() - side - 8, self.height())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(mirrored(self, words), int(flags), self._word)


class Initials(QWidget):
    """A person's initials in a circle, where there is no face."""

    def __init__(self, look: Look, initials: str = "", *, millimetres: float = 14) -> None:
        super().__init__()
        self._look = look
        self._initials = initials
        side = max(look.metrics.mm(millimetres), look.metrics.text(48))
        self.setFixedSize(side, side)
        self.setFont(look.font("row", bold=True))

    def say(self, initials: str) -> None:
        """Shows another person's initials."""
        self._initials = shown(initials)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("accent_tint"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(self._look.colour("ink"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initials)
