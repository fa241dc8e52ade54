"""Wall, Bench and Grid over the same marks."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor_app.ui.board.arranging import next_outstanding
from assessor_app.ui.board.bench import Bench
from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.grid import Grid
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView, Showing
from assessor_app.ui.board.wall import Wall
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.layout import column
from assessor_app.ui.theme.look import Look

VIEWS = ("wall", "bench", "grid")


class _Stack(QStackedWidget):
    """Keeps no height for the views that are not in front: what is over them may need it."""

    def __init__(self, *views: QWidget) -> None:
        super().__init__()
        for view in views:
            self.addWidget(view)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return QSize(super().minimumSizeHint().width(), front.minimumSizeHint().height() if front else 0)


class Views(QWidget):
    """The three views; one is in front.

    Signals:
        touched(str, str): entry and criterion. picked(str): a criterion, by its head in the Grid.
        meant(str, str): the entry and criterion that a key would mark now.
        bench_asked(str): another bench, by the words of `arranging.stations`.
        clock_asked(str): what can be done with this learner's clock.
    """

    touched = Signal(str, str)
    picked = Signal(str)
    clock_asked = Signal(str)
    meant = Signal(str, str)
    bench_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._view, self._showing = EMPTY, Showing()
        self._marked: set[tuple[str, str]] = set()
        self._last = ""
        self.wall = Wall(look)
        self.bench = Bench(look)
        self.grid = Grid(look)
        self._stack = _Stack(self.wall, self.bench, self.grid)
        self.setLayout(column(self._stack, gap=0))
        self._connect()

    def show_clocks(self, clocks: Mapping[str, ClockView], lit: AbstractSet[str]) -> None:
        """Shows each learner's clock where they stand, by entry; `lit` are those that are lit for a flash."""
        for view in (self.wall, self.bench.people, self.grid.people):
            view.show_clocks(clocks, lit)

    def which(self) -> str:
        """The view in front: wall, bench or grid."""
        return VIEWS[self._stack.currentIndex()]

    def pick(self, which: str) -> None:
        """Brings a view to the front, on the learner and criterion that were meant."""
        entry, criterion = self.whose(), self.here()[1]
        self._stack.setCurrentIndex(VIEWS.index(which))
        self.grid.chosen.anew()
        # It stands in the bar: the others have their own beside their learners.
        self.wall.pager.hide()
        self.show_board(self._view, self._showing)
        self.go_to(entry, criterion)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks in the view in front; the others are painted when they come."""
        if view is not self._view:
            self._marked.clear()
        self._view, self._showing = view, showing
        self.front().show_board(view, showing)

    def here(self) -> tuple[str, str]:
        """The entry and criterion that have the focus; no entry where nobody has."""
        front = self.front()
        if isinstance(front, Wall):
            return front.current(), self._showing.criterion
        where = front.current()
        return (where.learner, where.criterion) if where else ("", self._showing.criterion)

    def whose(self) -> str:
        """The entry that has the focus, or had it last: a button that was pressed since has not become a learner."""
        known = self._view.learner(self._last) is not None
        return self._last if known else self.here()[0]

    def go_to(self, entry: str, criterion: str) -> None:
        """Gives the focus to a learner: their tile, or their cell of a criterion, on whatever page or bench it is."""
        front = self.front()
        if isinstance(front, Wall):
            if not front.go_to(entry):
                first = front.seating.learners()
                front.go_to(first[0].id if first else "")
            return
        if not front.go_to(Where(entry, criterion)):
            people = front.cells.learners
            if people:
                front.go_to(Where(people[0].id, criterion))
        front.setFocus()

    def go_on(self, entry: str, criterion: str) -> None:
        """A key marked somebody: on to the next who is not seen yet on this criterion, before it is on disk.

        Keys may come faster than the disk: whoever was marked since the board was read counts as seen.
        """
        self._marked.add((entry, criterion))
        done = {who for who, about in self._marked if about == criterion}
        following = next_outstanding(self._people(), self._view, criterion, after=entry, done=done)
        self.go_to(following or entry, criterion)

    def step_on(self, criterion: str, *, after: str) -> bool:
        """To the next who is not seen yet on this criterion, after this one or from the top; whether there is one."""
        following = next_outstanding(self._people(), self._view, criterion, after=after)
        if following:
            self.go_to(following, criterion)
        return bool(following)

    def come_back(self, entry: str, criterion: str, *, typing: bool = False) -> None:
        """A mark was not kept: its learner is not seen yet, and has the focus again; but not while a bib is typed."""
        self._marked.discard((entry, criterion))
        if not typing and self.here()[0] and criterion == self._showing.criterion:
            self.go_to(entry, criterion)

    def painted(self, entry: str, criterion: str) -> str:
        """The mark that is painted for a learner on a criterion; nothing while it is not on the screen."""
        if self.which() != "wall":
            return self._view.cell(entry, criterion).mark
        tile = self.wall.tile(entry) if criterion == self._showing.criterion else None
        return tile.painted if tile is not None else ""

    def front(self) -> Wall | Bench | Grid:
        """The view in front: what has the focus when the board comes up."""
        return (self.wall, self.bench, self.grid)[self._stack.currentIndex()]

    def _people(self) -> tuple[LearnerView, ...]:
        """Through whom keys go on: everybody; at a Bench, who stands there."""
        if self.which() == "wall":
            return self.wall.seating.learners()
        return self.grid.everybody() if self.which() == "grid" else self.bench.cells.learners

    def _connect(self) -> None:
        for meant in (self.touched, self.meant):
            meant.connect(lambda entry, _criterion: setattr(self, "_last", entry))
        self.wall.touched.connect(lambda entry: self.touched.emit(entry, self._showing.criterion))
        self.wall.entered.connect(lambda entry: self.meant.emit(entry, self._showing.criterion))
        for table in (self.bench, self.grid):
            table.touched.connect(self.touched)
            table.went_to.connect(self.meant)
            table.picked.connect(self.picked)
            table.clock_asked.connect(self.clock_asked)
        self.bench.asked.connect(self.bench_asked)
