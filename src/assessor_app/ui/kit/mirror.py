"""Painting that follows the direction of the window's language."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

from assessor_app.wording.direction import reads_rightwards

_MARKS = {True: "\u200e", False: "\u200f"}


def mirrored(widget: QWidget, box: QRect | QRectF, *, within: QRect | None = None) -> QRectF:
    """The box as it stands in this widget: measured from the right where its language is written so.

    `within` is the area in which it is mirrored, the whole widget where none is given.
    """
    plain = box.toRect() if isinstance(box, QRectF) else box
    return QRectF(QStyle.visualRect(widget.layoutDirection(), within or widget.rect(), plain))


def rightwards(widget: QWidget) -> bool:
    """Whether this widget's language is written from left to right."""
    return widget.layoutDirection() != Qt.LayoutDirection.RightToLeft


def led_by(number: str, name: str, *, gap: str = "  ") -> str:
    """A number and a name in one line, the number first as the window reads: a name in another direction turns it not."""
    if not name:
        return number
    window = QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft
    mark = "" if not number or reads_rightwards(name) == window else _MARKS[window]
    return f"{mark}{number}{gap if number else ''}{name}"


def behind(name: str, number: str) -> str:
    """A number that stands behind a name: where the name is written from the right, no digit of it is drawn into that."""
    return number if reads_rightwards(name) else f"{_MARKS[True]}{number}"
