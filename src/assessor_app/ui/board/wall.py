"""The Wall: one criterion at a time, all learners as tiles, placed like the room."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.board.seating import Seating
from assessor_app.ui.board.tile import Tile, TileState, tile_size
from assessor_app.ui.board.view import EMPTY, BoardView, ClockView, LearnerView, Showing
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
        paged(): another page of tiles is shown, or there are other pages.
    """

    touched = Signal(str)
    entered = Signal(str)
    paged = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view, self._showing = EMPTY, Showing()
        self._clocks: Mapping[str, ClockView] = {}
        self._lit = False
        self.seating = Seating(tile_size(look), look.metrics.gap)
        self._page = 0
        self._tiles: list[Tile] = []
        self.setAccessibleName(_("Learners"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks."""
        self._view, self._showing = view, showing
        self.seating.take(view, showing)
        self._lay_out()

    def show_clocks(self, clocks: Mapping[str, ClockView], lit: bool) -> None:
        """Shows each learner's clock on their tile, by entry; `lit` turns the colours of those that are over round."""
        self._clocks, self._lit = clocks, lit
        known = {item.id: item for item in self.seating.learners()}
        for tile in self._tiles:
            if not tile.isHidden() and tile.learner in known:
                tile.show_state(self._state(known[tile.learner]))

    def tile(self, entry: str) -> Tile | None:
        """The tile of a learner on the page that is shown."""
        return next((tile for tile in self._tiles if tile.learner == entry and not tile.isHidden()), None)

    def current(self) -> str:
        """The learner whose tile has the focus; nothing where none has."""
        return next((tile.learner for tile in self._tiles if tile.hasFocus()), "")

    def go_to(self, entry: str) -> bool:
        """Gives the focus to a learner's tile, turning to their page."""
        page = self.seating.page_of(entry)
        if page is None:
            return False
        self.turn(page - self._page)
        tile = self.tile(entry)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self.entered.emit(entry)
        return tile is not None

    def place(self) -> tuple[int, int]:
        """The page that is shown and how many there are, from 1."""
        return self._page + 1, len(self.seating.pages)

    def turn(self, steps: int) -> None:
        """Shows another page of tiles."""
        wanted = min(max(self._page + steps, 0), len(self.seating.pages) - 1)
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
        across = step[0] if rightwards(self) else -step[0]
        self.go_to(self.seating.beside(self._page, here, across, step[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        size, gap = tile_size(self._look), self._look.metrics.gap
        return QSize(size.width() + 2 * gap, size.height() + 2 * gap)

    def _lay_out(self) -> None:
        before = len(self.seating.pages)
        self.seating.lay(self.size())
        self._page = min(self._page, len(self.seating.pages) - 1)
        self._place_tiles(self.seating.pages[self._page])
        if len(self.seating.pages) != before:
            self.paged.emit()

    def _place_tiles(self, rows: list[list[LearnerView]]) -> None:
        size, gap = _grown(self.seating, rows, self.size(), self._look), self._look.metrics.gap
        used = 0
        for down, row in enumerate(rows):
            for across, learner in enumerate(row):
                tile = self._tile(used)
                tile.resize(size)
                place = QRectF(gap + across * (size.width() + gap), gap + down * (size.height() + gap), 0, 0)
                place.setSize(size.toSizeF())
                tile.move(mirrored(self, place).topLeft().toPoint())
                tile.show_state(self._state(learner))
                tile.setVisible(True)
                used += 1
        for tile in self._tiles[used:]:
            tile.setVisible(False)

    def _state(self, learner: LearnerView) -> TileState:
        showing, clock = self._showing, self._clocks.get(learner.id)
        return TileState(
            learner=learner,
            cell=self._view.cell(learner.id, showing.criterion),
            covered=showing.covered,
            dimmed=showing.dimmed,
            pointed=showing.pointed == learner.id,
            clock=clock.words if clock else "",
            over=clock is not None and clock.over,
            lit=clock is not None and clock.over and self._lit,
        )

    def _tile(self, number: int) -> Tile:
        while len(self._tiles) <= number:
            tile = Tile(self._look, self)
            tile.pressed.connect(lambda tile=tile: self.touched.emit(tile.learner))
            tile.entered.connect(lambda tile=tile: self.entered.emit(tile.learner))
            self._tiles.append(tile)
        return self._tiles[number]


def _grown(seating: Seating, rows: list[list[LearnerView]], room: QSize, look: Look) -> QSize:
    """Tiles grow into the room there is, up to a limit; the same on every page."""
    least, gap = tile_size(look), look.metrics.gap
    widest = max((len(row) for row in rows), default=1)
    columns = min(max(widest, 1), seating.columns) if len(seating.pages) == 1 else seating.columns
    lines = max(len(rows), 1) if len(seating.pages) == 1 else seating.high
    wide = min((room.width() - gap) // columns - gap, round(least.width() * _MOST_GROWTH))
    tall = min((room.height() - gap) // lines - gap, round(least.height() * _MOST_GROWTH))
    return QSize(max(wide, least.width()), max(tall, least.height()))
