"""A page's line art: stripes, waves, the engraver's curves, the seal."""

from math import cos, pi, sin, tau
from typing import TYPE_CHECKING

from assessor_app.documents.badge_image.sectors import SIGN_SIDE
from assessor_app.documents.badge_image.vector import Path
from assessor_app.documents.guilloche import Engraver, Point, draw_curve
from assessor_app.domain.design import Part, SidePlace
from assessor_app.domain.design_art import Band, Edge, Rosette, Seal, Weave

if TYPE_CHECKING:
    from assessor_app.documents.certificate_design import OpenDesign

Box = tuple[float, float, float, float]
"""Left, bottom, width, height in points."""
_SIGN_SHARE = 0.62
SIGN_HEIGHT = 62.0
"""Side of the sector's sign on a ground, in points."""


def page_art(design: "OpenDesign", *, mirrored: bool) -> bytes:
    """The operators of the page's line art; `mirrored` for languages that read from right to left."""
    art = design.spec.art
    engraver = Engraver((design.width, design.height), design.colour)
    for band in art.bands:
        engraver.fill(band.colour)
        engraver.canvas.rect(*stripe(engraver.page, band, mirrored=mirrored), stroke=0, fill=1)
    _ground(engraver, design, mirrored=mirrored)
    for rosette in art.rosettes:
        engraver.axis_rosette(rosette)
    for ribbon in art.ribbons:
        engraver.ribbon(ribbon)
    for frame in art.frames:
        engraver.frame(frame)
    if art.corners is not None:
        engraver.corners(art.corners)
    if art.seal is not None:
        _seal(engraver, design, art.seal, mirrored=mirrored)
    return engraver.operators()


def back_art(design: "OpenDesign") -> bytes:
    """The back's art: what runs along the page's edges, and nothing under the text."""
    art = design.spec.art
    engraver = Engraver((design.width, design.height), design.colour)
    for band in art.bands:
        if band.edge in {Edge.TOP, Edge.BOTTOM}:
            engraver.fill(band.colour)
            engraver.canvas.rect(*stripe(engraver.page, band, mirrored=False), stroke=0, fill=1)
    for frame in art.frames:
        engraver.frame(frame)
    return engraver.operators()


def ground_width(design: "OpenDesign") -> float:
    """How wide the side column's ground is, from the page's edge, in points; 0 where it has none."""
    side = design.spec.layout.side
    return side.width + 2 * design.spec.margins.side * _GROUND_MARGIN if side.ground else 0.0


_GROUND_MARGIN = 0.62


def seal_centre(design: "OpenDesign", seal: Seal) -> Point:
    """Where the seal's middle is, from the page's foot: where a line begins, or ends where the column begins there."""
    margins = design.spec.margins
    below = seal.radius * (1.9 if seal.ribbons else 1.0)
    across = margins.side + seal.radius
    at_end = design.spec.layout.side.place is SidePlace.START
    return design.width - across if at_end else across, margins.bottom + below


def stripe(page: Point, look: Band, *, mirrored: bool) -> Box:
    """The box of a stripe along an edge."""
    width, height = page
    edge = look.edge
    if mirrored:
        edge = {Edge.START: Edge.END, Edge.END: Edge.START}.get(edge, edge)
    long = (height if edge in {Edge.START, Edge.END} else width) - 2 * look.ends
    boxes = {
        Edge.START: (look.inset, look.ends, look.size, long),
        Edge.END: (width - look.inset - look.size, look.ends, look.size, long),
        Edge.TOP: (look.ends, height - look.inset - look.size, long, look.size),
        Edge.BOTTOM: (look.ends, look.inset, long, look.size),
    }
    return boxes[edge]


def _ground(engraver: Engraver, design: "OpenDesign", *, mirrored: bool) -> None:
    """The side column's ground, to the page's edges."""
    side = design.spec.layout.side
    wide = ground_width(design)
    if not wide:
        return
    at_left = (side.place is SidePlace.START) != mirrored
    engraver.fill(side.ground)
    left = 0.0 if at_left else design.width - wide
    engraver.canvas.rect(left, 0, wide, design.height, stroke=0, fill=1)
    for look in design.spec.art.weaves:
        weave(engraver, look, (left, 0.0, wide, design.height), flipped=not at_left)
    if any(line.part is Part.SIGN for line in side.top):
        inset = (wide - side.width) / 2
        middle = inset + SIGN_HEIGHT / 2
        centre = (
            middle if at_left else design.width - middle,
            design.height - design.spec.margins.top - SIGN_HEIGHT / 2,
        )
        draw_sign(engraver, design, centre, side=SIGN_HEIGHT, colour="pale")


