"""Where a design's parts stand and how large they are: a new design each time, always one that its rules can lay out.

Nothing is placed freely: a part has a place in a column, so that the longest name and the fullest form still fit.
"""

from dataclasses import replace
from enum import StrEnum

from assessor_app.domain.design import (
    LARGEST_VERSION,
    SMALLEST_MODULE,
    CertificateDesign,
    Layout,
    Line,
    Part,
    SideFrom,
    SidePlace,
    modules_of,
    smallest_side,
)
from assessor_app.domain.design_art import Edge

OPTIONAL = (Part.LOGO, Part.CERTIFY, Part.BAR, Part.SIGN)
"""What a certificate need not have; all else must be said (`domain.design.MANDATORY`)."""
_FINE = 12
"""A version as small as a paper's code may be: the fewer modules, the more white around."""
POINTS = 72 / 25.4
"""Points in a millimetre."""


class Column(StrEnum):
    """A row of parts, from the top down."""

    HEAD = "head"
    FOOT = "foot"
    SIDE_TOP = "side-top"
    SIDE_FOOT = "side-foot"


_ACROSS = {
    Column.HEAD: Column.SIDE_TOP,
    Column.SIDE_TOP: Column.HEAD,
    Column.FOOT: Column.SIDE_FOOT,
    Column.SIDE_FOOT: Column.FOOT,
}
_CROSSING = frozenset({Part.CENTRE, Part.APPROVAL, Part.FACTS, Part.SIGNATURES})
"""What is legible in a narrow column as well as in the wide one."""


def columns(design: CertificateDesign) -> dict[Column, tuple[Line, ...]]:
    """Every line by its column."""
    layout = design.layout
    return {
        Column.HEAD: layout.head,
        Column.SIDE_TOP: layout.side.top,
        Column.FOOT: layout.foot,
        Column.SIDE_FOOT: layout.side.foot,
    }


def can_move(design: CertificateDesign, column: Column, place: int, by: int) -> bool:
    """Whether the line may stand so many places further down; the sector's sign is drawn at the top of its ground."""
    lines, there = columns(design)[column], place + by
    return 0 <= there < len(lines) and Part.SIGN not in {lines[place].part, lines[there].part}


def moved(design: CertificateDesign, column: Column, place: int, by: int) -> CertificateDesign:
    """The line trades places with one above or below; the white stays with the place, so that the rhythm does.

    The same design where it cannot move.
    """
    if not can_move(design, column, place, by):
        return design
    lines = list(columns(design)[column])
    one, other = lines[place], lines[place + by]
    lines[place] = replace(other, above=one.above)
    lines[place + by] = replace(one, above=other.above)
    return _with(design, {column: tuple(lines)})


def can_cross(design: CertificateDesign, column: Column, place: int) -> bool:
    """Whether the line may stand in the other column: only beside the whole page, and where its letters keep their contrast."""
    side, line = design.layout.side, columns(design)[column][place]
    if side.begins is not SideFrom.PAGE:
        return False
    return line.part is Part.LOGO or (line.part in _CROSSING and not side.ground)


def crossed(design: CertificateDesign, column: Column, place: int) -> CertificateDesign:
    """The line stands first in the other column; the same design where it cannot."""
    if not can_cross(design, column, place):
        return design
    every, other = columns(design), _ACROSS[column]
    line = every[column][place]
    rest = (*every[column][:place], *every[column][place + 1 :])
    return _with(design, {column: rest, other: _put(every[other], _after_sign(every[other]), line)})


def is_shown(design: CertificateDesign, part: Part) -> bool:
    return part in design.layout.parts()


def can_show(design: CertificateDesign, part: Part) -> bool:
    """Whether the design has a place for an optional part: the sector's sign stands on a ground."""
    return part is not Part.SIGN or bool(design.layout.side.ground)


def with_part(
    design: CertificateDesign, part: Part, *, on: bool, before: CertificateDesign
) -> CertificateDesign:
    """An optional part is there or not: where `before` has it, or where it usually stands."""
    if part not in OPTIONAL or on == is_shown(design, part) or (on and not can_show(design, part)):
        return design
    every = columns(design)
    if not on:
        kept = {name: tuple(one for one in lines if one.part is not part) for name, lines in every.items()}
        return _with(design, kept)
    for name, lines in columns(before).items():
        for place, line in enumerate(lines):
            if line.part is part:
                return _with(design, {name: _put(every[name], min(place, len(every[name])), line)})
    name, place = _usual(design, part)
    above = {Part.CERTIFY: 7.0, Part.BAR: 8.0}.get(part, 0.0)
    return _with(design, {name: _put(every[name], place, Line(part=part, above=above))})


def _usual(design: CertificateDesign, part: Part) -> tuple[Column, int]:
    if part is Part.SIGN:
        return Column.SIDE_TOP, 0
    beneath = {Part.CERTIFY: Part.HOLDER, Part.BAR: Part.FOUND}.get(part)
    head = [line.part for line in design.layout.head]
    return Column.HEAD, head.index(beneath) if beneath in head else 0


def with_code_side(design: CertificateDesign, side: float) -> CertificateDesign:
    """So many millimetres across; its column grows where it must, for the largest code that a paper may need."""
    widest = max(side, smallest_side(LARGEST_VERSION)) + 2 * design.code.quiet * max(
        SMALLEST_MODULE, side / modules_of(_FINE)
    )
    column = design.layout.side
    # A whole point: what is written is read back the same.
    width = max(column.width, float(int(widest * POINTS) + 1))
    layout = replace(design.layout, side=replace(column, width=width))
    return replace(design, code=replace(design.code, side=side), layout=layout)


def with_side_place(design: CertificateDesign, place: SidePlace) -> CertificateDesign:
    """The column with the code at the other edge, and the stripes that go with it."""
    if place is design.layout.side.place:
        return design
    swapped = {Edge.START: Edge.END, Edge.END: Edge.START}
    bands = tuple(replace(band, edge=swapped.get(band.edge, band.edge)) for band in design.art.bands)
    layout = replace(design.layout, side=replace(design.layout.side, place=place))
    return replace(design, layout=layout, art=replace(design.art, bands=bands))


def with_logo_height(design: CertificateDesign, millimetres: float) -> CertificateDesign:
    """The same design where it has no logo."""
    if design.logo is None:
        return design
    return replace(design, logo=replace(design.logo, height=_points(millimetres)))


def with_signature_height(design: CertificateDesign, millimetres: float) -> CertificateDesign:
    return replace(design, signature=_points(millimetres))


def with_seal_width(design: CertificateDesign, millimetres: float) -> CertificateDesign:
    """Across its disc; the same design where it has no seal."""
    seal = design.art.seal
    if seal is None:
        return design
    return replace(design, art=replace(design.art, seal=replace(seal, radius=_points(millimetres / 2))))


def _points(millimetres: float) -> float:
    return round(millimetres * POINTS, 2)


def _after_sign(lines: tuple[Line, ...]) -> int:
    return 1 if lines and lines[0].part is Part.SIGN else 0


def _put(lines: tuple[Line, ...], place: int, line: Line) -> tuple[Line, ...]:
    return (*lines[:place], line, *lines[place:])


def _with(design: CertificateDesign, changed: dict[Column, tuple[Line, ...]]) -> CertificateDesign:
    every = columns(design) | changed
    side = replace(design.layout.side, top=every[Column.SIDE_TOP], foot=every[Column.SIDE_FOOT])
    layout: Layout = replace(design.layout, head=every[Column.HEAD], foot=every[Column.FOOT], side=side)
    return replace(design, layout=layout)
