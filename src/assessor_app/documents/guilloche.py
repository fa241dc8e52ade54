"""The engraver's lines: a guilloche border and a pale rosette, computed curves, drawn fine.

A ribbon is a family of sine waves woven round the page; a rosette is a family of closed waves round a centre.
Both are cubic Béziers through points of the true curve with its true tangents (Hermite form).
"""

import io
from collections.abc import Callable
from math import cos, pi, sin, tau

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.design_art import Corners, Frame, Ribbon, Rosette

Point = tuple[float, float]
Curve = Callable[[float], Point]
"""A closed curve over 0..1."""
Path = Callable[[float], tuple[Point, Point]]
"""A closed way over 0..1: the point and the outward normal there."""

_STEP = 1e-5
_STEPS_PER_WAVE = 4
_FROM_EDGE = 62.0
"""How near to the page's edge a rosette may come, in points."""


class Engraver:
    """Draws a page's lines on a canvas; `palette` tells the colour (#RRGGBB) of a name."""

    def __init__(self, page: Point, palette: Callable[[str], str]) -> None:
        self.page, self.palette = page, palette
        self.canvas = Canvas(io.BytesIO(), pagesize=page, pageCompression=0, invariant=1)

    def operators(self) -> bytes:
        """What was drawn, as PDF operators, with round joins and ends."""
        code: list[str] = self.canvas._code  # noqa: SLF001 - reportlab's raw stream has no public door
        return "\n".join(("q 1 j 1 J", *code, "Q")).encode("ascii")

    def ink(self, colour: str, weight: float) -> None:
        self.canvas.setStrokeColor(HexColor(self.palette(colour)))
        self.canvas.setLineWidth(weight)

    def fill(self, colour: str) -> None:
        self.canvas.setFillColor(HexColor(self.palette(colour)))

    def rosette(
        self, centre: Point, look: Rosette | Corners, *, wide: float = 1.0, scale: float = 1.0
    ) -> None:
        """Petalled rings about a centre, `wide` times as wide as high."""
        self.ink(look.colour, look.weight)
        for number in range(look.lines):
            share = number / max(look.lines - 1, 1)
            draw_curve(
                self.canvas, _ring(centre, share, look, wide=wide, scale=scale), look.petals * _STEPS_PER_WAVE
            )

    def axis_rosette(self, look: Rosette) -> None:
        """On the page's axis; smaller where the sheet is too narrow for it."""
        reach = look.outer * (1 + look.depth) * look.wide
        scale = min(1.0, (self.page[0] / 2 - _FROM_EDGE) / reach)
        self.rosette((self.page[0] / 2, self.page[1] * look.height), look, wide=look.wide, scale=scale)

    def ribbon(self, look: Ribbon) -> None:
        """Waves about a rectangle with round corners, `inset` from the page's edge."""
        self.ink(look.colour, look.weight)
        path = _rounded(self.page, look.inset, look.radius)
        for number in range(look.lines):
            draw_curve(self.canvas, _wave(path, number / look.lines, look), look.waves * _STEPS_PER_WAVE)

    def frame(self, look: Frame) -> None:
        self.ink(look.colour, look.weight)
        inset, (width, height) = look.inset, self.page
        if not look.notch:
            self.canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset, stroke=1, fill=0)
            return
        path = self.canvas.beginPath()
        path.moveTo(inset + look.notch, inset)
        for corner, start in (
            ((width - inset, inset), 180),
            ((width - inset, height - inset), 270),
            ((inset, height - inset), 0),
            ((inset, inset), 90),
        ):
            x, y = corner
            box = (x - look.notch, y - look.notch, x + look.notch, y + look.notch)
            path.arcTo(*box, startAng=start, extent=-90)
        path.close()
        self.canvas.drawPath(path, stroke=1, fill=0)

    def corners(self, look: Corners) -> None:
        """A small rosette on paper over each corner of the border."""
        inset, (width, height) = look.inset, self.page
        for x in (inset, width - inset):
            for y in (inset, height - inset):
                self.fill(look.paper)
                self.canvas.circle(x, y, look.clear, stroke=0, fill=1)
                self.rosette((x, y), look)
                self.canvas.setLineWidth(look.ring)
                self.canvas.circle(x, y, look.clear, stroke=1, fill=0)


