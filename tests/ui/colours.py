"""Whether what is drawn can be told from its ground: measured on the pixels of the picture."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from assessor_app.ui.kit.status import Glyph, StatusChip
from assessor_app.ui.kit.text import Line
from assessor_app.ui.theme.tokens import contrast
from room import _on_screen, _seen, _told, covered, overlays_in, parts

WORDS, SHAPES = 4.5, 3.0
_contrast = cache(contrast)
_FEWEST_PIXELS = 3


def pale_in(front: QWidget) -> Iterator[str]:
    """Words under 4.5:1, glyphs and borders under 3:1. What is disabled is quiet on purpose, and read all the same."""
    picture = front.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio, over = picture.devicePixelRatio(), overlays_in(front)
    for widget in parts(front):
        if not _on_screen(widget) or widget.objectName().startswith("qt_"):
            continue
        seen = _seen(widget, front)
        if covered(widget, front, over) or seen.height() < min(
            widget.height(), 2 * widget.fontMetrics().height()
        ):
            continue
        if isinstance(widget, QLabel | QPushButton) and widget.text():
            yield from _pale(picture, _words_of(widget, seen), ratio, WORDS, f"words {_told(widget)}")
        elif isinstance(widget, QAbstractButton | Line | StatusChip) and not isinstance(widget, QPushButton):
            yield from _pale(picture, seen, ratio, WORDS, f"words {_told(widget)}")
        elif isinstance(widget, Glyph):
            yield from _pale(picture, seen, ratio, SHAPES, f"glyph beside {_beside(widget)}")
        if _has_border(widget) and seen.size() == widget.size():
            yield from _border(picture, seen, ratio, widget)


def _words_of(widget: QLabel | QPushButton, seen: QRect) -> QRect:
    """Where the words stand: without the icon, and without the border."""
    inner = seen.adjusted(3, 3, -3, -3)
    if isinstance(widget, QPushButton) and not widget.icon().isNull():
        wide = widget.iconSize().width() + widget.fontMetrics().horizontalAdvance(widget.text()) + 4
        left = max((widget.width() - wide) // 2, 3)
        if "text-align" in widget.styleSheet():
            left = 16
        icon = left + widget.iconSize().width() + 4
        if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return inner.adjusted(0, 0, -icon, 0)
        return inner.adjusted(icon, 0, 0, 0)
    return inner


def _colours(picture: QImage, place: QRect, ratio: float) -> Counter[str]:
    """How often each colour is there."""
    box = QRect(place.topLeft() * ratio, place.size() * ratio).intersected(picture.rect())
    part = picture.copy(box)
    if part.isNull():
        return Counter()
    # A pixel of this format is one number, and no line of it is padded.
    found = Counter(memoryview(part.constBits()).cast("I"))
    return Counter({f"#{colour & 0xFFFFFF:06X}": times for colour, times in found.items()})


def _pale(picture: QImage, place: QRect, ratio: float, least: float, told: str) -> Iterator[str]:
    colours = _colours(picture, place, ratio)
    if place.width() < _FEWEST_PIXELS or place.height() < _FEWEST_PIXELS or not colours:
        return
    ground = colours.most_common(1)[0][0]
    best = max(_contrast(ground, colour) for colour in colours)
    if best < least:
        yield f"{best:.1f}:1 {told}"


def _has_border(widget: QWidget) -> bool:
    if isinstance(widget, QPushButton):
        return widget.isEnabled() and widget.property("kind") != "quiet"
    return isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit) and widget.isEnabled()


def _border(picture: QImage, place: QRect, ratio: float, widget: QWidget) -> Iterator[str]:
    """Along a line from outside to inside, one colour stands out from what is around it."""
    best = 1.0
    for at in (place.left(), place.right(), None):
        outside = QPoint(at - 3 if at == place.left() else (at or 0) + 3, place.center().y())
        if at is None:
            outside = QPoint(place.center().x(), place.top() - 3)
        ground = _pixel(picture, outside, ratio)
        if not ground:
            continue
        for step in range(-1, 4):
            if at is None:
                point = QPoint(place.center().x(), place.top() + step)
            else:
                point = QPoint(at + (step if at == place.left() else -step), place.center().y())
            colour = _pixel(picture, point, ratio)
            best = max(best, contrast(ground, colour) if colour else 1.0)
    if best < SHAPES:
        yield f"{best:.1f}:1 border of {_told(widget)}"


def _pixel(picture: QImage, point: QPoint, ratio: float) -> str:
    where = point * ratio
    return picture.pixelColor(where).name().upper() if picture.rect().contains(where) else ""


def _beside(glyph: QWidget) -> str:
    parent = glyph.parentWidget()
    words = [one.text() for one in parent.findChildren(QLabel)] if parent is not None else []
    return repr(next((one for one in words if one), "")[:40])
