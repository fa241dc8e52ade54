"""Parts that are lines of text, the logo and the marks between them."""

from operator import attrgetter

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import PAIR_GAP, Bar, Logo, Piece, Roomed, Space, Stack, Words
from assessor_app.documents.page_art import SIGN_HEIGHT
from assessor_app.documents.pictures import logo_drawing
from assessor_app.documents.reach import overhang
from assessor_app.documents.shaping import Shaper
from assessor_app.documents.typeset import Block, columned, fitted, wrapped
from assessor_app.domain.design import Align, Line, Part

STYLES = {
    Part.CENTRE: "centre",
    Part.APPROVAL: "under",
    Part.HEADING: "heading",
    Part.STATE: "state",
    Part.CERTIFY: "says",
    Part.HOLDER: "name",
    Part.IDENTITY: "identity",
    Part.FOUND: "says",
    Part.AWARD: "award",
    Part.DETAILS: "code",
}


def plan_line(
    line: Line,
    content: CertificateContent,
    design: OpenDesign,
    *,
    width: float,
    align: Align,
    on_ground: bool,
) -> Piece | None:
    """A part as a piece; None where it has nothing to say."""
    if line.part is Part.BAR:
        return Bar(design.colour("accent"), align)
    if line.part is Part.SIGN:
        return Space(SIGN_HEIGHT)
    if line.part is Part.LOGO:
        return _logo(design, width=width, align=align, on_ground=on_ground)
    told = [_text(line.part, one, design) for one in content.both()]
    texts = list(dict.fromkeys(text for text in told if text))
    if not texts:
        return None
    style = design.style(STYLES[line.part])
    shaper = design.shaper.aside() if line.part in _NAMED else design.shaper
    if width < _ROOM_FOR_TWO:
        narrow = tuple(columned(shaper, text, style, width) for text in texts)
        return _with_room(line.part, Stack(narrow, align), narrow)
    wide = (width - PAIR_GAP) / 2 if len(texts) > 1 else width
    blocks = _alike(shaper, [fitted(shaper, text, style, wide) for text in texts], texts, wide)
    words = Words(blocks, align, design.colour("rule"), wings=line.wings, turned=_turned(content))
    return _with_room(line.part, words, blocks)


def _turned(content: CertificateContent) -> bool:
    """Whether the second language reads the other way."""
    beside = content.beside
    return beside is not None and phrases.right_to_left(beside.language) != phrases.right_to_left(
        content.language
    )


def _with_room(part: Part, piece: Piece, blocks: tuple[Block, ...]) -> Piece:
    """A name of any script keeps off the line under it, which a checker compares."""
    if part is not Part.HOLDER:
        return piece
    above, below = map(max, zip(*map(overhang, blocks), strict=True))
    return Roomed(piece, above, below) if above or below else piece


_ROOM_FOR_TWO = 240.0
_NAMED = {Part.HOLDER: attrgetter("holder"), Part.IDENTITY: attrgetter("identity")}
"""What is the person's own: the same in every language."""


def _alike(shaper: Shaper, blocks: list[Block], texts: list[str], width: float) -> tuple[Block, ...]:
    """Two languages in letters of one size: the smaller of what each would take."""
    if len(blocks) == 1:
        return (blocks[0],)
    size = min(block.size for block in blocks)
    return tuple(
        block if block.size == size else wrapped(shaper, text, block.style, size=size, width=width)
        for block, text in zip(blocks, texts, strict=True)
    )


def _logo(design: OpenDesign, *, width: float, align: Align, on_ground: bool) -> Piece | None:
    logo = design.spec.logo
    png = design.pictures.get(logo.sha256) if logo else None
    if logo is None or png is None:
        return None
    paper = design.colour("paper")
    data, size = logo_drawing(png, ground=paper, height=logo.height, widest=min(width - 8, 240.0))
    return Logo(data, size, align, plate=paper if on_ground else "")


def _text(part: Part, content: CertificateContent, design: OpenDesign) -> str:
    """What a part says in the content's language; a design's own words come before the program's."""
    if part in _NAMED:
        return str(_NAMED[part](content))
    _ = phrases.phrase(content.language)
    own = next((one for one in design.spec.texts if one.language == content.language), None)
    said = {
        Part.CENTRE: lambda: content.centre,
        Part.APPROVAL: lambda: phrases.centre_text(content),
        Part.HEADING: lambda: (own and own.heading) or _("Certificate of Competence"),
        Part.STATE: lambda: phrases.state_text(content),
        Part.CERTIFY: lambda: (own and own.certify) or _("This is to certify that"),
        Part.FOUND: lambda: (own and own.found) or _("has been assessed and found competent in"),
        Part.AWARD: lambda: content.title,
        Part.DETAILS: lambda: phrases.award_text(content),
    }
    return said[part]()
