"""Who stands on which page of the Wall, and where: worked out without a widget."""

from PySide6.QtCore import QSize

from assessor_app.ui.board.arranging import arranged, pages_of, rows_of
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView, Showing

Rows = list[list[LearnerView]]


class Seating:
    """The learners in order and in pages. `tile` is the least size of a tile, `gap` what lies between two."""

    def __init__(self, tile: QSize, gap: int) -> None:
        self._tile, self._gap = tile, gap
        self._view, self._showing = EMPTY, Showing()
        self._order: tuple[str, ...] = ()
        self._ordered_by: tuple[object, ...] = ()
        self.pages: list[Rows] = [[]]
        self.columns = self.high = 1

    def stand(self, tile: QSize) -> None:
        """Tiles may be of another least size from now on."""
        self._tile = tile

    def take(self, view: BoardView, showing: Showing) -> None:
        """Takes the board as it stands. Nobody changes places by being marked: a fast finger would hit somebody else."""
        self._view, self._showing = view, showing
        only = showing.criterion if showing.outstanding else ""
        seats = tuple((item.id, item.seat, item.bench) for item in view.learners)
        ordered_by = (showing.sort, only, seats)
        if ordered_by != self._ordered_by:
            self._ordered_by = ordered_by
            self._order = tuple(item.id for item in arranged(view, sort=showing.sort, only_outstanding=only))

    def lay(self, size: QSize) -> None:
        """Makes the pages for a room of this size; where one page is enough, its tiles are as large as they can be."""
        self.columns, self.high = self._fitting(size)
        if len(self._rows(self.columns)) <= self.high:
            self.columns = max(range(1, self.columns + 1), key=lambda count: self._growth(size, count))
        self.pages = pages_of(self._rows(self.columns), self.high)

    def fits(self, size: QSize) -> bool:
        """Whether everybody would stand on one page of this size."""
        columns, high = self._fitting(size)
        return len(self._rows(columns)) <= high

    def lines(self, width: int) -> int:
        """How many rows of tiles everybody takes in this width."""
        columns, _high = self._fitting(QSize(width, 0))
        return max(len(self._rows(columns)), 1)

    def high_of(self, rows: int) -> int:
        """How high so many rows of tiles of the least size are, in pixels."""
        return rows * (self._tile.height() + self._gap) + self._gap

    def learners(self) -> tuple[LearnerView, ...]:
        """Everybody who is shown, on whatever page, in order."""
        return tuple(item for page in self.pages for line in page for item in line)

    def page_of(self, entry: str) -> int | None:
        """The page of a learner, from 0; None for somebody who is not shown."""
        for number, page in enumerate(self.pages):
            if any(item.id == entry for line in page for item in line):
                return number
        return None

    def beside(self, page: int, here: str, across: int, down: int) -> str:
        """The learner beside one on a page; oneself at an edge."""
        lines = self.pages[page]
        row = next(number for number, line in enumerate(lines) if any(item.id == here for item in line))
        place = next(number for number, item in enumerate(lines[row]) if item.id == here)
        if across:
            order = [item.id for line in lines for item in line]
            wanted = order.index(here) + across
            return order[wanted] if 0 <= wanted < len(order) else here
        line = lines[min(max(row + down, 0), len(lines) - 1)]
        return line[min(place, len(line) - 1)].id

    def _fitting(self, size: QSize) -> tuple[int, int]:
        """Columns and rows of tiles that fit."""
        columns = (size.width() - self._gap) // (self._tile.width() + self._gap)
        rows = (size.height() - self._gap) // (self._tile.height() + self._gap)
        return max(1, columns), max(1, rows)

    def _growth(self, size: QSize, columns: int) -> tuple[float, int]:
        """How much larger than the least a tile in so many columns is, in its scarcer direction; then, more columns."""
        rows = self._rows(columns)
        widest = max((len(row) for row in rows), default=1)
        wide = ((size.width() - self._gap) / max(widest, 1) - self._gap) / self._tile.width()
        high = ((size.height() - self._gap) / max(len(rows), 1) - self._gap) / self._tile.height()
        return min(wide, high), columns

    def _rows(self, columns: int) -> Rows:
        known = {item.id: item for item in self._view.learners}
        learners = [known[entry] for entry in self._order if entry in known]
        return rows_of(learners, columns, like_room=self._showing.sort == "room")
