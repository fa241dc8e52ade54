"""Cells of a table: words, words with a muted second line, or a status with its shape."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from assessor_app.ui.kit.glyphs import colour_of, paint_glyph
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.kit.rows import Cell, Index, Status
from assessor_app.ui.kit.text import folded_height, folding
from assessor_app.ui.theme.look import Look

_EDGE = 12
_BAR, _WIDE_BAR = 3, 8


class CellPainter(QStyledItemDelegate):
    """Paints a cell: words, words with a muted second line, or a status."""

    def __init__(self, look: Look, table: QTableView, *, folds: bool = False) -> None:
        """With `folds`, words take as many lines as they need; else what has no room in a line ends in …."""
        super().__init__(table)
        self._look = look
        self._table = table
        self._folds = folds

    def high_for(self, cell: Cell, width: int) -> int:
        """The height of a cell in a column of this width where its words fold, in pixels."""
        room = width - 2 * _EDGE - (self._beside() if isinstance(cell, Status) else 0)
        return sum(self._heights(cell, room)) + self._look.metrics.step(1.5)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._look.tokens
        box = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(tokens.accent_tint))
            if index.column() == self._first():
                # A theme without tints has nothing but the bar to tell it by.
                bar = QRect(box.x(), box.y(), _WIDE_BAR if tokens.filled else _BAR, box.height())
                painter.fillRect(mirrored(self._table, bar, within=box), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), tokens.stroke))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        cell: Cell = index.data(Qt.ItemDataRole.UserRole) or ""
        inner = box.adjusted(_EDGE, 2, -_EDGE, -2)
        if isinstance(cell, Status):
            self._paint_status(painter, inner, cell)
        else:
            self._paint_words(painter, inner, shown(cell))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What was cut short is told whole under the pointer."""
        if self._folds:
            return True
        cell: Cell = index.data(Qt.ItemDataRole.UserRole) or ""
        words = cell.word if isinstance(cell, Status) else shown(cell)
        glyph = self._beside() if isinstance(cell, Status) else 0
        letters, room = view.fontMetrics(), option.rect.width() - 2 * _EDGE - glyph
        whole = all(letters.horizontalAdvance(line) <= room for line in words.split("\n"))
        QToolTip.showText(event.globalPos(), "" if whole else tooltip(words), view)
        return True

    def _paint_status(self, painter: QPainter, box: QRect, status: Status) -> None:
        side = self._look.metrics.text(18)
        glyph = QRectF(box.x(), box.center().y() - side / 2 + 1, side, side)
        paint_glyph(painter, mirrored(self._table, glyph, within=box), status.shape, self._look.tokens)
        colour = colour_of(status.shape, self._look.tokens)
        words = mirrored(self._table, box.adjusted(self._beside(), 0, 0, 0), within=box)
        self._line(painter, words.toRect(), status.word, colour)

    def _paint_words(self, painter: QPainter, box: QRect, words: str) -> None:
        first, _break, second = words.partition("\n")
        if self._folds and second:
            self._paint_under(painter, box, first, second)
            return
        if not second:
            self._line(painter, box, first, self._look.tokens.ink)
            return
        half = box.height() // 2
        self._line(painter, QRect(box.x(), box.y(), box.width(), half), first, self._look.tokens.ink)
        painter.setFont(self._look.font("small"))
        lower = QRect(box.x(), box.y() + half, box.width(), half)
        self._line(painter, lower, second, self._look.tokens.muted)
        painter.setFont(self._look.font())

    def _paint_under(self, painter: QPainter, box: QRect, first: str, second: str) -> None:
        """Both lines whole, one under the other, in the middle of the height."""
        upper, lower = self._heights(f"{first}\n{second}", box.width())
        top = box.y() + (box.height() - upper - lower) // 2
        self._line(painter, QRect(box.x(), top, box.width(), upper), first, self._look.tokens.ink)
        painter.setFont(self._look.font("small"))
        self._line(painter, QRect(box.x(), top + upper, box.width(), lower), second, self._look.tokens.muted)
        painter.setFont(self._look.font())

    def _heights(self, cell: Cell, width: int) -> list[int]:
        """How high the words are, and the muted ones under them, folded at this width."""
        words = cell.word if isinstance(cell, Status) else shown(cell)
        first, _break, second = words.partition("\n")
        letters = self._table.fontMetrics()
        found = [folded_height(letters, first, width)]
        return (
            [*found, folded_height(QFontMetrics(self._look.font("small")), second, width)]
            if second
            else found
        )

    def _first(self) -> int:
        """The first column that is shown."""
        columns = range(self._table.horizontalHeader().count())
        return next((at for at in columns if not self._table.isColumnHidden(at)), 0)

    def _beside(self) -> int:
        """What the shape of a status takes beside its word."""
        return self._look.metrics.text(18) + 8

    def _line(self, painter: QPainter, box: QRect, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        if self._folds:
            flags = folding(painter.fontMetrics(), words, box.width())
            painter.drawText(box, flags | int(Qt.AlignmentFlag.AlignVCenter), words)
            return
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), fitted)
