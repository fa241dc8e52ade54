"""Rows of a table in pages: the ids are held, the words are fetched as they scroll by."""

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.headings import BREAKS, FOLDS

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 128
_KEPT_PAGES = 24
_ASKED_AGAIN_AFTER = 5.0


@dataclass(frozen=True, slots=True)
class Status:
    """A cell that shows a status: shape and word."""

    shape: Shape
    word: str

    def __str__(self) -> str:
        return self.word


# Words after a line break stand beneath, in muted ink.
Cell = str | Status
Row = Sequence[Cell]
Fetch = Callable[[int, int], Sequence[Row] | None]


class RowsModel(QAbstractTableModel):
    """A table of any length. Sort, filter and page in SQL; here a cell is an index into a kept page.

    Signals:
        page_wanted(int, int): offset and limit of rows that `fetch` answered None for; answer with `put_page`. Where no
            answer comes, they are wanted again some seconds later, when they are painted.
    """

    page_wanted = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[str],
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._columns = tuple(columns)
        self.broken: frozenset[int] = frozenset()
        """Headings with a word that is wider than their column, which is broken there."""
        self._ids: array[int] | Sequence[str] = ()
        self._fetch: Fetch = lambda _offset, _limit: ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._asked: dict[int, float] = {}

    def load(self, ids: "array[int] | Sequence[str]", fetch: Fetch) -> None:
        """Shows other rows.

        Args:
            ids: one for each row, in order; `array("q")` keeps a million of them in 8 MB.
            fetch: the rows from an offset, at most a limit, on the GUI thread; None means that they are on
                their way and come by `put_page`.
        """
        self.beginResetModel()
        self._ids, self._fetch = ids, fetch
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def show_rows(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Shows a short list that is all there: pairs of id and cells."""
        cells = [row for _id, row in rows]
        self.load([row_id for row_id, _cells in rows], lambda offset, limit: cells[offset : offset + limit])

    def put_page(self, offset: int, rows: Sequence[Row]) -> None:
        """The rows from an offset, after `page_wanted`."""
        page = offset // _PAGE
        self._asked.pop(page, None)
        self._keep(page, rows)
        if rows:
            last = min(offset + len(rows), len(self._ids)) - 1
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(self._columns) - 1))

    def id_at(self, row: int) -> int | str:
        """The id of a row."""
        return self._ids[row]

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows; an ellipsis while it is on its way."""
        page, within = divmod(row, _PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._bring(page)
        else:
            self._pages.move_to_end(page)
        return rows[within][column] if within < len(rows) else "…"

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.cell(index.row(), index.column()))
        if role == Qt.ItemDataRole.UserRole:
            return self.cell(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return side | (BREAKS if section in self.broken else FOLDS)
        return None

    def _bring(self, page: int) -> Sequence[Row]:
        if page in self._asked and self._now() - self._asked[page] < _ASKED_AGAIN_AFTER:
            return ()
        rows = self._fetch(page * _PAGE, _PAGE)
        if rows is None:
            self._asked[page] = self._now()
            self.page_wanted.emit(page * _PAGE, _PAGE)
            return ()
        self._keep(page, rows)
        return rows

    def _keep(self, page: int, rows: Sequence[Row]) -> None:
        self._pages[page] = rows
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
