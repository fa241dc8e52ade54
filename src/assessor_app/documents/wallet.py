"""Wallet cards to cut out: ten on an A4 sheet, eight on Letter, each as large as a bank card, the certificate's own code on it."""

from collections.abc import Sequence
from datetime import date

from assessor_app.documents import phrases
from assessor_app.documents.badge_image.sectors import sector_look
from assessor_app.documents.card_sheets import CARD_MM, SHEETS
from assessor_app.documents.design import Design, Style
from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import POINTS_PER_MM
from assessor_app.documents.qr import QUIET_MODULES, QrSegment, qr_matrix
from assessor_app.documents.typeset import Block, columned, fitted, set_block
from assessor_app.domain.design import SMALLEST_MODULE, PaperSize, smallest_side
from assessor_app.formats.qr_text import segments
from assessor_app.services.awards.wallet import WalletCard
from assessor_app.services.papers.file import PaperFile
from assessor_app.wording.catalogue import gettext as _

_WIDTH, _HEIGHT = (side * POINTS_PER_MM for side in CARD_MM)
_STRIP = 8.2 * POINTS_PER_MM
_EDGE = 3.6 * POINTS_PER_MM
_INK, _MUTED, _PAPER, _RED = "#15181B", "#4A5158", "#FFFFFF", "#A8201A"
_LEAST = 34.5
"""Millimetres across the modules, at least; finer codes are drawn larger, and a card has room for the largest."""


def draw_wallet(cards: Sequence[WalletCard], size: PaperSize = PaperSize.A4) -> PaperFile:
    """As many sheets as it takes. KnownError `letters-missing`, `qr-too-large`."""
    paper, sheet = Paper(open_plain(), _("Wallet cards")), SHEETS[size]
    for first in range(0, len(cards), sheet.count):
        pen = paper.pen(sheet.size_mm)
        for (x, top), card in zip(sheet.corners(), cards[first : first + sheet.count], strict=False):
            _turned(paper.design, pen, card, x=x, top=top)
        sheet.cut_marks(pen)
        paper.add(pen)
    return paper.file()


def _turned(design: Design, pen: Pen, card: WalletCard, *, x: float, top: float) -> None:
    """A card is laid out as its own language is read, whichever way its sheet is."""
    way = pen.mirrored
    pen.mirrored = phrases.right_to_left(card.language)
    _draw(design, pen, card, x=x if pen.mirrored == way else pen.width - x - _WIDTH, top=top)
    pen.mirrored = way


def _draw(design: Design, pen: Pen, card: WalletCard, *, x: float, top: float) -> None:
    """A strip in the sector's colour with the centre's name; words beside the code."""
    colour = sector_look(card.sector).colours["sector-dark"]
    pen.box((x, top), (_WIDTH, _STRIP), colour=colour)
    told = _("SAMPLE: nobody has earned this certificate") if card.sample else card.centre
    head = fitted(design.shaper, told, _style("sans-bold", 9.5, 5.5, 2, _PAPER), _WIDTH - 2 * _EDGE)
    set_block(pen, head, x=x + _EDGE, top=top + (_STRIP - head.height) / 2)
    width = _code(pen, card, x=x, top=top + _STRIP) - x - 1.6 * _EDGE
    _words(design, pen, card, left=x + _EDGE, width=width, top=top + _STRIP + 4)


def _code(pen: Pen, card: WalletCard, *, x: float, top: float) -> float:
    """The code at the far side, never finer than a telephone reads; returns the edge of its quiet zone."""
    matrix = qr_matrix([QrSegment(text, mode) for text, mode in segments(card.qr)])
    side = max(_LEAST, SMALLEST_MODULE * len(matrix)) * POINTS_PER_MM
    quiet = QUIET_MODULES * side / len(matrix)
    left = x + _WIDTH - quiet - 1.2 * POINTS_PER_MM - side
    pen.modules(matrix, (left, top + (_HEIGHT - _STRIP - side) / 2), side=side, colour="#000000")
    return left - quiet


def _words(design: Design, pen: Pen, card: WalletCard, *, left: float, width: float, top: float) -> None:
    """Who, what, until when; at the foot the number and where to check it."""
    foot = top - 4 + (_HEIGHT - _STRIP) - _EDGE
    for text, style in (
        (card.host or card.phone, _style("sans-bold", 6.4, 4.4, 2, _INK)),
        (card.number, _style("mono", 8.6, 6, 1, _INK)),
    ):
        if text:
            block = fitted(design.shaper, text, style, width)
            foot -= block.height
            set_block(pen, block, x=left, top=foot)
    at = top
    holder = _holder(design, card.holder, width)
    title = columned(design.shaper, card.title, _style("sans", 8.2, 5.6, 3, _INK), width)
    for block in (holder, title):
        at = set_block(pen, block, x=left, top=at) + 2.5
    for text, colour in _about(card):
        block = fitted(design.shaper, text, _style("sans", 6.2, 4.6, 2, colour), width)
        if at + block.height <= foot:
            at = set_block(pen, block, x=left, top=at)


def _holder(design: Design, name: str, width: float) -> Block:
    """As large as it fits; a double name ends its line at the hyphen rather than become small."""
    style = _style("sans-bold", 12.5, 7, 3, _INK)
    whole = columned(design.shaper, name, style, width)
    halves = columned(design.shaper, name.replace("-", "- "), style, width)
    return halves if halves.size > whole.size * 1.2 else whole


def _about(card: WalletCard) -> list[tuple[str, str]]:
    """Until when it is good first: of what has no room, the code of the form is missed least."""
    said = phrases.phrase(card.language)
    told = []
    if card.provisional_until:
        until = phrases.date_text(date.fromisoformat(card.provisional_until), card.language)
        told.append((said("Provisional until {date}").format(date=until), _RED))
    if card.valid_until:
        until = phrases.date_text(date.fromisoformat(card.valid_until), card.language)
        told.append((f"{said('Valid until')} {until}", _MUTED))
    code = said("{code}, version {version}").format(code=card.form_code, version=card.form_version)
    return [*told, (code, _MUTED)]


def _style(stack: str, size: float, smallest: float, lines: int, colour: str) -> Style:
    return Style(stack, size, smallest, 1.2, colour, 0, lines)


def largest_code_fits() -> bool:
    """Whether a card has room for the largest code that paper may need, with the white around it."""
    side = smallest_side()
    return side + 2 * QUIET_MODULES * SMALLEST_MODULE <= CARD_MM[1] - _STRIP / POINTS_PER_MM
