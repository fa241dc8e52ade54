"""Whether words have the room that they need: not cut, not outside, not over each other."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from assessor_app.ui.kit.cut import CUT
from assessor_app.ui.kit.folding import FoldingButton

SLACK = 2
EDGE, WIDE_EDGE = 8, 12
# These lie over others and are opaque; what is under them is not looked for. Each with why it may.
OVERLAYS = {
    "TroubleOverBar": "a refusal lies over the window's bar until it is read; Escape takes it away",
    "SaidLarge": "the name of whoever was scanned stands for some seconds, and any touch takes it away",
    "RoundQuestion": "at the end of a rotation it lies over the criterion, clear of who is meant, until it is answered",
    "PinnedHead": "the task's head stays while its rows pass under it",
}
# These may cut words short, since a touch or a key shows them whole. Each with which.
READ_ELSEWHERE = {
    "Fitted": "a touch on the board's head, or F3, opens criterion and benchmark whole",
    "Shortened": "a press opens the words whole",
    "Missing": "a press opens everything that is missing",
    "PieceLine": "a press opens the piece, with its words beneath",
    "PersonTile": "a press asks this person for what opens the door, with the name whole",
}


def texts_in(front: QWidget) -> list[QWidget]:
    """Everything on the screen that shows words or can be pressed."""
    return [one for one in parts(front) if _tells(one) and _on_screen(one)]


def parts(front: QWidget) -> list[QWidget]:
    """All that is not hidden. A window keeps its other pages: most of what is in it is."""
    return [one for one in front.findChildren(QWidget) if one.isVisible()]


def wrong_in(front: QWidget) -> Iterator[str]:
    """What a person would see cut off, outside the window, or under something else."""
    shown = texts_in(front)
    for widget in shown:
        if cut(widget):
            yield f"cut: {_told(widget)}"
        yield from _outside(widget, front)
    over = overlays_in(front)
    # Where each is seen is asked once, and not of every two of them.
    bare = [(one, _seen(one, front)) for one in shown if not covered(one, front, over)]
    for (one, here), (other, there) in combinations(bare, 2):
        if _common(here, there) and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            yield f"over each other: {_told(one)} and {_told(other)}"
    yield from _headings_cut(front)
    yield from _hints_cut(front)
    yield from _beyond_the_window(front)


def cut(widget: QWidget) -> bool:
    """Whether its words need more room than they have."""
    if type(widget).__name__ in READ_ELSEWHERE:
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        letters = widget.fontMetrics()
        longest = max(letters.horizontalAdvance(word) for word in re.split(r"[\s-]+", widget.text()))
        too_low = widget.heightForWidth(widget.width()) > widget.height() + SLACK
        return too_low or longest > widget.width() + SLACK
    if isinstance(widget, QLabel | QPushButton) and not isinstance(widget, FoldingButton):
        return widget.sizeHint().width() > widget.width() + SLACK
    least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return least.width() > widget.width() + SLACK or least.height() > widget.height() + SLACK


def overlays_in(front: QWidget) -> list[QWidget]:
    """What lies over others on purpose: a banner, a name said large, the head that stays while rows pass."""
    return [part for part in parts(front) if type(part).__name__ in OVERLAYS]


def covered(widget: QWidget, front: QWidget, over: list[QWidget]) -> bool:
    """Whether one of those lies over it."""
    seen = _seen(widget, front)
    return any(
        part is not widget and not part.isAncestorOf(widget) and _place(part, front).intersects(seen)
        for part in over
    )


def _tells(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_"):
        return False
    if isinstance(widget, QLabel):
        return bool(widget.text())
    return isinstance(widget, QAbstractButton | QLineEdit)


def _on_screen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _outside(widget: QWidget, front: QWidget) -> Iterator[str]:
    """Cut by what is around it: sideways always a mistake; downwards only where nothing scrolls."""
    place, room = _place(widget, front), _room_of(widget, front)
    if place.left() < room.left() - SLACK or place.right() > room.right() + SLACK:
        yield f"outside: {_told(widget)}"
    elif not _scrolls(widget) and (
        place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK
    ):
        yield f"below the edge: {_told(widget)}"


def _room_of(widget: QWidget, front: QWidget) -> QRect:
    room, part = front.rect(), widget.parentWidget()
    while part is not None and part is not front:
        room = room.intersected(_place(part, front))
        part = part.parentWidget()
    return room


def _scrolls(widget: QWidget) -> bool:
    part = widget.parentWidget()
    while part is not None:
        if isinstance(part, QScrollArea) and part.verticalScrollBar().maximum() > 0:
            return True
        part = part.parentWidget()
    return False


def _place(widget: QWidget, front: QWidget) -> QRect:
    return QRect(widget.mapTo(front, QPoint(0, 0)), widget.size())


def _common(here: QRect, there: QRect) -> bool:
    common = here.intersected(there)
    return common.width() > SLACK and common.height() > SLACK


def _seen(widget: QWidget, front: QWidget) -> QRect:
    return _place(widget, front).intersected(_room_of(widget, front))


def _beyond_the_window(front: QWidget) -> Iterator[str]:
    """A dialog larger than the screen and than what it stands over: nobody sees more of it than that."""
    under = front.parentWidget()
    if front.isWindow() and under is not None:
        dialog, window = front.size(), under.window().size()
        screen = front.screen().availableGeometry().size()
        if dialog != dialog.boundedTo(window) and dialog != dialog.boundedTo(screen):
            yield f"beyond the window: {dialog.width()}x{dialog.height()} over {window.width()}x{window.height()}"


def _headings_cut(front: QWidget) -> Iterator[str]:
    for header in front.findChildren(QHeaderView):
        if header.isVisible():
            for at in range(header.count()):
                told = header.model().headerData(at, header.orientation())
                if told and not header.isSectionHidden(at) and _heading_cut(header, at, str(told)):
                    yield f"heading cut: {str(told)[:40]!r}"


def _heading_cut(header: QHeaderView, at: int, told: str) -> bool:
    """Whether a heading has no room in as many lines as it may take. A tooltip does not count: a finger has none."""
    model, way = header.model(), header.orientation()
    align = int(model.headerData(at, way, Qt.ItemDataRole.TextAlignmentRole) or 0)
    if not align & Qt.TextFlag.TextWordWrap.value:
        return header.sectionSizeHint(at) > header.sectionSize(at) + SLACK
    across = way == Qt.Orientation.Horizontal
    table = header.parentWidget()
    edge = EDGE if table is not None and table.property("kind") == "cells" else WIDE_EDGE
    wide = (header.sectionSize(at) if across else header.width()) - 2 * edge
    high = (header.height() if across else header.sectionSize(at)) - edge
    flags = align & (Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value)
    box = header.fontMetrics().boundingRect(0, 0, wide, 10_000, flags, told)
    return box.height() > high + SLACK or box.width() > wide + SLACK


def _hints_cut(front: QWidget) -> Iterator[str]:
    for field in front.findChildren(QLineEdit):
        room = field.width() - field.textMargins().left() - field.textMargins().right()
        wanted = field.fontMetrics().horizontalAdvance(field.placeholderText())
        if field.isVisible() and not field.text() and not field.toolTip() and wanted > room:
            yield f"hint cut: {field.placeholderText()!r}"


def words_cut(front: QWidget) -> Iterator[str]:
    """Words that end in …: a tooltip does not count, since a finger has none."""
    for widget in [front, *parts(front)]:
        words = widget.property(CUT)
        if words and _on_screen(widget) and type(widget).__name__ not in READ_ELSEWHERE:
            yield f"cut short: {type(widget).__name__} {words[:60]!r}"


def scrolls_sideways(front: QWidget) -> Iterator[str]:
    """A page that must be pushed to and fro to be read."""
    for area in front.findChildren(QAbstractScrollArea):
        if isinstance(area, QScrollArea) and area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            yield f"scrolls sideways: {area.accessibleName()!r}"


def _told(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {(words or widget.accessibleName())[:50]!r}"
