"""The Wall: one criterion at a time, all learners as tiles, placed like the room."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.board.pager import Pager, Pages
from assessor_app.ui.board.seating import Seating
from assessor_app.ui.board.tile import Tile, TileState, tile_size
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView, Showing
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.mirror import mirrored, rightwards
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_MOST_GROWTH = 1.7
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Wall(QWidget):
    """Tiles in pages: nothing scrolls.

    Signals:
        touched(str): the entry whose tile was pressed, as the finger goes down.
        entered(str): the focus came to this entry's tile, and not by a touch.
    """

    touched = Signal(str)
    entered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view, self._showing = EMPTY, Showing()
        self.clocks: Mapping[str, ClockView] = {}
        """Each learner's clock, by entry."""
        self._lit: AbstractSet[str] = frozenset()
        self._least = tile_size(look)
        self.seating = Seating(self._least, look.metrics.gap)
        self._page = 0
        self.pager = Pager(look)
        self.pager.stepped.connect(self.turn)
        self._tiles: list[Tile] = []
        self.setAccessibleName(_("Learners"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def stand(self, *, little: bool) -> None:
        """Where there is little room the name stands beside the bib, in lower tiles."""
        least = tile_size(self._look, little=little)
        if least != self._least:
            self._least = least
            self.seating.stand(least)
            self._lay_out()
            self.updateGeometry()

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks."""
        self._view, self._showing = view, showing
        here = self.current()
        self.seating.take(view, showing)
        self._lay_out()
        _stay(self, here)

    def show_clocks(self, clocks: Mapping[str, ClockView], lit: AbstractSet[str]) -> None:
        """Shows each learner's clock on their tile, by entry; `lit` are those that are lit for a flash."""
        self.clocks, self._lit = clocks, lit
        known = {item.id: item for item in self.seating.learners()}
        for tile in self._tiles:
            if not tile.isHidden() and tile.learner in known:
                tile.show_state(_state_of(self._view, self._showing, known[tile.learner], clocks, lit))

    def tile(self, entry: str) -> Tile | None:
        """The tile of a learner on the page that is shown."""
        return next((tile for tile in self._tiles if tile.learner == entry and not tile.isHidden()), None)

    def current(self) -> str:
        """The learner whose tile has the focus; nothing where none has."""
        return next((tile.learner for tile in self._tiles if tile.hasFocus()), "")

    def go_to(self, entry: str) -> bool:
        """Gives the focus to a learner's tile, turning to their page."""
        self.bring(entry)
        tile = self.tile(entry)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self.entered.emit(entry)
        return tile is not None

    def bring(self, entry: str) -> None:
        """Turns to a learner's page; a focus that is on no tile stays where it is."""
        page = self.seating.page_of(entry)
        if page is not None and page != self._page:
            self._page = page
            self._lay_out()

    def turn(self, steps: int) -> None:
        """Shows another page of tiles; where a tile has the focus, the first learner there is meant."""
        wanted = min(max(self._page + steps, 0), len(self.seating.pages) - 1)
        if wanted == self._page:
            return
        here, first = self.current(), self.seating.pages[wanted][0][0].id
        self.bring(first)
        if here:
            self.go_to(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        here = self.current()
        if step is None or not here:
            super().keyPressEvent(event)
            return
        across = step[0] if rightwards(self) else -step[0]
        self.go_to(self.seating.beside(self._page, here, across, step[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        here = self.current()
        self._lay_out()
        _stay(self, here)

    def minimumSizeHint(self) -> QSize:
        gap = self._look.metrics.gap
        return QSize(self._least.width() + 2 * gap, self.seating.high_of(1))

    def _lay_out(self) -> None:
        self.seating.lay(self.size())
        self._page = min(self._page, len(self.seating.pages) - 1)
        self._place_tiles(self.seating.pages[self._page])
        count = len(self.seating.pages)
        self.pager.show_place(
            Pages(names=tuple(f"{at}/{count}" for at in range(1, count + 1)), at=self._page)
        )
        # It stands in the bar, which is there for the other views too.
        if self.isHidden():
            self.pager.hide()

    def _place_tiles(self, rows: list[list[LearnerView]]) -> None:
        gap = self._look.metrics.gap
        size = _grown(self.seating, rows, self.size(), self._least, gap)
        used = 0
        for down, row in enumerate(rows):
            for across, learner in enumerate(row):
                tile = self._tile(used)
                tile.resize(size)
                place = QRectF(gap + across * (size.width() + gap), gap + down * (size.height() + gap), 0, 0)
                place.setSize(size.toSizeF())
                tile.move(mirrored(self, place).topLeft().toPoint())
                tile.show_state(_state_of(self._view, self._showing, learner, self.clocks, self._lit))
                tile.setVisible(True)
                used += 1
        for tile in self._tiles[used:]:
            tile.setVisible(False)

    def _tile(self, number: int) -> Tile:
        while len(self._tiles) <= number:
            tile = Tile(self._look, self)
            tile.pressed.connect(lambda tile=tile: self.touched.emit(tile.learner))
            tile.entered.connect(lambda tile=tile: self.entered.emit(tile.learner))
            self._tiles.append(tile)
        return self._tiles[number]


def _stay(wall: Wall, here: str) -> None:
    """Tiles changed places: the focus goes with the learner, and never to another of whom nothing was told."""
    if here and wall.current() != here and not wall.go_to(here):
        learners = wall.seating.learners()
        wall.go_to(learners[0].id if learners else "")


def _state_of(
    view: BoardView,
    showing: Showing,
    learner: LearnerView,
    clocks: Mapping[str, ClockView],
    lit: AbstractSet[str],
) -> TileState:
    return TileState(
        learner=learner,
        cell=view.cell(learner.id, showing.criterion),
        covered=showing.covered,
        dimmed=showing.dimmed,
        pointed=showing.pointed == learner.id,
        clock=clocks.get(learner.id),
        lit=learner.id in lit,
    )


def _grown(seating: Seating, rows: list[list[LearnerView]], room: QSize, least: QSize, gap: int) -> QSize:
    """Tiles grow into the room there is, up to a limit; the same on every page."""
    widest = max((len(row) for row in rows), default=1)
    columns = min(max(widest, 1), seating.columns) if len(seating.pages) == 1 else seating.columns
    lines = max(len(rows), 1) if len(seating.pages) == 1 else seating.high
    wide = min((room.width() - gap) // columns - gap, round(least.width() * _MOST_GROWTH))
    tall = min((room.height() - gap) // lines - gap, round(least.height() * _MOST_GROWTH))
    return QSize(max(wide, least.width()), max(tall, least.height()))
