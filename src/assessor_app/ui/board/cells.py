"""The marks of Grid and Bench as cells: learners down and criteria across, or the other way round."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from assessor_app.ui.board.tile import said_of
from assessor_app.ui.board.view import EMPTY, BoardView, CriterionView, LearnerView, Showing
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.headings import FOLDS
from assessor_app.ui.kit.marks import mark_word
from assessor_app.ui.kit.plain import shown

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Where:
    """Which cell: a learner and a criterion."""

    learner: str
    criterion: str


class CellModel(QAbstractTableModel):
    """Learners down and criteria across; with `upright` criteria down and learners across."""

    def __init__(self, *, upright: bool) -> None:
        super().__init__()
        self._upright = upright
        self._view, self._showing = EMPTY, Showing()
        self.learners: tuple[LearnerView, ...] = ()
        self.criteria: tuple[CriterionView, ...] = ()

    def show_cells(
        self,
        view: BoardView,
        showing: Showing,
        learners: tuple[LearnerView, ...],
        criteria: tuple[CriterionView, ...],
    ) -> None:
        """Shows other cells; the table is made anew only where other people or criteria stand in it."""
        before = [[item.id for item in self.learners], [item.id for item in self.criteria]]
        after = [[item.id for item in learners], [item.id for item in criteria]]
        covered = showing.covered != self._showing.covered
        if before == after:
            self._view, self._showing, self.learners, self.criteria = view, showing, learners, criteria
            if learners and criteria:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
                )
            if covered:
                for orientation in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
                    self.headerDataChanged.emit(orientation, 0, max(len(learners), len(criteria)) - 1)
            return
        self.beginResetModel()
        self._view, self._showing, self.learners, self.criteria = view, showing, learners, criteria
        self.endResetModel()

    def at(self, index: Index) -> tuple[LearnerView, CriterionView]:
        """Whose cell an index is, and of which criterion."""
        down, across = index.row(), index.column()
        learner, criterion = (across, down) if self._upright else (down, across)
        return self.learners[learner], self.criteria[criterion]

    def entry_of(self, section: int) -> str:
        """Whose head it is; nobody's for one that does not stand here."""
        return self.learners[section].id if 0 <= section < len(self.learners) else ""

    def index_of(self, where: Where) -> QModelIndex:
        """Where a cell stands; an invalid index for one that is not here."""
        people, things = [item.id for item in self.learners], [item.id for item in self.criteria]
        if where.learner not in people or where.criterion not in things:
            return QModelIndex()
        learner, criterion = people.index(where.learner), things.index(where.criterion)
        return self.index(criterion, learner) if self._upright else self.index(learner, criterion)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self.criteria if self._upright else self.learners)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self.learners if self._upright else self.criteria)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            learner, criterion = self.at(index)
            said = learner.off or said_of(self._view.cell(learner.id, criterion.id))
            return shown(f"{self.name_of(learner)}, {criterion.id}: {said}")
        if role == Qt.ItemDataRole.DisplayRole:
            learner, criterion = self.at(index)
            return learner.off or said_of(self._view.cell(learner.id, criterion.id))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            down = orientation == Qt.Orientation.Vertical
            side = Qt.AlignmentFlag.AlignLeading if down else Qt.AlignmentFlag.AlignHCenter
            return int(side | Qt.AlignmentFlag.AlignVCenter) | FOLDS
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        people = (orientation == Qt.Orientation.Horizontal) == self._upright
        if people:
            return self.name_of(self.learners[section])
        criterion = self.criteria[section]
        mark = " ▲" if criterion.critical else ""
        return f"{criterion.id}{mark}  {criterion.text}" if self._upright else f"{criterion.id}{mark}"

    def name_of(self, learner: LearnerView) -> str:
        """Bib and name; the bib alone while names are covered."""
        return learner.bib if self._showing.covered else self.whole_name_of(learner)

    def whole_name_of(self, learner: LearnerView) -> str:
        """Bib and name, covered or not."""
        return shown(f"{learner.bib}  {learner.name}")

    def paints(self, index: Index) -> tuple[str, str, bool]:
        """What a cell paints: mark (empty where nothing is marked), words, whether it is dimmed."""
        learner, criterion = self.at(index)
        cell = self._view.cell(learner.id, criterion.id)
        if learner.off:
            # What was said stays readable; only nothing more is said.
            return (cell.mark if cell.mark != "not-seen" else ""), learner.off, self._showing.dimmed
        return cell.mark, cell.note or mark_word(Shape(cell.mark)), self._showing.dimmed
