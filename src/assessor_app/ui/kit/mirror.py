"""Painting that follows the direction of the window's language."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QStyle, QWidget


def mirrored(widget: QWidget, box: QRect | QRectF, *, within: QRect | None = None) -> QRectF:
    """The box as it stands in this widget: measured from the right where its language is written so.

    `within` is the area in which it is mirrored, the whole widget where none is given.
    """
    plain = box.toRect() if isinstance(box, QRectF) else box
    return QRectF(QStyle.visualRect(widget.layoutDirection(), within or widget.rect(), plain))


def rightwards(widget: QWidget) -> bool:
    """Whether this widget's language is written from left to right."""
    return widget.layoutDirection() != Qt.LayoutDirection.RightToLeft
