"""Grid and Bench: the same marks as cells, learners down and criteria across, or the other way round."""

from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from assessor_app.ui.board.cells import CellModel, Index, Where
from assessor_app.ui.board.clock_heads import ClockHeads
from assessor_app.ui.board.pager import Pager, Pages
from assessor_app.ui.kit.glyphs import Shape, paint_glyph
from assessor_app.ui.kit.headings import high_for, high_of
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_AROUND_HEAD = (8, 4)
"""What the style sheet puts around a head of cells."""
_AROUND_PAGER = 2
_MOST_SHARE = 0.42
"""Of the width, for the heads of the rows."""
_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class _Paint(QStyledItemDelegate):
    """A cell: the shape, and its word beneath where there is room."""

    def __init__(self, look: Look, model: CellModel, *, words: bool) -> None:
        super().__init__()
        self._look, self._model, self._words = look, model, words
        self._small = look.font("small")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, metrics = self._look.tokens, self._look.metrics
        mark, word, dimmed = self._model.paints(index)
        box = QRectF(option.rect)
        learner, _criterion = self._model.at(index)
        tint = {"met": tokens.met_tint, "not-met": tokens.not_met_tint}.get(mark, tokens.surface)
        painter.fillRect(box, QColor(tokens.page if learner.off else tokens.surface if dimmed else tint))
        painter.setPen(QPen(QColor(tokens.edge), tokens.stroke))
        edge = box.adjusted(0, 0, -1, -1)
        painter.drawLine(edge.topRight(), edge.bottomRight())
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        side = min(metrics.text(24), box.height() - 8)
        inner = box.adjusted(4, 4, -4, -4)
        if self._words:
            painter.setFont(self._small)
            line = painter.fontMetrics().height()
            glyph = QRectF(inner.left(), inner.center().y() - (side + line) / 2, inner.width(), side)
            said = _("hidden") if dimmed else word
            painter.setPen(QColor(tokens.muted if learner.off or dimmed else tokens.ink))
            room = QRectF(inner.left(), glyph.bottom(), inner.width(), line)
            elided = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), elided)
        else:
            glyph = QRectF(inner.left(), inner.center().y() - side / 2, inner.width(), side)
        if mark:
            paint_glyph(painter, glyph, Shape.HELD if dimmed else Shape(mark), tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(2, 2, -3, -3))


