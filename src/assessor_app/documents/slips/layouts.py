"""Where slips stand: one a page, four on a page, one after the other on a roll."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from assessor_app.documents.design import Design
from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import A4_MM, ROLL_MM, Paper, open_plain
from assessor_app.documents.plain.pieces import (
    POINTS_PER_MM,
    Piece,
    Setter,
    draw_column,
    height_of,
    pages_of,
)
from assessor_app.documents.slips.parts import slip_pieces
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.slips.content import SlipContent
from assessor_app.wording.catalogue import gettext as _


class SlipSize(StrEnum):
    A4 = "a4"
    FOUR = "four"
    ROLL = "roll"


_MARGIN_MM = 18.0
_INSET_MM = 6.0
_ROLL_EDGE_MM = 4.0
_ROLL_SCALE = 0.94
# As far as lettering shrinks to keep a slip on a quarter: its smallest text is 5.4 points then.
_SCALES = (0.86, 0.8, 0.76, 0.72, 0.68)
# A page that is nearly enough is made enough; what needs more goes on over the page at the last of these.
_PAGE_SCALES = (1.0, 0.95, 0.9, 0.86)
_ON_A_SHEET = 4


def draw_slips(contents: Sequence[SlipContent], size: SlipSize) -> PaperFile:
    """The slips in order. On quarters, one that would not be readable gets a sheet of its own, after the others."""
    design = open_plain()
    paper = Paper(design, _("Result slips") if len(contents) > 1 else _title(contents[0]))
    drawers: Mapping[SlipSize, Callable[[Paper, Design, Sequence[SlipContent]], None]] = {
        SlipSize.A4: _whole_pages,
        SlipSize.FOUR: _quarters,
        SlipSize.ROLL: _roll,
    }
    drawers[size](paper, design, contents)
    return paper.file()


def _title(content: SlipContent) -> str:
    return _("Result slip: {name}").format(name=content.name)


def _whole_pages(paper: Paper, design: Design, contents: Sequence[SlipContent]) -> None:
    for content in contents:
        _whole_page(paper, design, content)


def _whole_page(paper: Paper, design: Design, content: SlipContent) -> None:
    """One slip on as many pages as it needs; the second says whose it is."""
    margin = _MARGIN_MM * POINTS_PER_MM
    width, high = (side * POINTS_PER_MM - 2 * margin for side in A4_MM)
    foot = 16.0
    for scale in _PAGE_SCALES:
        setter = Setter(design=design, width=width, scale=scale)
        pages = pages_of(slip_pieces(content, setter, whole=True), high - foot)
        if len(pages) == 1:
            break
    for number, pieces in enumerate(pages, start=1):
        pen = paper.pen()
        draw_column(pen, pieces, x=margin, top=margin)
        if len(pages) > 1:
            words = _("{name} · {form} · page {page} of {pages}").format(
                name=content.name, form=content.form.ref, page=number, pages=len(pages)
            )
            draw_column(pen, [setter.fit(words, "small")], x=margin, top=pen.height - margin - foot + 4)
        paper.add(pen)


def _quarters(paper: Paper, design: Design, contents: Sequence[SlipContent]) -> None:
    width, high = ((side / 2 - 2 * _INSET_MM) * POINTS_PER_MM for side in A4_MM)
    fitting: list[list[Piece]] = []
    long: list[SlipContent] = []
    for content in contents:
        pieces = _fitted(design, content, width=width, high=high)
        if pieces is None:
            long.append(content)
        else:
            fitting.append(pieces)
    for start in range(0, len(fitting), _ON_A_SHEET):
        pen = paper.pen()
        _cutting_lines(pen)
        for place, pieces in enumerate(fitting[start : start + _ON_A_SHEET]):
            down, across = divmod(place, 2)
            inset = _INSET_MM * POINTS_PER_MM
            draw_column(pen, pieces, x=across * pen.width / 2 + inset, top=down * pen.height / 2 + inset)
        paper.add(pen)
    _whole_pages(paper, design, long)


def _fitted(design: Design, content: SlipContent, *, width: float, high: float) -> list[Piece] | None:
    """The slip as large as a quarter takes it; None where it would be too small to read."""
    for scale in _SCALES:
        setter = Setter(design=design, width=width, scale=scale)
        pieces = slip_pieces(content, setter, whole=False)
        if height_of(pieces) <= high:
            return pieces
    return None


def _cutting_lines(pen: Pen) -> None:
    pen.rule((0, pen.height / 2), (pen.width, pen.height / 2), weight=0.3, colour="#000000")
    pen.rule((pen.width / 2, 0), (pen.width / 2, pen.height), weight=0.3, colour="#000000")


def _roll(paper: Paper, design: Design, contents: Sequence[SlipContent]) -> None:
    """A page as long as its slip."""
    edge = _ROLL_EDGE_MM * POINTS_PER_MM
    width = (ROLL_MM - 2 * _ROLL_EDGE_MM) * POINTS_PER_MM
    for content in contents:
        pieces = slip_pieces(content, Setter(design=design, width=width, scale=_ROLL_SCALE), whole=False)
        long = height_of(pieces) + 3 * edge
        pen = paper.pen((ROLL_MM, long / POINTS_PER_MM))
        draw_column(pen, pieces, x=edge, top=edge)
        paper.add(pen)
