"""The engraver's lines: a guilloche border and a pale rosette, computed curves, drawn fine.

A ribbon is a family of sine waves woven round the page; a rosette is a family of closed waves round a centre.
Both are cubic Béziers through points of the true curve with its true tangents (Hermite form).
"""

import io
from collections.abc import Callable, Mapping
from math import cos, pi, sin, tau
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
Curve = Callable[[float], Point]
"""A closed curve over 0..1."""
Path = Callable[[float], tuple[Point, Point]]
"""A closed way over 0..1: the point and the outward normal there."""

_STEP = 1e-5
_STEPS_PER_WAVE = 4


def border_art(width: float, height: float, look: Mapping[str, Any]) -> bytes:
    """The operators of the page's line art, in points; `look` is the design's `art` section (lengths in points)."""
    canvas = Canvas(io.BytesIO(), pagesize=(width, height), pageCompression=0, invariant=1)
    for rosette in look["rosettes"]:
        _rosette(canvas, (width / 2, height * rosette["height"]), rosette)
    for ribbon in look["ribbons"]:
        _ribbon(canvas, (width, height), ribbon)
    for frame in look["frames"]:
        _frame(canvas, (width, height), frame)
    corners = look["corners"]
    inset = corners["inset"]
    for x in (inset, width - inset):
        for y in (inset, height - inset):
            _seal(canvas, (x, y), corners)
    code: list[str] = canvas._code  # noqa: SLF001 - reportlab's raw stream has no public door
    return "\n".join(("q 1 j 1 J", *code, "Q")).encode("ascii")


def _ribbon(canvas: Canvas, page: Point, look: Mapping[str, Any]) -> None:
    """Waves about a rectangle with round corners, `inset` from the page's edge."""
    _pen(canvas, look)
    path = _rounded(page, look["inset"], look["radius"])
    for number in range(look["lines"]):
        _draw(canvas, _wave(path, number / look["lines"], look), look["waves"] * _STEPS_PER_WAVE)


def _wave(path: Path, share: float, look: Mapping[str, Any]) -> Curve:
    """One line of a ribbon; `share` is its place in the family, 0 to 1."""
    waves, swell, phase = look["waves"], look["swell"], tau * share

    def wave(t: float) -> Point:
        beat = 1 - swell + swell * cos(tau * waves * t / 2 + phase / 2) ** 2
        return _beside(path, t, look["amplitude"] * sin(tau * waves * t + phase) * beat)

    return wave


def _rosette(canvas: Canvas, centre: Point, look: Mapping[str, Any]) -> None:
    """Petalled rings about a centre, wider than high."""
    _pen(canvas, look)
    for number in range(look["lines"]):
        share = number / max(look["lines"] - 1, 1)
        _draw(canvas, _ring(centre, share, look), look["petals"] * _STEPS_PER_WAVE)


def _ring(centre: Point, share: float, look: Mapping[str, Any]) -> Curve:
    """One line of a rosette; `share` is how far out it lies, 0 to 1."""
    radius = look["inner"] + (look["outer"] - look["inner"]) * share
    petals, depth, turn = look["petals"], look["depth"] * radius, look["twist"] * share

    def ring(t: float) -> Point:
        angle = tau * t
        distance = radius + depth * sin(petals * (angle + turn))
        return centre[0] + look["wide"] * distance * cos(angle), centre[1] + distance * sin(angle)

    return ring


def _seal(canvas: Canvas, centre: Point, look: Mapping[str, Any]) -> None:
    """A small rosette on white over the border's corner."""
    canvas.setFillColor(HexColor(look["paper"]))
    canvas.circle(*centre, look["clear"], stroke=0, fill=1)
    _rosette(canvas, centre, look)
    canvas.setLineWidth(look["ring"])
    canvas.circle(*centre, look["clear"], stroke=1, fill=0)


def _frame(canvas: Canvas, page: Point, look: Mapping[str, Any]) -> None:
    inset = look["inset"]
    _pen(canvas, look)
    canvas.rect(inset, inset, page[0] - 2 * inset, page[1] - 2 * inset, stroke=1, fill=0)


def _pen(canvas: Canvas, look: Mapping[str, Any]) -> None:
    canvas.setStrokeColor(HexColor(look["colour"]))
    canvas.setLineWidth(look["weight"])


def _draw(canvas: Canvas, curve: Curve, pieces: int) -> None:
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
