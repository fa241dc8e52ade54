"""Wall, Bench and Grid over the same marks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor_app.ui.board.arranging import (
    arranged,
    at_a_task,
    next_outstanding,
    shown_station,
    station_of,
    stations,
)
from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.pager import Pager
from assessor_app.ui.board.table import CellTable
from assessor_app.ui.board.view import EMPTY, BoardView, Showing
from assessor_app.ui.board.wall import Wall
from assessor_app.ui.kit.layout import column
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

VIEWS = ("wall", "bench", "grid")


class Views(QWidget):
    """The three views; one is in front.

    Signals:
        touched(str, str): entry and criterion. picked(str): a criterion, by its head in the Grid.
        meant(str, str): the entry and criterion that a key would mark now.
        bench_asked(str): another bench, by the words of `arranging.stations`.
    """

    touched = Signal(str, str)
    picked = Signal(str)
    meant = Signal(str, str)
    bench_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._view, self._showing = EMPTY, Showing()
        self._marked: set[tuple[str, str]] = set()
        self._last = ""
        self.wall = Wall(look)
        self.bench = CellTable(look, _("Bench: criteria down, learners across"), upright=True)
        self.grid = CellTable(look, _("Grid: learners down, criteria across"), upright=False)
        self._stack = QStackedWidget()
        for widget in (self.wall, self.bench, self.grid):
            self._stack.addWidget(widget)
        self.pager = Pager(look)
        self.setLayout(column(self._stack, gap=0))
        self._connect()

    def which(self) -> str:
        """The view in front: wall, bench or grid."""
        return VIEWS[self._stack.currentIndex()]

    def pick(self, which: str) -> None:
        """Brings a view to the front, on the learner and criterion that were meant."""
        entry, criterion = self.whose(), self.here()[1]
        self._stack.setCurrentIndex(VIEWS.index(which))
        bench = station_of(self._view, entry) if which == "bench" else ""
        if bench and bench != shown_station(self._view, self._showing):
            self.bench_asked.emit(bench)
        self.show_board(self._view, self._showing)
        self.go_to(entry, criterion)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks in the view in front; the others are painted when they come."""
        if view is not self._view:
            self._marked.clear()
        self._view, self._showing = view, showing
        if self.which() == "wall":
            self.wall.show_board(view, showing)
        elif self.which() == "bench":
            bench = shown_station(self._view, self._showing)
            self.bench.cells.show_cells(
                view, showing, stations(view).get(bench, ()), at_a_task(view, showing.criterion)
            )
        else:
            self.grid.cells.show_cells(view, showing, arranged(view, sort=showing.sort), view.criteria)
        self._show_place()

    def here(self) -> tuple[str, str]:
        """The entry and criterion that have the focus; no entry where nobody has."""
        if self.which() == "wall":
            return self.wall.current(), self._showing.criterion
        where = self._table().current()
        return (where.learner, where.criterion) if where else ("", self._showing.criterion)

    def whose(self) -> str:
        """The entry that has the focus, or had it last: a button that was pressed since has not become a learner."""
        known = self._view.learner(self._last) is not None
        return self._last if known else self.here()[0]

    def go_to(self, entry: str, criterion: str) -> None:
        """Gives the focus to a learner: their tile, or their cell of a criterion."""
        if self.which() == "wall":
            if not self.wall.go_to(entry):
                first = self.wall.seating.learners()
                self.wall.go_to(first[0].id if first else "")
            return
        table = self._table()
        if not table.go_to(Where(entry, criterion)):
            people = table.cells.learners
            if people:
                table.go_to(Where(people[0].id, criterion))
        table.setFocus()

    def go_on(self, entry: str, criterion: str) -> None:
        """A key marked somebody: on to the next who is not seen yet on this criterion, before it is on disk.

        Keys may come faster than the disk: whoever was marked since the board was read counts as seen.
        """
        self._marked.add((entry, criterion))
        people = self.wall.seating.learners() if self.which() == "wall" else self._table().cells.learners
        done = {who for who, about in self._marked if about == criterion}
        following = next_outstanding(people, self._view, criterion, after=entry, done=done)
        self.go_to(following or entry, criterion)

    def come_back(self, entry: str, criterion: str) -> None:
        """A mark was not kept: its learner is not seen yet, and has the focus again."""
        self._marked.discard((entry, criterion))
        if self.here()[0] and criterion == self._showing.criterion:
            self.go_to(entry, criterion)

    def painted(self, entry: str, criterion: str) -> str:
        """The mark that is painted for a learner on a criterion; nothing while it is not on the screen."""
        if self.which() != "wall":
            return self._view.cell(entry, criterion).mark
        tile = self.wall.tile(entry) if criterion == self._showing.criterion else None
        return tile.painted if tile is not None else ""

    def front(self) -> QWidget:
        """What has the focus when the board comes up."""
        return (self.wall, self.bench, self.grid)[self._stack.currentIndex()]

    def _table(self) -> CellTable:
        return self.bench if self.which() == "bench" else self.grid

    def _show_place(self) -> None:
        if self.which() == "wall":
            place, count = self.wall.place()
            words = f"{place}/{count}"
        elif self.which() == "bench":
            names = list(stations(self._view))
            place = names.index(shown_station(self._view, self._showing)) + 1 if names else 1
            count, words = len(names), shown_station(self._view, self._showing)
        else:
            place, count, words = 1, 1, ""
        self.pager.show_place(words, place, count)

    def _step(self, steps: int) -> None:
        if self.which() == "wall":
            self.wall.turn(steps)
            self._show_place()
            return
        names = list(stations(self._view))
        self.bench_asked.emit(
            names[min(max(names.index(shown_station(self._view, self._showing)) + steps, 0), len(names) - 1)]
        )

    def _connect(self) -> None:
        for meant in (self.touched, self.meant):
            meant.connect(lambda entry, _criterion: setattr(self, "_last", entry))
        self.wall.touched.connect(lambda entry: self.touched.emit(entry, self._showing.criterion))
        self.wall.entered.connect(lambda entry: self.meant.emit(entry, self._showing.criterion))
        self.wall.paged.connect(self._show_place)
        for table in (self.bench, self.grid):
            table.touched.connect(self.touched)
            table.went_to.connect(self.meant)
            table.picked.connect(self.picked)
        self.pager.stepped.connect(self._step)