def _wave(path: Path, share: float, look: Ribbon) -> Curve:
    """One line of a ribbon; `share` is its place in the family, 0 to 1."""
    waves, swell, phase = look.waves, look.swell, tau * share

    def wave(t: float) -> Point:
        beat = 1 - swell + swell * cos(tau * waves * t / 2 + phase / 2) ** 2
        return _beside(path, t, look.amplitude * sin(tau * waves * t + phase) * beat)

    return wave


def _ring(centre: Point, share: float, look: Rosette | Corners, *, wide: float, scale: float) -> Curve:
    """One line of a rosette; `share` is how far out it lies, 0 to 1."""
    radius = (look.inner + (look.outer - look.inner) * share) * scale
    petals, depth, turn = look.petals, look.depth * radius, look.twist * share

    def ring(t: float) -> Point:
        angle = tau * t
        distance = radius + depth * sin(petals * (angle + turn))
        return centre[0] + wide * distance * cos(angle), centre[1] + distance * sin(angle)

    return ring


def draw_curve(canvas: Canvas, curve: Curve, pieces: int, *, closed: bool = True) -> None:
    """Strokes a curve as so many Béziers."""
    path = canvas.beginPath()
    path.moveTo(*_round(curve(0)))
    for number in range(pieces):
        start, end = number / pieces, (number + 1) / pieces
        reach = (end - start) / 3
        a, b = curve(start), curve(end)
        slope_a, slope_b = _slope(curve, start), _slope(curve, end)
        path.curveTo(
            *_round((a[0] + slope_a[0] * reach, a[1] + slope_a[1] * reach)),
            *_round((b[0] - slope_b[0] * reach, b[1] - slope_b[1] * reach)),
            *_round(b),
        )
    if closed:
        path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _slope(curve: Curve, t: float) -> Point:
    before, after = curve(t - _STEP), curve(t + _STEP)
    return (after[0] - before[0]) / (2 * _STEP), (after[1] - before[1]) / (2 * _STEP)


def _round(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)


def _rounded(page: Point, inset: float, radius: float) -> Path:
    """A rectangle with round corners, by length: gives a point and the outward normal at 0..1."""
    width, height = page[0] - 2 * inset - 2 * radius, page[1] - 2 * inset - 2 * radius
    arc = radius * pi / 2
    corner = inset + radius
    # Straight side (start, direction), then the arc at its end (centre, first normal angle), anticlockwise.
    sides = (
        ((corner, inset), (1, 0), width, (corner + width, corner), -pi / 2),
        ((page[0] - inset, corner), (0, 1), height, (page[0] - corner, page[1] - corner), 0.0),
        ((page[0] - corner, page[1] - inset), (-1, 0), width, (corner, page[1] - corner), pi / 2),
        ((inset, page[1] - corner), (0, -1), height, (corner, corner), pi),
    )
    total = 2 * (width + height) + 4 * arc

    def at(t: float) -> tuple[Point, Point]:
        rest = (t % 1) * total
        for start, way, length, centre, angle in sides:
            if rest <= length:
                return (start[0] + way[0] * rest, start[1] + way[1] * rest), (way[1], -way[0])
            rest -= length
            if rest <= arc:
                turned = angle + rest / radius
                normal = (cos(turned), sin(turned))
                return (centre[0] + radius * normal[0], centre[1] + radius * normal[1]), normal
            rest -= arc
        return sides[0][0], (0, -1)

    return at


def _beside(path: Path, t: float, away: float) -> Point:
    (x, y), (nx, ny) = path(t)
    return x + nx * away, y + ny * away
