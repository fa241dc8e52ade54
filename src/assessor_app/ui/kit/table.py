"""A table that reads like a printed list: rules between rows, statuses with their shapes, nothing else."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from assessor_app.ui.kit.cells import CellPainter
from assessor_app.ui.kit.columns import Columns
from assessor_app.ui.kit.headings import high_for, is_wider
from assessor_app.ui.kit.rows import RowsModel
from assessor_app.ui.theme.look import Look

_AROUND_HEAD = (12, 8)
"""What the style sheet puts around a heading."""
_MAIN = 260
"""What the column with the room left keeps, in pixels at 100 % text, while the others can give way."""


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
        self,
        look: Look,
        name: str,
        columns: Sequence[str],
        *,
        stretch: int = 0,
        two_lines: bool = False,
        whole: bool = False,
    ) -> None:
        """`stretch` is the column that takes the room left; `two_lines` makes room for a muted second line.

        `whole` makes each row as high as its words need: for lists that are all there, and short enough to be measured.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.rows = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setFont(look.font())
        self._paint, self._whole = CellPainter(look, self, folds=whole), whole
        self.setItemDelegate(self._paint)
        self._plain_manners()
        self._plain_header(look)
        self._columns = Columns(self.horizontalHeader(), main=stretch, keeps=look.metrics.text(_MAIN))
        text = self.fontMetrics().height() * (2 if two_lines else 1) + look.metrics.step(1.5)
        # With gloves the gap between two rows is a part of neither.
        self._gap = look.metrics.apart(0)
        self.verticalHeader().setDefaultSectionSize(max(look.metrics.target + self._gap, text))
        self.clicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.rows.modelReset.connect(self._watch_focus)
        if whole:
            self.rows.modelReset.connect(self._fold_heads)

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
        header.sectionResized.connect(lambda at, _before, now: self._fold_heads({at: now}))

    def _fold_heads(self, resized: Mapping[int, int] = MappingProxyType({})) -> None:
        """The header is as high as its highest heading in the widths that there are, and so are rows told whole.

        `resized` are widths of columns that are being given: Qt tells of the main one's before it takes it.
        """
        header, across = self.horizontalHeader(), _AROUND_HEAD[0]
        shown = (at for at in range(header.count()) if not header.isSectionHidden(at))
        widths = {at: resized.get(at, header.sectionSize(at)) for at in shown}
        self.rows.broken = frozenset(
            at for at, width in widths.items() if is_wider(header, at, width, across=across)
        )
        needed = (high_for(header, at, width, edge=_AROUND_HEAD) for at, width in widths.items())
        high = max(needed, default=0)
        if high != header.minimumHeight():
            header.setMinimumHeight(high)
        if self._whole:
            self._fold_rows(widths)

    def _fold_rows(self, widths: Mapping[int, int]) -> None:
        """Each row is as high as the cell that needs most."""
        down = self.verticalHeader()
        for row in range(self.rows.rowCount()):
            needed = (self._paint.high_for(self.rows.cell(row, at), width) for at, width in widths.items())
            high = max(needed, default=0) + self._gap
            down.resizeSection(row, max(down.defaultSectionSize(), high))

    def _watch_focus(self) -> None:
        self.clearSelection()
