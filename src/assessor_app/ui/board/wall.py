"""The Wall: one criterion at a time, all learners as tiles, placed like the room."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.board.arranging import arranged, pages_of, rows_of
from assessor_app.ui.board.tile import Tile, TileState, tile_size
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_MOST_GROWTH = 1.7
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What a view of the board shows beside the marks: what the person at the board chose.

    Attributes:
        criterion: the one on the Wall.
        sort: room, number or name; `outstanding` leaves out who is marked on the criterion.
        pointed: the learner whose tile it is, before a touch marks.
        bench: the bench of the Bench view.
    """

    criterion: str = ""
    sort: str = "room"
    outstanding: bool = False
    covered: bool = False
    dimmed: bool = False
    pointed: str = ""
    bench: str = ""


class Wall(QWidget):
    """Tiles in pages: nothing scrolls.

    Signals:
        touched(str): the entry whose tile was pressed, as the finger goes down.
        entered(str): the focus came to this entry's tile, and not by a touch.
        paged(): another page of tiles is shown, or there are other pages.
    """

    touched = Signal(str)
    entered = Signal(str)
    paged = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view, self._showing = EMPTY, Showing()
        self._pages: list[list[list[LearnerView]]] = [[]]
        self._page = 0
        self._order: tuple[str, ...] = ()
        self._ordered_by: tuple[object, ...] = ()
        self._tiles: list[Tile] = []
        self.setAccessibleName(_("Learners"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks. Nobody changes places by being marked: a fast finger would hit somebody else."""
        self._view, self._showing = view, showing
        only = showing.criterion if showing.outstanding else ""
        seats = tuple((item.id, item.seat, item.bench) for item in view.learners)
        ordered_by = (showing.sort, only, seats)
        if ordered_by != self._ordered_by:
            self._ordered_by = ordered_by
            self._order = tuple(item.id for item in arranged(view, sort=showing.sort, only_outstanding=only))
        self._lay_out()

    def learners(self) -> tuple[LearnerView, ...]:
        """Everybody who is shown, on whatever page, in order."""
        return tuple(item for page in self._pages for line in page for item in line)

    def tile(self, entry: str) -> Tile | None:
        """The tile of a learner on the page that is shown."""
        return next((tile for tile in self._tiles if tile.learner == entry and not tile.isHidden()), None)

    def current(self) -> str:
        """The learner whose tile has the focus; nothing where none has."""
        return next((tile.learner for tile in self._tiles if tile.hasFocus()), "")

    def go_to(self, entry: str) -> bool:
        """Gives the focus to a learner's tile, turning to their page."""
        for number, page in enumerate(self._pages):
            if any(item.id == entry for line in page for item in line):
                if number != self._page:
                    self.turn(number - self._page)
                tile = self.tile(entry)
                if tile is not None:
                    tile.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.entered.emit(entry)
                return tile is not None
        return False

    def fits(self, width: int, height: int) -> bool:
        """Whether everybody would stand on one page of this size."""
        least, gap = tile_size(self._look), self._look.metrics.gap
        columns = max(1, (width - gap) // (least.width() + gap))
        high = max(1, (height - gap) // (least.height() + gap))
        return len(rows_of(self._learners(), columns, like_room=self._showing.sort == "room")) <= high

    def place(self) -> tuple[int, int]:
        """The page that is shown and how many there are, from 1."""
        return self._page + 1, len(self._pages)

    def turn(self, steps: int) -> None:
        """Shows another page of tiles."""
        wanted = min(max(self._page + steps, 0), len(self._pages) - 1)
        if wanted != self._page:
            self._page = wanted
            self._lay_out()
            self.paged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        here = self.current()
        if step is None or not here:
            super().keyPressEvent(event)
            return
        across, down = (
            step if self.layoutDirection() != Qt.LayoutDirection.RightToLeft else (-step[0], step[1])
        )
        self._move(here, across, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        size, gap = tile_size(self._look), self._look.metrics.gap
        return QSize(size.width() + 2 * gap, size.height() + 2 * gap)

    def _move(self, here: str, across: int, down: int) -> None:
        lines = self._pages[self._page]
        row = next(number for number, line in enumerate(lines) if any(item.id == here for item in line))
        place = next(number for number, item in enumerate(lines[row]) if item.id == here)
        if across:
            order = [item.id for line in lines for item in line]
            wanted = order.index(here) + across
            target = order[wanted] if 0 <= wanted < len(order) else here
        else:
            line = lines[min(max(row + down, 0), len(lines) - 1)]
            target = line[min(place, len(line) - 1)].id
        self.go_to(target)

    def _lay_out(self) -> None:
        least, gap = tile_size(self._look), self._look.metrics.gap
        columns = max(1, (self.width() - gap) // (least.width() + gap))
        high = max(1, (self.height() - gap) // (least.height() + gap))
        showing = self._showing
        rows = rows_of(self._learners(), columns, like_room=showing.sort == "room")
        before = len(self._pages)
        self._pages = pages_of(rows, high)
        self._page = min(self._page, len(self._pages) - 1)
        self._place_tiles(self._pages[self._page], columns, high)
        if len(self._pages) != before:
            self.paged.emit()

    def _learners(self) -> list[LearnerView]:
        known = {item.id: item for item in self._view.learners}
        return [known[entry] for entry in self._order if entry in known]

    def _place_tiles(self, rows: list[list[LearnerView]], columns: int, high: int) -> None:
        least, gap = tile_size(self._look), self._look.metrics.gap
        wide = (self.width() - gap) // columns - gap
        widest = max((len(row) for row in rows), default=1)
        if widest < columns:
            wide = min((self.width() - gap) // max(widest, 1) - gap, round(least.width() * _MOST_GROWTH))
        lines = max(len(rows), 1) if len(self._pages) == 1 else high
        tall = min((self.height() - gap) // lines - gap, round(least.height() * _MOST_GROWTH))
        used = 0
        for down, row in enumerate(rows):
            for across, learner in enumerate(row):
                tile = self._tile(used)
                x, y = gap + across * (wide + gap), gap + down * (tall + gap)
                tile.resize(wide, max(tall, least.height()))
                tile.move(mirrored(self, _box(x, y, tile)).topLeft().toPoint())
                tile.show_state(self._state(learner))
                tile.setVisible(True)
                used += 1
        for tile in self._tiles[used:]:
            tile.setVisible(False)

    def _state(self, learner: LearnerView) -> TileState:
        showing = self._showing
        return TileState(
            learner=learner,
            cell=self._view.cell(learner.id, showing.criterion),
            covered=showing.covered,
            dimmed=showing.dimmed,
            pointed=showing.pointed == learner.id,
        )

    def _tile(self, number: int) -> Tile:
        while len(self._tiles) <= number:
            tile = Tile(self._look, self)
            tile.pressed.connect(lambda tile=tile: self.touched.emit(tile.learner))
            tile.entered.connect(lambda tile=tile: self.entered.emit(tile.learner))
            self._tiles.append(tile)
        return self._tiles[number]


def _box(x: int, y: int, tile: Tile) -> QRectF:
    return QRectF(x, y, tile.width(), tile.height())
