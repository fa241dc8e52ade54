"""Millimetres and steps, as pixels of this screen."""

from dataclasses import dataclass

from PySide6.QtGui import QInputDevice, QScreen

_USUAL_DPI = 96.0
_BELIEVABLE_DPI = (60.0, 320.0)
_MM_PER_INCH = 25.4
_STEP = 8
SMALLEST_TEXT, LARGEST_TEXT = 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Sizes in device-independent pixels.

    Attributes:
        dpi: dots per physical inch; what fingers meet is sized by it.
        text_scale: 1.0 to 2.0, what the reader asked for; lettering and what must hold it is sized by it.
        gloves: targets of 20 mm in place of 12.
        thumb: left or right, the hand that holds the tablet and marks with its thumb; empty for none.
        touch: the screen is touched: a bar to scroll by is as wide as a finger.
    """

    dpi: float = _USUAL_DPI
    text_scale: float = 1.0
    gloves: bool = False
    touch: bool = False
    thumb: str = ""

    def mm(self, millimetres: float) -> int:
        """A physical length."""
        return round(millimetres * self.dpi / _MM_PER_INCH)

    def text(self, pixels: float) -> int:
        """A length that grows with the lettering, given at 100 %."""
        return round(pixels * self.text_scale)

    def step(self, count: float = 1) -> int:
        """Spacing: multiples of 8 px."""
        return round(count * _STEP)

    @property
    def target(self) -> int:
        """The least height of what a finger meets."""
        return max(self.mm(20 if self.gloves else 12), self.text(32))

    def apart(self, usual: float) -> int:
        """What lies between two targets: so many pixels, and with gloves never less than the gap."""
        return max(round(usual), self.gap) if self.gloves else round(usual)

    @property
    def gap(self) -> int:
        """The least distance between two targets."""
        return self.mm(3)


def has_touch_screen() -> bool:
    """Whether this computer has a screen that is touched."""
    return any(device.type() is QInputDevice.DeviceType.TouchScreen for device in QInputDevice.devices())


def metrics_of(
    screen: QScreen | None,
    *,
    text_scale: float = 1.0,
    gloves: bool = False,
    touch: bool = False,
    thumb: str = "",
) -> Metrics:
    """The metrics of a screen; 96 dpi where it reports what no screen has (projectors, virtual screens)."""
    reported = screen.physicalDotsPerInch() if screen is not None else 0.0
    least, most = _BELIEVABLE_DPI
    dpi = reported if least <= reported <= most else _USUAL_DPI
    scale = min(max(text_scale, SMALLEST_TEXT), LARGEST_TEXT)
    return Metrics(dpi=dpi, text_scale=scale, gloves=gloves, touch=touch, thumb=thumb)
