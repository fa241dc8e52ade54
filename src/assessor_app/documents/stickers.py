"""Sheets of stickers: the badge of a certificate, its holder, and its own code, on label stock that can be bought anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.documents.badge_pen import BadgePen
from assessor_app.documents.design import Design, Style
from assessor_app.documents.phrases import right_to_left
from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import POINTS_PER_MM
from assessor_app.documents.qr import QUIET_MODULES, Matrix, QrSegment, qr_matrix
from assessor_app.documents.typeset import columned, fitted, set_block
from assessor_app.domain.design import SMALLEST_MODULE, smallest_side
from assessor_app.domain.errors import KnownError
from assessor_app.formats.qr_text import segments
from assessor_app.services.awards.wallet import BadgeSticker, WalletCard
from assessor_app.services.papers.file import PaperFile
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import spoken

_MM = POINTS_PER_MM
_EDGE, _GAP, _FOOT = 4.0, 2.0, 15.0
"""Millimetres: white at the edges, between badge and code, and the height of the words beneath."""
_LEAST = 36.0
"""Millimetres across the modules, at least; finer codes are drawn larger."""
_INK, _MUTED, _CUT = "#15181B", "#4A5158", "#C4C8CC"


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A sheet of labels; lengths are millimetres: the sheet, a label, where the first begins, and how far to the next."""

    sheet: tuple[float, float]
    label: tuple[float, float]
    first: tuple[float, float]
    step: tuple[float, float]
    columns: int
    rows: int

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """The top left corner of a label, in points."""
        return (
            (self.first[0] + column * self.step[0]) * _MM,
            (self.first[1] + row * self.step[1]) * _MM,
        )


STOCKS = {
    # Eight labels of 99.1 by 67.7 mm on A4 (sold as L7165), six of 4 by 3 1/3 inches on Letter (5164).
    "a4": Stock(
        sheet=(210.0, 297.0), label=(99.1, 67.7), first=(4.65, 13.1), step=(101.6, 67.7), columns=2, rows=4
    ),
    "letter": Stock(
        sheet=(215.9, 279.4),
        label=(101.6, 84.67),
        first=(3.97, 12.7),
        step=(106.36, 84.67),
        columns=2,
        rows=3,
    ),
}


def draw_stickers(stickers: Sequence[BadgeSticker], badges: FormBadges, *, stock: str) -> PaperFile:
    """As many sheets of a stock (`a4`, `letter`) as it takes. KnownError `letters-missing`, `qr-too-large`."""
    labels = STOCKS[stock]
    paper, of_sheet = Paper(open_plain(), _("Badge stickers")), labels.columns * labels.rows
    for first in range(0, len(stickers), of_sheet):
        pen = BadgePen(
            width=round(labels.sheet[0] * _MM, 3),
            height=round(labels.sheet[1] * _MM, 3),
            mirrored=right_to_left(spoken()),
        )
        places = product(range(labels.rows), range(labels.columns))
        for (row, column), one in zip(places, stickers[first : first + of_sheet], strict=False):
            _draw(paper.design, pen, one, badges, labels=labels, at=labels.corner(column, row))
        _cut_marks(pen, labels)
        paper.add(pen)
    return paper.file()


def _draw(
    design: Design,
    pen: BadgePen,
    one: BadgeSticker,
    badges: FormBadges,
    *,
    labels: Stock,
    at: tuple[float, float],
) -> None:
    """Badge and code beside each other, on one middle line; the words beneath."""
    matrix = qr_matrix([QrSegment(text, mode) for text, mode in segments(one.card.qr)])
    high = labels.label[1] - 2 * _EDGE - _FOOT
    side, quiet = _code_mm(matrix)
    if side + 2 * quiet > high:
        raise KnownError("qr-too-large")
    wide = labels.label[0] - 2 * _EDGE - side - quiet - _GAP - quiet
    x, top = at
    badge = min(wide, high)
    paths = badges.paths_of(one.form, sample=one.card.sample, at=one.issued)
    corner = (x + (_EDGE + (wide - badge) / 2) * _MM, top + (_EDGE + (high - badge) / 2) * _MM)
    pen.badge(paths, corner, side=badge * _MM)
    left = x + (labels.label[0] - _EDGE - side) * _MM
    pen.modules(matrix, (left, top + (_EDGE + (high - side) / 2) * _MM), side=side * _MM, colour="#000000")
    _words(
        design,
        pen,
        one.card,
        left=x + _EDGE * _MM,
        width=(labels.label[0] - 2 * _EDGE) * _MM,
        foot=top + (labels.label[1] - _EDGE) * _MM,
    )


def _code_mm(matrix: Matrix) -> tuple[float, float]:
    """Across the modules, never finer than a telephone reads; and the white around."""
    side = max(_LEAST, SMALLEST_MODULE * len(matrix))
    return side, QUIET_MODULES * side / len(matrix)


def _words(
    design: Design, pen: BadgePen, card: WalletCard, *, left: float, width: float, foot: float
) -> None:
    """Whose it is; beneath, the number and where to check it."""
    number = fitted(design.shaper, card.number, Style("mono", 8.0, 6, 1.2, _MUTED, 0, 1), width / 2)
    where = card.host or card.phone
    set_block(pen, number, x=left, top=foot - number.height)
    if where:
        told = fitted(design.shaper, where, Style("sans", 7.5, 5, 1.2, _MUTED, 0, 1), width / 2 - 6)
        set_block(pen, told, x=left + width, top=foot - told.height, align="right")
    name = columned(design.shaper, card.holder, Style("sans-bold", 13.0, 7, 1.15, _INK, 0, 2), width)
    set_block(pen, name, x=left + width / 2, top=foot - number.height - 3 - name.height, align="centre")


def _cut_marks(pen: BadgePen, labels: Stock) -> None:
    """Fine ticks at the corners, for sheets that are not cut yet."""
    reach = 1.5 * _MM
    for column, row in product(range(labels.columns), range(labels.rows)):
        x, y = labels.corner(column, row)
        for right, below in product((0, labels.label[0] * _MM), (0, labels.label[1] * _MM)):
            place = (x + right, y + below)
            pen.rule((place[0] - reach, place[1]), (place[0] + reach, place[1]), weight=0.25, colour=_CUT)
            pen.rule((place[0], place[1] - reach), (place[0], place[1] + reach), weight=0.25, colour=_CUT)


def largest_code_fits(stock: Stock) -> bool:
    """Whether a label has room for the largest code that paper may need, with the white around it."""
    side = smallest_side()
    return side + 2 * QUIET_MODULES * SMALLEST_MODULE <= stock.label[1] - 2 * _EDGE - _FOOT
