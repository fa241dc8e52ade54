"""People as tiles: the whole tile is the target, the name the largest thing on it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.theme.look import Look
from assessor_app.wording.direction import reads_rightwards
from assessor_app.wording.names import initials


class PersonTile(QAbstractButton):
    """One person: initials, name, and a line beneath."""

    def __init__(self, look: Look, *, name: str, about: str = "") -> None:
        super().__init__()
        self._look = look
        self._name, self._about = " ".join(shown(name).split()), shown(about)
        self.setAccessibleName(f"{self._name}, {self._about}" if about else self._name)
        self.setToolTip(tooltip(self._name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(look.font("row", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        lines = self.fontMetrics().height() + (metrics.text(22) if self._about else 0)
        width = self.fontMetrics().horizontalAdvance(self._name) + metrics.text(44) + metrics.step(6)
        return QSize(width, max(metrics.mm(16), metrics.target, lines + metrics.step(2.5)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, look = self._look.tokens, self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        touched = self.underMouse() or self.isDown()
        painter.setBrush(look.colour("hover" if touched else "surface"))
        focused = self.hasFocus()
        painter.setPen(
            QPen(look.colour("accent" if focused else "edge"), tokens.ring if focused else tokens.stroke)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)
        side = min(self.height() - 20, look.metrics.text(44))
        circle = QRect(14, (self.height() - side) // 2, side, side)
        words = QRect(side + 28, 8, self.width() - side - 40, self.height() - 16)
        self._paint_initials(painter, mirrored(self, circle).toRect())
        self._paint_words(painter, mirrored(self, words).toRect())

    def _paint_initials(self, painter: QPainter, circle: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_tint"))
        painter.drawEllipse(circle)
        painter.setPen(self._look.colour("ink"))
        painter.setFont(self._look.font("body", bold=True))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), initials(self._name))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignLeft if reads_rightwards(name) else Qt.AlignmentFlag.AlignRight
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        upper, lower = QRect(box), QRect(box)
        if self._about:
            below = self._look.metrics.text(22)
            upper.setHeight(box.height() - below)
            lower.setTop(upper.bottom() + 1)
        painter.drawText(upper, flags, name)
        if self._about:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("muted"))
            about = painter.fontMetrics().elidedText(self._about, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(lower, flags, about)


class Tiles(QWidget):
    """People beside and under each other, as the width allows.

    Signals:
        picked(str): the person's key.
    """

    picked = Signal(str)

    def __init__(self, look: Look, people: Sequence[tuple[str, str, str]]) -> None:
        """`people` are (key, name, line beneath)."""
        super().__init__()
        self._least, self._most = look.metrics.text(240), look.metrics.text(440)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.metrics.gap)
        self._columns = 0
        self.tiles = {key: PersonTile(look, name=name, about=about) for key, name, about in people}
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, key=key: self.picked.emit(key))
        self._arrange(2)

    def first(self) -> PersonTile | None:
        """The first tile, for the focus."""
        return next(iter(self.tiles.values()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max((tile.sizeHint().width() for tile in self.tiles.values()), default=0)
        wanted = min(max(widest, self._least), self._most) + self._grid.spacing()
        self._arrange(
            max(1, min(3, len(self.tiles), (event.size().width() + self._grid.spacing()) // wanted))
        )

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for index in range(max(columns, self._columns)):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
        self._columns = columns
        for index, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, index // columns, index % columns)
