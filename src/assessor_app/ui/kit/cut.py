"""Words that had no room: under the pointer they are whole, and whoever checks a page is told of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.plain import tooltip

CUT = "cut"
"""The property of a widget that paints fewer words than it was given: the words, whole; else empty."""


def tell_cut(widget: QWidget, words: str, *, whole: bool) -> None:
    """Says whether these words are painted whole; what is not is told under the pointer.

    A finger has no pointer: whatever is cut needs another way to be read too.
    """
    told = "" if whole else words
    if widget.property(CUT) != told:
        widget.setProperty(CUT, told)
        widget.setToolTip(tooltip(told) if told else "")


def in_lines(
    words: str,
    count: int,
    room: int,
    metrics: QFontMetrics,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """Words in at most so many lines of this width in pixels; what has no room in its line is cut there."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        # Words as wide as the room, to the pixel, are cut by Qt.
        if len(lines) == count or not lines[-1] or metrics.horizontalAdvance(longer) < room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(metrics.elidedText(line, mode, room) for line in lines)


def is_whole(fitted: str, words: str) -> bool:
    """Whether `in_lines` had room for all of these words."""
    return fitted.replace("\n", " ") == words