def weave(engraver: Engraver, look: Weave, box: Box, *, flipped: bool) -> None:
    """Waves along a ground, each a little further in its turn than the one before."""
    left, bottom, width, height = box
    canvas = engraver.canvas
    engraver.ink(look.colour, look.weight)
    pieces = max(int(look.waves * 12), 12)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(left, bottom, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    for number in range(look.lines):
        share = number / max(look.lines - 1, 1)

        def line(t: float, share: float = share) -> Point:
            wave = sin(tau * look.waves * t + 2 * pi * share) + 0.5 * sin(
                tau * look.waves * 0.37 * t - pi * share
            )
            off = width * share + look.amplitude * wave
            return left + (width - off if flipped else off), bottom + height * t

        draw_curve(canvas, line, pieces, closed=False)
    canvas.restoreState()


def _seal(engraver: Engraver, design: "OpenDesign", look: Seal, *, mirrored: bool) -> None:
    """A toothed disc with rings of petals and the sector's sign, over two ribbons."""
    x, y = seal_centre(design, look)
    centre = (design.width - x if mirrored else x, y)
    canvas, radius = engraver.canvas, look.radius
    if look.ribbons:
        _tails(engraver, centre, look)
    engraver.fill(look.ground)
    canvas.setStrokeColor(canvas._fillColorObj)  # noqa: SLF001 - the teeth's edge has the disc's own colour
    canvas.setLineWidth(0.3)
    path = canvas.beginPath()
    for point in range(look.teeth * 2):
        angle = pi * point / look.teeth
        reach = radius * (1.0 if point % 2 else 0.94)
        (path.lineTo if point else path.moveTo)(
            round(centre[0] + reach * cos(angle), 2), round(centre[1] + reach * sin(angle), 2)
        )
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
    for twist in (0.35, -0.35):
        rings = Rosette(
            colour=look.line, weight=0.28, lines=12, inner=radius * 0.56, outer=radius * 0.82,
            petals=24, depth=0.06, twist=twist,
        )  # fmt: skip
        engraver.rosette(centre, rings)
    engraver.ink(look.line, 0.8)
    for share in (0.88, 0.5):
        canvas.circle(*centre, radius * share, stroke=1, fill=0)
    engraver.ink(look.line, 0.3)
    for share in (0.905, 0.475):
        canvas.circle(*centre, radius * share, stroke=1, fill=0)
    draw_sign(engraver, design, centre, side=radius * _SIGN_SHARE, colour=look.paper)


def _tails(engraver: Engraver, centre: Point, look: Seal) -> None:
    """Two ribbons that hang from a seal, cut as swallows' tails."""
    canvas, radius = engraver.canvas, look.radius
    x, y = centre
    for way in (-1, 1):
        wide, long, lean = radius * 0.46, radius * 1.8, radius * 0.34 * way
        start = x + way * radius * 0.3
        corners = (
            (start - wide / 2, y - radius * 0.5),
            (start + wide / 2, y - radius * 0.5),
            (start + wide / 2 + lean, y - long),
            (start + lean, y - long + wide * 0.45),
            (start - wide / 2 + lean, y - long),
        )
        engraver.fill(look.ground)
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        engraver.ink(look.line, 0.4)
        for edge in (-0.38, 0.38):
            canvas.line(
                start + wide * edge, y - radius * 0.9, start + wide * edge + lean * 0.72, y - long * 0.93
            )


def draw_sign(engraver: Engraver, design: "OpenDesign", centre: Point, *, side: float, colour: str) -> None:
    """The sector's sign in a square about a centre."""
    canvas = engraver.canvas
    scale = side / SIGN_SIDE
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, centre[0] - side / 2, centre[1] + side / 2)
    engraver.fill(colour)
    engraver.ink(colour, 1)
    for path in design.look.sign:
        _painted(engraver, path)
    canvas.restoreState()


def _painted(engraver: Engraver, sign: Path) -> None:
    canvas = engraver.canvas
    path = canvas.beginPath()
    last = (0.0, 0.0)
    for name, values in sign.commands:
        points = list(zip(values[::2], values[1::2], strict=True))
        if name == "M":
            path.moveTo(*points[0])
        elif name == "L":
            path.lineTo(*points[0])
        elif name == "Q":
            middle, end = points
            path.curveTo(*_third(last, middle), *_third(end, middle), *end)
        elif name == "C":
            path.curveTo(*points[0], *points[1], *points[2])
        else:
            path.close()
        last = points[-1] if points else last
    canvas.setLineWidth(sign.width)
    canvas.drawPath(path, stroke=0 if sign.fill else 1, fill=1 if sign.fill else 0)


def _third(near: Point, middle: Point) -> Point:
    """A cubic's handle from a quadratic's."""
    return near[0] + (middle[0] - near[0]) * 2 / 3, near[1] + (middle[1] - near[1]) * 2 / 3
