"""Digits to be read from two metres: sized in millimetres, or as large as a place has room for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from assessor_app.ui.clocks.view import PAUSED, ClockView
from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.theme.look import Look

READ_MM = 12
"""How high digits are that are read from two metres: 20 minutes of arc there, where good eyes can tell letters of 5."""
SMALL_MM = 6
"""How high they are at least where a window has no room for more."""
_UNIT = 100
# Of a bar that says that it is paused, and of both with what lies between them and the digits: by the digits' height.
_BAR, _BARS = 0.16, 0.8
_LEAST_WORDS = "00:00"
_SIGN = 20


def digits_font(look: Look, high: float) -> QFont:
    """Bold digits so many pixels high."""
    font = look.font("body", bold=True)
    font.setPixelSize(_UNIT)
    per_unit = QFontMetricsF(font).tightBoundingRect("0").height() / _UNIT
    font.setPixelSize(max(round(high / per_unit), 1))
    return font


def paint_digits(painter: QPainter, look: Look, place: QRectF, words: str, *, most: float = 0) -> None:
    """Paints what a clock says in the middle of a place, as large as fits it, or `most` pixels high.

    That it is paused is two bars before the digits, as high as they are. Digits and their sign read from the left in
    every language.
    """
    digits = words.removeprefix(f"{PAUSED} ")
    font = digits_font(look, min(place.height(), most) if most else place.height())
    bars = _BARS if digits != words else 0.0
    high = QFontMetricsF(font).tightBoundingRect("0").height()
    wide = QFontMetricsF(font).horizontalAdvance(digits) + bars * high
    if wide > place.width():
        font.setPixelSize(max(int(font.pixelSize() * place.width() / wide), 1))
    letters = QFontMetricsF(font)
    box = letters.tightBoundingRect("0")
    wide = letters.horizontalAdvance(digits) + bars * box.height()
    left, top = place.center().x() - wide / 2, place.center().y() - box.height() / 2
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(left + bars * box.height(), top - box.top()), digits)
    for at in (0.0, 2 * _BAR) if bars else ():
        bar = QRectF(left + at * box.height(), top, _BAR * box.height(), box.height())
        painter.fillRect(bar, painter.pen().color())


def paint_clock(
    painter: QPainter, look: Look, place: QRectF, clock: ClockView, *, lit: bool, most: float = 0
) -> None:
    """Paints a clock in a place: in ink; over time in the colour of danger, and turned round while it is lit."""
    tokens = look.tokens
    if clock.over and lit:
        painter.fillRect(place, QColor(tokens.danger))
    over = tokens.on_mark if lit else tokens.danger
    painter.setPen(QColor(over if clock.over else tokens.ink))
    paint_digits(painter, look, place.adjusted(4, 4, -4, -4), clock.words, most=most)


class ClockButton(QuietButton):
    """A clock that leads to what can be done with it: its digits 12 mm high while it counts, a word before."""

    def __init__(self, look: Look, word: str, *, name: str, whose: str = "") -> None:
        """`whose` is an icon that stands before the digits where there are several clocks."""
        super().__init__(look, word, icon="timer", name=name)
        self._whose = whose
        self._idle, self._name = word, name
        self._mm: float = READ_MM
        self.clock: ClockView | None = None
        self._mute = False

    def show_clock(
        self, clock: ClockView | None, *, lit: bool = False, about: str = "", muted: bool = False
    ) -> None:
        """Shows a clock, or that there is none; `lit` turns its colours round, `about` is whose it is, in a word."""
        before = self.sizeHint()
        self.clock, self._mute = clock, muted
        over = clock is not None and clock.over
        kind = "alarm" if over and lit else "danger" if over else "quiet" if clock is None else "plain"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.wear_icon(worn=clock is None)
        self.say(clock.words if clock else self._idle, name=self._name)
        self.setAccessibleDescription(
            " · ".join(part for part in (clock.words, about) if part) if clock else ""
        )
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def take(self, millimetres: float) -> None:
        """Digits of another height, where there is less room."""
        if millimetres != self._mm:
            self._mm = millimetres
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self.clock is None:
            return super().sizeHint()
        metrics = self._look.metrics
        high = metrics.mm(self._mm)
        letters = QFontMetricsF(digits_font(self._look, high))
        # As wide for 9:59 as for 10:00: what stands beside it must not move each time.
        digits = self.clock.words.removeprefix(f"{PAUSED} ")
        wide = round(max(map(letters.horizontalAdvance, (digits, _LEAST_WORDS))))
        wide += metrics.step(2) + self._beside() + (round(_BARS * high) if digits != self.clock.words else 0)
        return QSize(max(wide, metrics.target), max(metrics.target, high + metrics.step(1.5)))

    def paintEvent(self, event: QPaintEvent) -> None:
        clock = self.clock
        if clock is None:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        tokens, step = self._look.tokens, self._look.metrics.step
        kind = self.property("kind")
        colour = tokens.on_mark if kind == "alarm" else tokens.danger if kind == "danger" else tokens.ink
        painter.setPen(QColor(colour))
        inner = QRectF(self.rect()).adjusted(step(1), step(0.5), -step(1), -step(0.5))
        side, signs = self._look.metrics.text(_SIGN), self._signs()
        top = inner.center().y() - len(signs) * side / 2
        for at, sign in enumerate(signs):
            place = mirrored(self, QRectF(inner.left(), top + at * side, side, side))
            painter.drawPixmap(place.topLeft(), self._look.pixmap(sign, colour, _SIGN))
        room = mirrored(self, inner.adjusted(self._beside(), 0, 0, 0))
        paint_digits(painter, self._look, room, clock.words, most=self._look.metrics.mm(self._mm))

    def _signs(self) -> list[str]:
        """Icons before the digits, under each other: whose it is, and that there is no sound."""
        return [self._whose] * bool(self._whose) + ["bell-off"] * self._mute

    def _beside(self) -> int:
        return self._look.metrics.text(_SIGN) + self._look.metrics.step(0.5) if self._signs() else 0
