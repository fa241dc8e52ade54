"""Pictures of a roll, side by side: chosen by a touch or by Space, and read only once they are to be seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QImage, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from assessor_app.ui.evidence.roll_sheet import PictureView
from assessor_app.ui.kit.glyphs import paint_check
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.look import Look

SIDE = 120
"""Pixels (at 100 % text) of a picture's longer side."""
_EDGE, _SIGN = 6, 26
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Pictures(QAbstractListModel):
    """The pictures of one group; asks for one when it is painted for the first time."""

    wanted = Signal(str)

    def __init__(self, pictures: Sequence[PictureView], images: Mapping[str, QImage]) -> None:
        super().__init__()
        self.pictures, self._images = tuple(pictures), images
        self._asked: set[str] = set()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        picture = self.pictures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(picture.when or picture.key)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return shown(", ".join(part for part in (picture.key, picture.when) if part))
        if role == Qt.ItemDataRole.DecorationRole:
            found = self._images.get(picture.key)
            if found is None and picture.key not in self._asked:
                self._asked.add(picture.key)
                self.wanted.emit(picture.key)
            return found
        return None


class _Painter(QStyledItemDelegate):
    """A picture with its time beneath; a chosen one has a frame and a tick."""

    def __init__(self, look: Look, parent: "PictureList") -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._list.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, place = self._look, QRect(option.rect)
        state = option.state
        chosen, focused = bool(state & QStyle.StateFlag.State_Selected), self._list.stands_on(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = self._list.apart() // 2
        inner = place.adjusted(edge, edge, -edge, -edge)
        painter.setPen(
            QPen(look.colour("accent"), 3 if focused else 2)
            if chosen or focused
            else QPen(look.colour("line"))
        )
        painter.setBrush(look.colour("hover" if chosen else "surface"))
        painter.drawRoundedRect(inner, look.tokens.corner, look.tokens.corner)
        line = painter.fontMetrics().lineSpacing() + _EDGE
        room = inner.adjusted(_EDGE, _EDGE, -_EDGE, -line - 2)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRect(0, 0, size.width(), size.height())
            spot.moveCenter(room.center())
            painter.drawImage(spot, image)
        else:
            side = look.metrics.text(32)
            spot = QRect(0, 0, side, side)
            spot.moveCenter(room.center())
            painter.drawPixmap(spot, look.pixmap("image", look.tokens.muted, 32))
        words = QRect(inner.left() + _EDGE, inner.bottom() - line, inner.width() - 2 * _EDGE, line)
        painter.setPen(look.colour("ink"))
        said = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), said)
        if chosen:
            self._paint_tick(painter, inner)
        painter.restore()

    def _paint_tick(self, painter: QPainter, inner: QRect) -> None:
        side = self._look.metrics.text(_SIGN)
        box = QRectF(inner.right() - side - _EDGE, inner.top() + _EDGE, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(box, 5, 5)
        paint_check(painter, box, self._look.colour("on_accent"))


class PictureList(QListView):
    """All pictures of a group. A touch chooses one, another lets it be; by keys the arrows and Space.

    Signals:
        chosen(): others are chosen now.
        wanted(str): the picture with this key is to be seen, and is not read yet.
    """

    chosen = Signal()
    wanted = Signal(str)

    def __init__(
        self, look: Look, name: str, pictures: Sequence[PictureView], images: Mapping[str, QImage]
    ) -> None:
        super().__init__()
        self._look = look
        self._model = _Pictures(pictures, images)
        self._model.wanted.connect(self.wanted)
        self.setAccessibleName(name)
        self.setFont(look.font("small"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(look, self))
        self.setGridSize(self.cell())
        self.setMinimumHeight(self.cell().height())
        self.selectionModel().selectionChanged.connect(lambda *_changed: self.chosen.emit())

    def cell(self) -> QSize:
        """What one picture takes with the space around it: never less than a glove meets."""
        metrics, apart = self._look.metrics, self.apart()
        side = max(metrics.text(SIDE), metrics.target)
        return QSize(side + apart, side * 3 // 4 + self.fontMetrics().lineSpacing() + 3 * _EDGE + apart)

    def apart(self) -> int:
        """Pixels between two pictures."""
        metrics = self._look.metrics
        return metrics.gap if metrics.gloves else metrics.step(1)

    def picked(self) -> tuple[str, ...]:
        """The keys of those that are chosen."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._model.pictures[row].key for row in rows)

    def arrived(self, key: str) -> None:
        """The picture with this key can be painted now."""
        for row, picture in enumerate(self._model.pictures):
            if picture.key == key:
                index = self._model.index(row)
                self._model.dataChanged.emit(index, index)

    def stands_on(self, index: Index) -> bool:
        """Whether keys act on this one now."""
        return self.hasFocus() and index.row() == self.currentIndex().row()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.pictures:
            first, nothing = self._model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, nothing)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The sheet around it scrolls to where the keys stand."""
        super().currentChanged(current, previous)
        self.viewport().update()
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        sheet = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and sheet is not None and self.hasFocus():
            spot = self.visualRect(current)
            centre = self.viewport().mapTo(sheet, spot.center())
            around.ensureVisible(centre.x(), centre.y(), spot.width() // 2, spot.height() // 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger that slips chooses nothing on its way."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines: the sheet around it scrolls, and nothing does within."""
        across = max(self.viewport().width() // max(self.gridSize().width(), 1), 1)
        lines = -(-len(self._model.pictures) // across)
        high = lines * self.gridSize().height() + 2
        if high != self.height():
            self.setFixedHeight(high)
