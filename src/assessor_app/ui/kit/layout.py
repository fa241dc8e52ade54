"""Columns and rows with the house's spacing, so that pages say what stands where and nothing else."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from assessor_app.ui.kit.apart import KEEPS_APART
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.roles import plays
from assessor_app.ui.theme.look import Look

Item = QWidget | QLayout | int | None
_LEAST_SHEET, _BESIDE_BAR = 80, 8
_Box = TypeVar("_Box", bound=QBoxLayout)


def column(*items: Item, gap: float = 1, margin: float = 0) -> QVBoxLayout:
    """Items under each other. A number is a space in steps of 8 px, None takes what is left."""
    return _filled(QVBoxLayout(), items, gap, margin)


def row(*items: Item, gap: float = 1, margin: float = 0) -> QHBoxLayout:
    """Items beside each other, centred on their line."""
    made = _filled(QHBoxLayout(), items, gap, margin)
    for item in items:
        if isinstance(item, QWidget) and _keeps_its_height(item):
            made.setAlignment(item, Qt.AlignmentFlag.AlignVCenter)
    return made


def _keeps_its_height(widget: QWidget) -> bool:
    fixed = widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed
    return fixed or isinstance(widget.layout(), Flow)


def _filled(box: _Box, items: tuple[Item, ...], gap: float, margin: float) -> _Box:
    box.setSpacing(max(round(gap * 8), _apart(items)))
    edge = round(margin * 8)
    box.setContentsMargins(edge, edge, edge, edge)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item * 8)
        elif isinstance(item, QLayout):
            nest(box, item)
        else:
            box.addWidget(item)
    return box


def nest(outer: QBoxLayout, inner: QLayout, stretch: int = 0) -> None:
    """Puts a layout into another, in place of `addLayout`.

    PySide's `addLayout` gives the outer layout an address of every item of the inner one, and keeps it past the item's
    end: what comes to lie at that address is then taken for the item, and the program falls. So they are let go at once.
    A layout written in Python holds its items itself; it gets a widget of its own.
    """
    if isinstance(inner, Flow):
        outer.addWidget(holding(inner), stretch)
        return
    outer.addLayout(inner, stretch)
    if outer.parentWidget() is not None:  # before, PySide keeps no more than the layout itself
        _let_go(inner)


def _let_go(layout: QLayout) -> None:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if isinstance(item, QLayout):
            _let_go(item)
        elif item is not None:
            Shiboken.invalidate(item)


def _apart(items: tuple[Item, ...]) -> int:
    """What targets ask to lie between them, where there are several: `keeps_apart` is a property that they set."""
    asked = [found for item in items if isinstance(item, QWidget) if (found := item.property(KEEPS_APART))]
    return max(asked) if len(asked) > 1 else 0


def clear(layout: QLayout, *, keep: int = 0) -> None:
    """Takes the widgets out of a layout, all but the last `keep` items. One of them may be at work just now."""
    while layout.count() > keep:
        item = layout.takeAt(0)
        if isinstance(item, QLayout):
            clear(item)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def holding(layout: QLayout) -> QWidget:
    """A bare widget around a layout, to be shown and hidden as one."""
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def hide_unless(widget: QWidget, wanted: bool) -> None:
    """Hides what is not wanted. It shows nothing: what has no place yet would stand in a window of its own."""
    if not wanted:
        widget.hide()


class Frame(QFrame):
    """A surface of the stylesheet: card, plain, bar, rail, side, foot, notice, dangerous, trouble."""

    def __init__(self, kind: str, layout: QLayout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        if layout is not None:
            self.setLayout(layout)


class Card(Frame):
    """A sheet of paper on the page."""

    def __init__(self, *items: Item, gap: float = 1, margin: float = 3) -> None:
        super().__init__("card", column(*items, gap=gap, margin=margin))


def rule() -> Frame:
    """A fine horizontal line."""
    return Frame("rule")


class Scroll(QScrollArea):
    """Scrolls its content downwards; the content takes the width there is. Sideways only where it needs more."""

    def __init__(self, content: QWidget, *, name: str, reading: bool = False) -> None:
        """`reading` is for content without buttons to walk through: it takes the focus, and keys scroll it."""
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        if reading:
            plays(self, QAccessible.Role.Document)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if reading else Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)


def bar_of(area: QScrollArea) -> int:
    """How wide the bar is that comes where the content is too high: as the style says, before it was ever shown."""
    bar = area.verticalScrollBar()
    bar.ensurePolished()
    return bar.sizeHint().width()


class AsHigh(Scroll):
    """As high as its content is at this width, where there is room; else it scrolls."""

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__(content, name=name)
        self._content = content
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        content, width = self._content, self.width()
        high = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        return QSize(content.sizeHint().width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Sheet(Scroll):
    """Scrolls only where its content has less than the least that it needs; what scrolls in it gives way before."""

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__(content, name=name)
        self.setWidgetResizable(False)
        self._content = content
        content.installEventFilter(self)

    def height_for(self, width: int) -> int:
        """The height at which nothing scrolls, as high as its content wants to be."""
        content = self._content
        return content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()

    def least_width(self) -> int:
        """The width under which it would have to be pushed to and fro; as it is now, whatever a layout remembers."""
        return self._content.minimumSizeHint().width()

    def bar(self) -> int:
        """The width of its bar, with what lies between."""
        return bar_of(self) + _BESIDE_BAR

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        high = min(self._content.minimumSizeHint().height(), _LEAST_SHEET)
        return QSize(self._content.minimumSizeHint().width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _least(self, width: int) -> int:
        """What it wants, without what the areas that scroll in it can give."""
        within = self._content
        areas = [area for area in within.findChildren(QAbstractScrollArea) if _gives_way(area, within)]
        given = (area.sizeHint().height() - max(area.minimumHeight(), _LEAST_SHEET) for area in areas)
        layout = self._content.layout()
        # An area may want more than it was ever to have: nothing around it is squeezed for that.
        needed = layout.minimumHeightForWidth(width) if layout is not None else 0
        return max(self.height_for(width) - sum(max(one, 0) for one in given), needed)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        least = self._content.minimumSizeHint().width()
        width, high = max(room.width(), least), self._least(max(room.width(), least))
        if high > room.height():
            width = max(room.width() - self.bar(), least)
            high = self._least(width)
        self._content.resize(width, max(high, room.height()))


def _gives_way(area: QAbstractScrollArea, within: QWidget) -> bool:
    """The list that a choice drops down is in no layout: it has nothing to give."""
    return area.isVisibleTo(within) and area.minimumHeight() != area.maximumHeight()


class SideBySide(QWidget):
    """Two columns, under each other where the window is narrow."""

    def __init__(self, look: Look, left: QLayout, right: QLayout, *, from_width: int = 860) -> None:
        """`from_width` is the width in pixels at 100 % text from which they stand beside each other."""
        super().__init__()
        self._from = look.metrics.text(from_width)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(look.metrics.step(2))
        self._box.setContentsMargins(0, 0, 0, 0)
        # Widgets, not bare layouts: Qt shares height out wrongly among layouts within layouts whose words wrap.
        self._box.addWidget(holding(left), 1)
        self._box.addWidget(holding(right), 1)
        whole = column(self._box, None, gap=0)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._from
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
