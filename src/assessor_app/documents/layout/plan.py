"""The plan of a certificate's page: which piece stands where. Pure: the same content and design, the same plan."""

from dataclasses import dataclass, field

from assessor_app.documents.certificate_design import OpenDesign, with_head
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.facts import plan_facts
from assessor_app.documents.layout.lines import plan_line
from assessor_app.documents.layout.outcomes import plan_outcomes
from assessor_app.documents.layout.pieces import Piece, Pile, Placed
from assessor_app.documents.layout.proof import plan_proof, plan_told
from assessor_app.documents.layout.signatures import plan_signatures
from assessor_app.documents.layout.small_print import plan_print
from assessor_app.documents.page_art import ground_width
from assessor_app.domain.design import Align, Line, Part, SideFrom, SidePlace
from assessor_app.domain.errors import KnownError

_ABOVE_CODE = 9.0
_HEAD_SHARES = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62)
"""How far the head's letters and white shrink before the outcomes become smaller than is pleasant to read."""
_BETWEEN = 8.0
"""White between two pieces of the foot."""
_UPRIGHT_STRETCH = 2.6
"""A sheet held upright has so much more white to give to its head."""


@dataclass(frozen=True, slots=True)
class Area:
    """A column: from `x`, `width` wide, between `top` and `bottom`, in points from the page's top left."""

    x: float
    width: float
    top: float
    bottom: float


PERSONAL = frozenset({Part.HOLDER, Part.IDENTITY, Part.PROOF})
"""What differs from one certificate of a cohort to the next; all else follows from these pieces' heights."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of the layout, and how its piece is planned."""

    line: Line
    width: float
    align: Align
    on_ground: bool


@dataclass(slots=True)
class Planner:
    """Collects the pieces of a page, each with its place; `own` are those that are this person's alone."""

    content: CertificateContent
    design: OpenDesign
    placed: list[Placed] = field(default_factory=list)
    own: list[tuple[Wanted, Piece | None]] = field(default_factory=list)

    def piece(self, line: Line, area: Area, *, align: Align, on_ground: bool = False) -> Piece | None:
        """The piece of a line in a column; None where it has nothing to say."""
        wanted = Wanted(line, area.width, align, on_ground)
        piece = plan_piece(wanted, self.content, self.design)
        if line.part in PERSONAL:
            self.own.append((wanted, piece))
        if line.part is Part.PROOF and piece is not None:
            told = plan_told(self.content, self.design, width=area.width, align=align)
            return Pile((piece, told))
        return piece

    def put(self, piece: Piece, area: Area, top: float) -> None:
        """Places a piece; those of a pile one by one, for one of them may be the person's alone."""
        for one in piece.pieces if isinstance(piece, Pile) and not piece.gap else (piece,):
            self.placed.append(Placed(one, area.x, top, area.width))
            top += one.height


_NARROW, _ONE_ROW = 240.0, 400.0
"""Below the first, facts stand under each other; below the second, three abreast."""


def plan_piece(wanted: Wanted, content: CertificateContent, design: OpenDesign) -> Piece | None:
    """What a line of the layout is on this certificate. Raises as `plan_page` does."""
    line, width, align = wanted.line, wanted.width, wanted.align
    if line.part is Part.FACTS:
        abreast = 1 if width < _NARROW else 3 if width < _ONE_ROW else 0
        return plan_facts(content, design, width=width, abreast=abreast)
    if line.part is Part.SIGNATURES:
        return plan_signatures(content, design, width=width, align=align)
    if line.part is Part.PRINT:
        return plan_print(content, design, width=width, align=align)
    if line.part is Part.PROOF:
        return plan_proof(content, design, width=width, align=align, plate=wanted.on_ground)
    return plan_line(line, content, design, width=width, align=align, on_ground=wanted.on_ground)


def plan_page(content: CertificateContent, design: OpenDesign) -> tuple[Placed, ...]:
    """Every piece with its place."""
    return tuple(planned(content, design)[0].placed)


def planned(content: CertificateContent, design: OpenDesign) -> tuple[Planner, bool]:
    """The page, and whether its head is as large as the design has it; too full a page sets it smaller, step by step.

    KnownError `certificate-too-full`, `letters-missing`, `qr-too-large`.
    """
    for share in _HEAD_SHARES:
        try:
            planner = _planned(content, with_head(design, share), tight=share > _HEAD_SHARES[-1])
        except KnownError as error:
            if error.code != "certificate-too-full" or share == _HEAD_SHARES[-1]:
                raise
        else:
            return planner, share == 1
    raise AssertionError("the last share returns or raises")


