"""A table that reads like a printed list: rules between rows, statuses with their shapes, nothing else."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from assessor_app.ui.kit.columns import Columns
from assessor_app.ui.kit.glyphs import colour_of, paint_glyph
from assessor_app.ui.kit.headings import high_for, is_wider
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.kit.rows import Cell, Index, RowsModel, Status
from assessor_app.ui.theme.look import Look

_EDGE = 12
_AROUND_HEAD = (12, 8)
"""What the style sheet puts around a heading."""
_BAR, _WIDE_BAR = 3, 8
_MAIN = 260
"""What the column with the room left keeps, in pixels at 100 % text, while the others can give way."""


class _CellPainter(QStyledItemDelegate):
    """Paints a cell: words, words with a muted second line, or a status."""

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(table)
        self._look = look
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._look.tokens
        box = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(tokens.accent_tint))
            if index.column() == 0:
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
        cell: Cell = index.data(Qt.ItemDataRole.UserRole) or ""
        words = cell.word if isinstance(cell, Status) else shown(cell)
        glyph = self._look.metrics.text(18) + 8 if isinstance(cell, Status) else 0
        letters, room = view.fontMetrics(), option.rect.width() - 2 * _EDGE - glyph
        whole = all(letters.horizontalAdvance(line) <= room for line in words.split("\n"))
        QToolTip.showText(event.globalPos(), "" if whole else tooltip(words), view)
        return True

    def _paint_status(self, painter: QPainter, box: QRect, status: Status) -> None:
        side = self._look.metrics.text(18)
        glyph = QRectF(box.x(), box.center().y() - side / 2 + 1, side, side)
        paint_glyph(painter, mirrored(self._table, glyph, within=box), status.shape, self._look.tokens)
        colour = colour_of(status.shape, self._look.tokens)
        words = mirrored(self._table, box.adjusted(side + 8, 0, 0, 0), within=box)
        self._line(painter, words.toRect(), status.word, colour)

    def _paint_words(self, painter: QPainter, box: QRect, words: str) -> None:
        first, _break, second = words.partition("\n")
        if not second:
            self._line(painter, box, first, self._look.tokens.ink)
            return
        half = box.height() // 2
        self._line(painter, QRect(box.x(), box.y(), box.width(), half), first, self._look.tokens.ink)
        painter.setFont(self._look.font("small"))
        lower = QRect(box.x(), box.y() + half, box.width(), half)
        self._line(painter, lower, second, self._look.tokens.muted)
        painter.setFont(self._look.font())

    def _line(self, painter: QPainter, box: QRect, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), fitted)


def between_rows(table: QTableView, place: QPoint, gap: int) -> bool:
    """Whether a touch met the gap of so many pixels between two rows: whose it is, nobody can say."""
    index = table.indexAt(place)
    return gap > 0 and index.isValid() and not _inner(table.visualRect(index), gap).contains(place)


def _inner(cell: QRect, gap: int) -> QRect:
    return cell.adjusted(0, gap // 2, 0, -(gap - gap // 2))


class DataTable(QTableView):
    """Rows that can be walked with keys and opened.

    Signals:
        opened(object): the id of the row that was touched, or entered with Return.
        chosen(object): the id of the row that has the focus now.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, look: Look, name: str, columns: Sequence[str], *, stretch: int = 0, two_lines: bool = False
    ) -> None:
        """`stretch` is the column that takes the room left; `two_lines` makes room for a muted second line."""
        super().__init__()
        self.setAccessibleName(name)
        self.rows = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setFont(look.font())
        self.setItemDelegate(_CellPainter(look, self))
        self._plain_manners()
        self._plain_header(look)
        self._columns = Columns(self.horizontalHeader(), main=stretch, keeps=look.metrics.text(_MAIN))
        text = self.fontMetrics().height() * (2 if two_lines else 1) + look.metrics.step(1.5)
        # With gloves the gap between two rows is a part of neither.
        self._gap = look.metrics.apart(0)
        self.verticalHeader().setDefaultSectionSize(max(look.metrics.target + self._gap, text))
        self.clicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.rows.modelReset.connect(self._watch_focus)

    def set_widths(
        self, look: Look, widths: Mapping[int, int], least: Mapping[int, int] | None = None
    ) -> None:
        """Widths of columns in pixels at 100 % text, and the `least` that they keep in a narrow window."""
        for column, width in widths.items():
            keeps = (least or {}).get(column, 0)
            self._columns.want(column, look.metrics.text(width), look.metrics.text(keeps))

    def selectRow(self, row: int) -> None:
        """Chooses a row. Qt's own misses it where the window is laid out from right to left."""
        flags = QItemSelectionModel.SelectionFlag
        several = self.selectionMode() is QAbstractItemView.SelectionMode.MultiSelection
        how = flags.Toggle if several else flags.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(row, 0), how | flags.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not viewport().width(): the first widget that Python is handed costs as much as a whole table.
        self._columns.share(event.size().width())
        # Columns that had their least width from the start are resized by nothing.
        self._fold_heads()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if between_rows(self, event.position().toPoint(), self._gap):
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.rows.id_at(self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # a view is only ever told of plain indexes
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.rows.id_at(current.row()))

    def _plain_manners(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def _plain_header(self, look: Look) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFont(look.font("small"))
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideNone)
        header.setMinimumSectionSize(look.metrics.text(64))
        header.sectionResized.connect(lambda _at, _before, _now: self._fold_heads())

    def _fold_heads(self) -> None:
        """The header is as high as its highest heading in the widths that there are."""
        header, across = self.horizontalHeader(), _AROUND_HEAD[0]
        widths = {
            at: header.sectionSize(at) for at in range(header.count()) if not header.isSectionHidden(at)
        }
        self.rows.broken = frozenset(
            at for at, width in widths.items() if is_wider(header, at, width, across=across)
        )
        needed = (high_for(header, at, width, edge=_AROUND_HEAD) for at, width in widths.items())
        high = max(needed, default=0)
        if high != header.minimumHeight():
            header.setMinimumHeight(high)

    def _watch_focus(self) -> None:
        self.clearSelection()
