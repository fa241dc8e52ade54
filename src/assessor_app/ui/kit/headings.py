"""Headings that take as many lines as their words need: what ends in … a finger cannot read."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView

FOLDS = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
"""For a model's alignment of its headings; a word is broken only where it is wider than the place."""


def high_for(header: QHeaderView, at: int, width: int, *, edge: tuple[int, int]) -> int:
    """The height that a heading needs in a section of this width; `edge` is the padding across and down, in pixels."""
    across, down = edge
    said = str(header.model().headerData(at, header.orientation()) or "")
    room = QRect(0, 0, max(width - 2 * across, 1), 10_000)
    return header.fontMetrics().boundingRect(room, FOLDS, said).height() + 2 * down
