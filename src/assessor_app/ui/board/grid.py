"""The Grid: learners down and criteria across, a bench at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.leaves import Leaf, StillToSee, leaves_of, placed
from assessor_app.ui.board.pager import Pages
from assessor_app.ui.board.table import CellTable
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView, Showing
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Grid(CellTable):
    """Cells in pages: learners never scroll, since scrolling is where the wrong person gets marked."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Grid: learners down, criteria across"), upright=False)
        self._view, self._showing = EMPTY, Showing()
        self._leaves: tuple[Leaf, ...] = ()
        self._at = 0
        self._held = ""
        self.chosen = StillToSee()
        self.pager.stepped.connect(self.turn)

    def show_board(self, view: BoardView, showing: Showing) -> None:
        """Shows the marks, on the page that was shown before."""
        self._view, self._showing = view, showing
        self._lay_out()

    def everybody(self) -> tuple[LearnerView, ...]:
        """Who stands on whatever page, in order."""
        return tuple(item for leaf in self._leaves for item in leaf.learners)

    def pages(self) -> Pages:
        """The pages by their names."""
        return Pages(names=placed([leaf.words for leaf in self._leaves]), at=self._at)

    def bring(self, entry: str) -> None:
        """Turns to a learner's page; the focus of the keyboard stays where it is."""
        at = self._page_of(entry)
        if at is not None and at != self._at:
            self._held = entry
            self._show_page(at)

    def turn(self, steps: int) -> None:
        """Turns so many pages on; the first learner there is meant."""
        at = min(max(self._at + steps, 0), len(self._leaves) - 1)
        if self._leaves and at != self._at:
            self.go_to(Where(self._leaves[at].learners[0].id, self._criterion()))

    def go_to(self, where: Where) -> bool:
        self.bring(where.learner)
        found = super().go_to(where)
        if found:
            self._held = where.learner
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the last learner of a bench is the first of the next; up from the first, the last before."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        row = self.currentIndex().row()
        edge = self.cells.rowCount() - 1 if step > 0 else 0
        at = self._at + step
        if not step or row != edge or not 0 <= at < len(self._leaves):
            super().keyPressEvent(event)
            return
        self.go_to(Where(self._leaves[at].learners[0 if step > 0 else -1].id, self._criterion()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _criterion(self) -> str:
        here = self.current()
        return here.criterion if here is not None else self._showing.criterion

    def _page_of(self, entry: str) -> int | None:
        pages = enumerate(self._leaves)
        return next((at for at, leaf in pages if any(item.id == entry for item in leaf.learners)), None)

    def _lay_out(self) -> None:
        self.chosen.take(self._view, self._showing)
        here = self.current()
        self._leaves = leaves_of(
            self._view, sort=self._showing.sort, fits=self._fitting, only=self.chosen.entries
        )
        self._show_page(self._page_of(self._held) or 0)
        now = self.current()
        # Nobody is meant of whom nothing was told.
        if self._leaves and here is not None and (now is None or now.learner != here.learner):
            self.go_to(Where(self._leaves[self._at].learners[0].id, here.criterion))

    def _fitting(self, people: Sequence[LearnerView]) -> int:
        return self.room_for(self.cells.whole_name_of(item) for item in people)

    def _show_page(self, at: int) -> None:
        here = self.current()
        self._at = at
        people = self._leaves[at].learners if self._leaves else ()
        self.cells.show_cells(self._view, self._showing, people, self._view.criteria)
        kept = self.cells.index_of(here) if here is not None else self.currentIndex()
        if kept.isValid() and kept != self.currentIndex():
            self.setCurrentIndex(kept)
        self.show_pages(self.pages())