def _planned(content: CertificateContent, design: OpenDesign, *, tight: bool) -> Planner:
    planner = Planner(content, design)
    side, main = _areas(design)
    proof_top = _side(planner, side)
    head = _head(planner, main if design.spec.layout.side.begins is SideFrom.PAGE else _whole(design))
    ends = design.spec.margins.top + sum(line.above + piece.height for line, piece in head)
    foot, body = _foot(planner, main, proof_top=proof_top)
    _body(planner, head, body, ends=ends, foot=foot, tight=tight)
    return planner


def _whole(design: OpenDesign) -> Area:
    margins = design.spec.margins
    return Area(
        margins.side,
        design.width - 2 * margins.side,
        margins.top,
        design.height - margins.bottom,
    )


def _areas(design: OpenDesign) -> tuple[Area, Area]:
    """The side column and the main one."""
    whole, side = _whole(design), design.spec.layout.side
    wide = ground_width(design)
    at_start = side.place is SidePlace.START
    if wide:
        # A column on its own ground stands in the middle of it, and the margin is measured from the ground's edge.
        inset = (wide - side.width) / 2
        x = inset if at_start else design.width - inset - side.width
        edge = wide + side.gap
        main = Area(edge if at_start else whole.x, design.width - edge - whole.x, whole.top, whole.bottom)
        return Area(x, side.width, whole.top, whole.bottom), main
    x = whole.x if at_start else whole.x + whole.width - side.width
    start = whole.x + side.width + side.gap if at_start else whole.x
    seal = design.spec.art.seal
    taken = side.width + side.gap
    if seal is not None:
        # It stands across from the column.
        start += 0 if at_start else 2 * seal.radius + side.gap
        taken += 2 * seal.radius + side.gap
    return Area(x, side.width, whole.top, whole.bottom), Area(
        start, whole.width - taken, whole.top, whole.bottom
    )


def _side(planner: Planner, area: Area) -> float:
    """Places the side column; returns where its foot begins."""
    layout = planner.design.spec.layout
    grounded = bool(layout.side.ground)
    align = layout.align
    at = area.bottom
    for line in reversed(layout.side.foot):
        piece = planner.piece(line, area, align=align, on_ground=grounded)
        if piece is not None:
            at -= piece.height
            planner.put(piece, area, at)
            at -= line.above
    top = area.top
    for line in layout.side.top:
        piece = planner.piece(line, area, align=align, on_ground=grounded)
        if piece is not None:
            top += line.above
            planner.put(piece, area, top)
            top += piece.height
    if top > at:
        raise KnownError("certificate-too-full", holder=planner.content.holder)
    return at


def _head(planner: Planner, area: Area) -> list[tuple[Line, Piece]]:
    layout = planner.design.spec.layout
    made = ((line, planner.piece(line, area, align=layout.align)) for line in layout.head)
    return [(line, piece) for line, piece in made if piece is not None]


def _foot(planner: Planner, main: Area, *, proof_top: float) -> tuple[float, Area]:
    """Places the foot from the bottom; returns its top, and the area of what stands above it."""
    design = planner.design
    layout = design.spec.layout
    beneath = layout.side.begins is SideFrom.FOOT
    whole = _whole(design)
    seal = design.spec.art.seal
    high = 0.0 if seal is None else seal.radius * (2.9 if seal.ribbons else 2.0)
    # What stands between seal and code, or beside the code; the rest takes the whole width above.
    beside = {Part.PRINT} if design.upright and seal else {Part.SIGNATURES, Part.PRINT}
    align = Align.CENTRE if seal else Align.START
    at, area, wide = main.bottom, main, False
    for line in reversed(layout.foot):
        lifted = beneath and line.part not in beside and design.upright
        if lifted and not wide:
            # From here on the whole width, above the code and above the seal.
            at, area, wide = min(at, proof_top, main.bottom - high) - _ABOVE_CODE, whole, True
        piece = planner.piece(line, area, align=align)
        if piece is None:
            continue
        at -= piece.height
        planner.put(piece, area, at)
        at -= line.above or _BETWEEN
    return at + _BETWEEN, area


def _body(
    planner: Planner, head: list[tuple[Line, Piece]], area: Area, *, ends: float, foot: float, tight: bool
) -> None:
    """The outcomes between head and foot; spare white goes to the head first."""
    design, layout = planner.design, planner.design.spec.layout
    air = layout.air
    room = foot - ends - 2 * air
    outcomes = plan_outcomes(planner.content, design, width=area.width, height=room, readable=tight)
    spare = room - outcomes.height
    most = layout.stretch * (_UPRIGHT_STRETCH if design.upright else 1)
    stretch = min(spare * 0.5, most)
    white = sum(line.above for line, _ in head) or 1
    at = design.spec.margins.top
    whole = _whole(design) if layout.side.begins is SideFrom.FOOT else area
    for line, piece in head:
        at += line.above * (1 + stretch / white)
        planner.put(piece, whole, at)
        at += piece.height
    share = 0.5 if layout.align is Align.CENTRE else 0.25
    planner.put(outcomes, area, at + air + (spare - stretch) * share)
