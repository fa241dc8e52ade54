"""The heads of the people in Bench and Grid: their names, and the clock of each at the edge; a touch leads to it."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from assessor_app.ui.clocks.digits import READ_MM, digits_font, paint_clock
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.mirror import rightwards
from assessor_app.ui.theme.look import Look

_ICON, _EDGE = 18, 5
_WIDEST = "+00:00"
_MOST_SHARE = 0.2
"""Of the table's width, for the clocks beside the names of the Grid."""


class ClockHeads(QHeaderView):
    """Names with clocks under them (across) or beside them (down); without one, a small sign of where it would be.

    Signals:
        grew(): they need other room than before.
    """

    grew = Signal()

    def __init__(
        self, look: Look, orientation: Qt.Orientation, whose: Callable[[int], str], parent: QWidget
    ) -> None:
        """`whose` is the entry of a section."""
        super().__init__(orientation, parent)
        self._look, self._whose = look, whose
        self._clocks: Mapping[str, ClockView] = {}
        self._lit: AbstractSet[str] = frozenset()
        self.setSectionsClickable(True)

    def show_clocks(self, clocks: Mapping[str, ClockView], lit: AbstractSet[str]) -> None:
        """Shows the clocks, by entry; `lit` are those that are lit for a flash."""
        before = bool(self._clocks)
        if (clocks, lit) != (self._clocks, self._lit):
            self._clocks, self._lit = dict(clocks), lit
            self.viewport().update()
        if bool(clocks) is not before:
            self.grew.emit()

    def beside(self) -> int:
        """What is taken of the width of a name, in pixels."""
        if not self._clocks:
            return self._look.metrics.text(_ICON) + _EDGE
        if self._under():
            return 0
        high = min(self._look.metrics.mm(READ_MM), self.defaultSectionSize() - 2 * _EDGE)
        table = self.parentWidget()
        most = round(_MOST_SHARE * table.width()) if table is not None else self.width()
        return min(self._wide(high) + 2 * _EDGE, max(most, self._look.metrics.text(_ICON)))

    def beneath(self) -> int:
        """What is taken of the height under a name, in pixels."""
        if not self._clocks or not self._under() or not self.count():
            return 0
        most = self._look.metrics.mm(READ_MM)
        if self.orientation() == Qt.Orientation.Vertical:
            return most + 2 * _EDGE
        room = min(self.sectionSize(at) for at in range(self.count())) - 2 * _EDGE
        return min(most, round(most * room / self._wide(most))) + 2 * _EDGE

    def _under(self) -> bool:
        """Whether clocks stand under the names: across, and in rows that are as high as both."""
        both = self.fontMetrics().height() + self._look.metrics.mm(READ_MM) + 3 * _EDGE
        return self.orientation() == Qt.Orientation.Horizontal or self.defaultSectionSize() >= both

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        clock = self._clocks.get(self._whose(at))
        under, aside = self.beneath(), self.beside()
        name, edge = QRect(rect), QRect(rect)
        if under:
            name.setBottom(rect.bottom() - under)
            edge.setTop(name.bottom() + 1)
        elif rightwards(self):
            name.setRight(rect.right() - aside)
            edge.setLeft(name.right() + 1)
        else:
            name.setLeft(rect.left() + aside)
            edge.setRight(name.left() - 1)
        painter.save()
        super().paintSection(painter, name, at)
        painter.restore()
        painter.save()
        tokens = self._look.tokens
        painter.fillRect(edge, QColor(tokens.page))
        lit = self._whose(at) in self._lit
        place = QRectF(edge).adjusted(1, 1, -1, -1)
        if clock is not None:
            paint_clock(painter, self._look, place, clock, lit=lit, most=self._look.metrics.mm(READ_MM))
        elif not under:
            side = self._look.metrics.text(_ICON)
            middle = place.center()
            picture = self._look.pixmap("timer", tokens.muted, _ICON)
            painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side / 2), picture)
        painter.setPen(QPen(QColor(tokens.edge), tokens.stroke))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _wide(self, high: int) -> int:
        return max(round(QFontMetricsF(digits_font(self._look, high)).horizontalAdvance(_WIDEST)), 1)
