"""Whether a glove hits what it means: every target 20 mm in both directions, and 3 mm from the next."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from assessor_app.ui.theme.metrics import Metrics
from room import _on_screen, _seen, _told, covered, overlays_in, parts

TARGET_MM, GAP_MM = 20, 3


def too_small(front: QWidget, metrics: Metrics) -> Iterator[str]:
    """Targets that a glove misses."""
    least, gap = metrics.mm(TARGET_MM) - 1, metrics.mm(GAP_MM) - 1
    targets = [one for one in parts(front) if _is_target(one) and _on_screen(one)]
    for one in targets:
        if one.width() < least or one.height() < least:
            yield f"{one.width()}x{one.height()} px: {_told(one)}"
    yield from _too_near(targets, front, gap)
    for table in front.findChildren(QTableView):
        if _on_screen(table) and table.model().rowCount():
            pitch = table.rowHeight(0)
            if pitch < least + gap:
                yield f"rows every {pitch} px: {table.accessibleName()!r}"


def _too_near(targets: list[QWidget], front: QWidget, gap: int) -> Iterator[str]:
    over = overlays_in(front)
    bare = [(one, _seen(one, front)) for one in targets if not covered(one, front, over)]
    for (one, here), (other, there) in combinations(bare, 2):
        between = apart(here, there)
        if between < gap and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            yield f"{between} px between {_told(one)} and {_told(other)}"


def apart(one: QRect, other: QRect) -> int:
    """How many pixels lie between two targets; negative where they overlap."""
    across = max(other.left() - one.right(), one.left() - other.right()) - 1
    down = max(other.top() - one.bottom(), one.top() - other.bottom()) - 1
    return max(across, down)


def _is_target(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or not widget.isEnabled():
        return False
    return isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit)