class CellTable(QTableView):
    """Cells to touch, as large as a finger; no inertia, and the heads stay.

    Signals:
        touched(str, str): learner and criterion, as the finger goes down.
        picked(str): a criterion, by a touch on its head.
        went_to(str, str): the focus came to this cell, and not by a touch.
        clock_asked(str): a learner, by a touch on their head.
    """

    touched = Signal(str, str)
    went_to = Signal(str, str)
    picked = Signal(str)
    clock_asked = Signal(str)

    def __init__(self, look: Look, name: str, *, upright: bool) -> None:
        super().__init__()
        self._look, self._upright = look, upright
        self.cells = CellModel(upright=upright)
        way = Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical
        self.people = ClockHeads(look, way, self.cells.entry_of, self)
        (self.setHorizontalHeader if upright else self.setVerticalHeader)(self.people)
        self.people.sectionPressed.connect(lambda at: self.clock_asked.emit(self.cells.entry_of(at)))
        self.people.grew.connect(lambda: self.resizeEvent(QResizeEvent(self.size(), self.size())))
        self.setModel(self.cells)
        self.pager = Pager(look, self, role="small")
        self._head = look.metrics.text(64 if upright else 40)
        self._paint = _Paint(look, self.cells, words=upright)
        self.setItemDelegate(self._paint)
        self.setAccessibleName(name)
        self.setProperty("kind", "cells")
        self.setShowGrid(False)
        self.setFont(look.font())
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setCornerButtonEnabled(False)
        self._size_cells(upright=upright)
        self._heads(upright=upright).sectionPressed.connect(
            lambda section: self.picked.emit(self.cells.criteria[section].id)
        )
        self.pressed.connect(lambda index: self._tell(self.touched, index))
        self.cells.modelReset.connect(self._fold_heads)
        self.cells.headerDataChanged.connect(lambda _way, _first, _last: self._fold_heads())
        if upright:
            # Learners share the width that there is: how wide each is, is known after the table's own size.
            self.horizontalHeader().sectionResized.connect(lambda _at, _before, _now: self._fold_heads())

    def current(self) -> Where | None:
        """The cell that has the focus."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        learner, criterion = self.cells.at(index)
        return Where(learner.id, criterion.id)

    def go_to(self, where: Where) -> bool:
        """Gives the focus to a cell and brings it into view."""
        index = self.cells.index_of(where)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._tell(self.went_to, index)
        return True

    def room_for(self, names: Iterable[str]) -> int:
        """How many of these rows, from the first, fit without scrolling; at least one."""
        down, across = self.verticalHeader(), self.horizontalHeader()
        letters, least = down.fontMetrics(), down.defaultSectionSize()
        wide = down.width() - self.people.beside()
        room = self.height() - 2 * self.frameWidth()
        room -= max(across.sizeHint().height(), across.minimumHeight())
        if across.count() * across.defaultSectionSize() > self.width() - down.width():
            room -= self.horizontalScrollBar().sizeHint().height()
        under = self.people.beneath()
        taken = accumulate(
            max(high_of(name, letters, wide, edge=_AROUND_HEAD) + under, least) for name in names
        )
        return max(sum(high <= room for high in taken), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With gloves, what lies between two cells is a part of neither: whose it is, nobody can say."""
        place, half = event.position().toPoint(), self._look.metrics.apart(0) // 2
        inner = self.visualRect(self.indexAt(place)).adjusted(half, half, -half, -half)
        if half and not inner.contains(place):
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only what moves the focus is the table's own: everything else marks, and the page hears it.
        if event.key() in _MOVES:
            super().keyPressEvent(event)
            self._tell(self.went_to, self.currentIndex())
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted, share = (420, 0.42) if self._upright else (220, 0.3)
        wide = min(self._look.metrics.text(wanted), round(self.width() * share))
        wide += 0 if self._upright else self.people.beside()
        # With large buttons over them, the heads of the rows take more.
        wide = max(wide, min(self.pager.least_width(), round(self.width() * _MOST_SHARE)))
        if self.verticalHeader().width() != wide:
            self.verticalHeader().setFixedWidth(wide)
        super().resizeEvent(event)
        self._fold_heads()

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(600), self._look.metrics.text(360))

    def minimumSizeHint(self) -> QSize:
        """Its head and two rows: of whom, and of whom next."""
        across = self.horizontalHeader()
        head = max(across.sizeHint().height(), across.minimumHeight())
        high = head + 2 * self.verticalHeader().defaultSectionSize()
        return QSize(super().minimumSizeHint().width(), high + self.horizontalScrollBar().sizeHint().height())

    def _fold_heads(self) -> None:
        """Whoever and whatever stands at the edge is told whole: a row is as high as its words need."""
        down, across = self.verticalHeader(), self.horizontalHeader()
        aside, under = {down: 0, across: 0}, {down: 0, across: 0}
        aside[self.people], under[self.people] = self.people.beside(), self.people.beneath()
        for row in range(down.count()):
            high = high_for(down, row, down.width() - aside[down], edge=_AROUND_HEAD) + under[down]
            down.resizeSection(row, max(down.defaultSectionSize(), high))
        widths = [(at, across.sectionSize(at) - aside[across]) for at in range(across.count())]
        needed = max((high_for(across, at, wide, edge=_AROUND_HEAD) for at, wide in widths), default=0)
        needed += under[across]
        pager = 0 if self.pager.isHidden() else self.pager.heightForWidth(down.width() - 2 * _AROUND_PAGER)
        across.setMinimumHeight(max(self._head, needed, pager + 2 * _AROUND_PAGER if pager else 0))

    def updateGeometries(self) -> None:
        """The bench's name and the way to the others stand in the corner: over the learners, beside the criteria."""
        super().updateGeometries()
        wide, high, edge = self.verticalHeader().width(), self.horizontalHeader().height(), _AROUND_PAGER
        place = QRectF(0, 0, wide, high).adjusted(edge, edge, -edge, -edge)
        self.pager.setGeometry(mirrored(self, place).toRect())

    def show_pages(self, pages: Pages) -> None:
        """Says which page this is."""
        self.pager.show_place(pages)
        self._fold_heads()

    def _heads(self, *, upright: bool) -> QHeaderView:
        """The heads of the criteria."""
        return self.verticalHeader() if upright else self.horizontalHeader()

    def _tell(self, signal: object, index: QModelIndex) -> None:
        if index.isValid():
            learner, criterion = self.cells.at(index)
            signal.emit(learner.id, criterion.id)  # type: ignore[attr-defined]  # a bound signal has no type of its own

    def _size_cells(self, *, upright: bool) -> None:
        metrics = self._look.metrics
        down, across = self.verticalHeader(), self.horizontalHeader()
        for head in (down, across):
            head.setSectionsClickable(True)
            head.setHighlightSections(False)
            head.setFont(self._look.font("small", bold=True))
        gap = metrics.apart(0)
        row = max(metrics.target + gap, metrics.text(56 if upright else 38))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(row)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for head in (down, across):
            head.setTextElideMode(Qt.TextElideMode.ElideNone)
        across.setMinimumSectionSize(max(metrics.target + gap, metrics.text(64 if upright else 52)))
        across.setDefaultSectionSize(max(metrics.target + gap, metrics.text(132 if upright else 60)))
        across.setSectionResizeMode(
            QHeaderView.ResizeMode.Stretch if upright else QHeaderView.ResizeMode.Fixed
        )
        across.setMinimumHeight(self._head)
