"""Steps side by side, in as many lines as they need: words are never cut for want of room beside each other."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_Line = list[tuple[QLayoutItem, QSize]]


class Flow(QLayout):
    """Widgets in lines, each as wide as it wants to be; what finds no room goes into the next line."""

    def __init__(self, *widgets: QWidget, gap: int = 8, trailing: bool = False) -> None:
        """`gap` in pixels between neighbours and lines; `trailing` puts the lines at the far side."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._trailing = trailing
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def put(self, place: int, widget: QWidget) -> None:
        """Puts a widget before others."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def set_trailing(self, trailing: bool) -> None:
        """Puts the lines at the far side, or at the near one."""
        self._trailing = trailing
        self.invalidate()

    def lines(self, width: int) -> list[list[QWidget]]:
        """Which widgets would share a line of this width."""
        made = [[item.widget() for item, _size in line] for line in self._lines(width)]
        return [[widget for widget in line if widget is not None] for line in made]

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self.spacing() * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint().expandedTo(item.minimumSize()) for item in _shown(self._items)]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest by itself."""
        least = QSize(0, 0)
        for item in _shown(self._items):
            least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = rect.top()
        for line in self._lines(rect.width()):
            high = _height(line)
            wide = sum(size.width() for _item, size in line) + self.spacing() * (len(line) - 1)
            left = rect.width() - wide if self._trailing else 0
            for item, size in line:
                place = rect.width() - left - size.width() if mirrored else left
                # What would lay its own lines from the top stands in the middle beside what is higher.
                own = size.height() if item.hasHeightForWidth() else high
                at = QPoint(rect.left() + place, top + (high - own) // 2)
                item.setGeometry(QRect(at, QSize(size.width(), own)))
                left += size.width() + self.spacing()
            top += high + self.spacing()

    def _lines(self, width: int) -> list[_Line]:
        lines: list[_Line] = []
        left = 0
        for item in _shown(self._items):
            wanted = item.sizeHint().expandedTo(item.minimumSize())
            wide = min(wanted.width(), max(width, 0))
            # Words that fold are higher where they have less than the room that they want.
            folds = wide < wanted.width() and item.hasHeightForWidth()
            size = QSize(wide, item.heightForWidth(wide) if folds else wanted.height())
            if not lines or left < size.width():
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self.spacing()
        return lines


def _shown(items: list[QLayoutItem]) -> list[QLayoutItem]:
    return [item for item in items if not item.isEmpty()]


def _height(line: _Line) -> int:
    return max((size.height() for _item, size in line), default=0)
