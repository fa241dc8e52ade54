"""Headings that take as many lines as their words need: what ends in … a finger cannot read."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView

FOLDS = int(Qt.TextFlag.TextWordWrap)
BREAKS = FOLDS | int(Qt.TextFlag.TextWrapAnywhere)
"""For a model's alignment of its headings: folded between words, or, where one word is wider than the place, anywhere."""


def high_for(header: QHeaderView, at: int, width: int, *, edge: tuple[int, int]) -> int:
    """The height that a heading needs in a section of this width; `edge` is the padding across and down, in pixels."""
    across, down = edge
    flags = BREAKS if is_wider(header, at, width, across=across) else FOLDS
    room = QRect(0, 0, max(width - 2 * across, 1), 10_000)
    return header.fontMetrics().boundingRect(room, flags, _said(header, at)).height() + 2 * down


def is_wider(header: QHeaderView, at: int, width: int, *, across: int) -> bool:
    """Whether one word of a heading is wider than a section of this width."""
    letters = header.fontMetrics()
    words = _said(header, at).replace("-", "- ").split()
    return any(letters.horizontalAdvance(word) > width - 2 * across for word in words)


def _said(header: QHeaderView, at: int) -> str:
    return str(header.model().headerData(at, header.orientation()) or "")
