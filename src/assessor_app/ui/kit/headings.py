"""Headings that take as many lines as their words need: what ends in … a finger cannot read."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

FOLDS = int(Qt.TextFlag.TextWordWrap)
BREAKS = FOLDS | int(Qt.TextFlag.TextWrapAnywhere)
"""For a model's alignment of its headings: folded between words, or, where one word is wider than the place, anywhere."""


def high_for(header: QHeaderView, at: int, width: int, *, edge: tuple[int, int]) -> int:
    """The height that a heading needs in a section of this width; `edge` is the padding across and down, in pixels."""
    return high_of(_said(header, at), header.fontMetrics(), width, edge=edge)


def high_of(words: str, letters: QFontMetrics, width: int, *, edge: tuple[int, int]) -> int:
    """The height that words need as a heading of this width."""
    across, down = edge
    flags = BREAKS if _is_wider(words, letters, width - 2 * across) else FOLDS
    room = QRect(0, 0, max(width - 2 * across, 1), 10_000)
    return letters.boundingRect(room, flags, words).height() + 2 * down


def is_wider(header: QHeaderView, at: int, width: int, *, across: int) -> bool:
    """Whether one word of a heading is wider than a section of this width."""
    return _is_wider(_said(header, at), header.fontMetrics(), width - 2 * across)


def _is_wider(words: str, letters: QFontMetrics, room: int) -> bool:
    return any(letters.horizontalAdvance(word) > room for word in words.replace("-", "- ").split())


def _said(header: QHeaderView, at: int) -> str:
    return str(header.model().headerData(at, header.orientation()) or "")
