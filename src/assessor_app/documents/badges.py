"""Badges to cut out: ten on an A4 sheet, eight on Letter, each as large as a bank card, the name to be read from two metres."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.documents.card_sheets import CARD_MM, SHEETS
from assessor_app.documents.design import Design, Style
from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import POINTS_PER_MM, printable, reads_leftwards
from assessor_app.documents.qr import QUIET_MODULES, QrSegment, qr_matrix
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.design import PaperSize
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.papers.file import PaperFile
from assessor_app.wording.catalogue import gettext as _

QR_MM = 28.0
_WIDTH, _HEIGHT = (side * POINTS_PER_MM for side in CARD_MM)
_EDGE = 4.5 * POINTS_PER_MM
_INK, _MUTED, _RULE = "#000000", "#3A3A3A", "#B8B8B8"
_LEAST_NAME, _LEAST_WHOLE, _NO_BREAK = 5.0, 9.0, 12.0


def draw_badges(badges: Sequence[BadgeToPrint], *, centre: str, size: PaperSize = PaperSize.A4) -> PaperFile:
    """As many sheets as it takes; `centre` stands small on each badge. A letter that no font has is a box."""
    paper, sheet = Paper(open_plain(), _("Badges")), SHEETS[size]
    for first in range(0, len(badges), sheet.count):
        pen = paper.pen(sheet.size_mm)
        for (x, top), badge in zip(sheet.corners(), badges[first : first + sheet.count], strict=False):
            _draw_card(_Words(paper.design, pen), badge, centre, x=x, top=top)
        sheet.cut_marks(pen)
        paper.add(pen)
    return paper.file()


@dataclass(frozen=True)
class _Words:
    """Sets words on a page; `size` is points, the smallest before they wrap, and how many lines they may take."""

    design: Design
    pen: Pen

    def block(self, text: str, stack: str, size: tuple[float, float, int], *, width: float) -> Block:
        style = Style(stack, size[0], size[1], 1.2, _INK if "bold" in stack else _MUTED, 0, size[2])
        return fitted(self.design.shaper, printable(self.design, text), style, width)

    def set(self, text: str, block: Block, *, left: float, width: float, top: float) -> float:
        """At the side where its script begins; returns where it ends."""
        if reads_leftwards(text):
            return set_block(self.pen, block, x=left + width, top=top, align="right")
        return set_block(self.pen, block, x=left, top=top)


def _draw_card(words: _Words, badge: BadgeToPrint, centre: str, *, x: float, top: float) -> None:
    left = x + _EDGE
    width = _draw_code(words.pen, badge.text, x=x, top=top) - left - 0.4 * _EDGE
    head = words.block(centre, "sans", (7.5, 5.5, 2), width=width)
    at = words.set(centre, head, left=left, width=width, top=top + _EDGE) + 3
    words.pen.rule((left, at), (left + width, at), weight=0.6, colour=_RULE)
    foot = top + _HEIGHT - _EDGE
    for text, stack, size in (
        (badge.group, "sans", (9.0, 6.0, 2)),
        (badge.number, "sans-bold", (17.0, 8.0, 1)),
    ):
        if text:
            block = words.block(text, stack, size, width=width)
            foot -= block.height
            words.set(text, block, left=left, width=width, top=foot)
    name = _name_block(words, badge.name, width=width, height=foot - at - 8)
    words.set(badge.name, name, left=left, width=width, top=at + (foot - at - name.height) / 2)


def _draw_code(pen: Pen, text: str, *, x: float, top: float) -> float:
    """The code at the right, in the middle of the height; returns the left edge of its quiet zone."""
    matrix = qr_matrix([QrSegment(text, "alnum")], worn=True)
    side = QR_MM * POINTS_PER_MM
    quiet = QUIET_MODULES * side / len(matrix)
    left = x + _WIDTH - max(quiet, _EDGE) - side
    pen.modules(matrix, (left, top + (_HEIGHT - side) / 2), side=side, colour=_INK)
    return left - quiet


def _name_block(words: _Words, name: str, *, width: float, height: float) -> Block:
    """As large as the room allows: over several lines rather than small, and small rather than a word torn in two."""
    told = printable(words.design, name)
    whole = _largest(words, told, width=width, height=height)
    if whole.size >= _NO_BREAK or "-" not in told:
        return whole
    # A double name may end its line at the hyphen; at this size its halves never stand on one line with a gap.
    halves = _largest(words, told.replace("-", "- "), width=width, height=height)
    return halves if halves.size >= _NO_BREAK else whole


def _largest(words: _Words, told: str, *, width: float, height: float) -> Block:
    shaper = words.design.shaper
    style = Style("sans-bold", 25.0, _LEAST_NAME, 1.2, _INK, 0, 9)
    widest = max((shaper.line(word, style.stack).width for word in told.split()), default=0)
    size = style.size
    while True:
        block = wrapped(shaper, told, style, size=size, width=width)
        torn = size > _LEAST_WHOLE and widest * size > width * 0.99
        if size <= _LEAST_NAME or (block.height <= height and not torn):
            return block
        size *= 0.95
