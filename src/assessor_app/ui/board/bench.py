"""The Bench: the learners of one bench across, the criteria of the task down."""

from PySide6.QtCore import Signal

from assessor_app.ui.board.arranging import at_a_task, shown_station, station_of, stations
from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.leaves import bench_words, placed
from assessor_app.ui.board.pager import Pages
from assessor_app.ui.board.table import CellTable
from assessor_app.ui.board.view import EMPTY, BoardView, Showing
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Bench(CellTable):
    """Cells of one bench.

    Signals:
        asked(str): another bench, by the words of `arranging.stations`.
    """

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Bench: criteria down, learners across"), upright=True)
        self._view, self._showing = EMPTY, Showing()
        self.pager.stepped.connect(self.turn)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks of the bench that was chosen."""
        self._view, self._showing = view, showing
        people = stations(view).get(shown_station(view, showing), ())
        self.cells.show_cells(view, showing, people, at_a_task(view, showing.criterion))
        self.show_pages(self.pages())

    def pages(self) -> Pages:
        """The benches by their names; where nobody has one, learners six by six."""
        benches = any(item.bench for item in self._view.learners)
        names = list(stations(self._view))
        shown = shown_station(self._view, self._showing)
        return Pages(
            names=placed([bench_words(name) for name in names] if benches else names),
            at=names.index(shown) if names else 0,
        )

    def bring(self, entry: str) -> None:
        """Asks for a learner's bench where another is shown."""
        bench = station_of(self._view, entry)
        if bench and bench != shown_station(self._view, self._showing):
            self.asked.emit(bench)

    def turn(self, steps: int) -> None:
        """Asks for the bench so many on; the first learner there is meant."""
        names = list(stations(self._view))
        here = self.pages().at
        at = min(max(here + steps, 0), len(names) - 1)
        if at != here:
            self.asked.emit(names[at])
            for learner in self.cells.learners[:1]:
                self.go_to(Where(learner.id, self._showing.criterion))

    def go_to(self, where: Where) -> bool:
        self.bring(where.learner)
        return super().go_to(where)
