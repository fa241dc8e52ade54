"""Sheets of cards to cut out, each as large as a bank card, on the paper that a country prints on."""

from dataclasses import dataclass
from itertools import product

from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.pieces import POINTS_PER_MM
from assessor_app.domain.design import PaperSize

CARD_MM = (85.6, 54.0)
_CUT = "#8A8A8A"


@dataclass(frozen=True, kw_only=True)
class CardSheet:
    """Cards edge to edge in the middle of a sheet, so that a sheet turned over has its cards behind each other."""

    size_mm: tuple[float, float]
    columns: int
    rows: int

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """The top left corner of a card, in points."""
        left = (self.size_mm[0] - self.columns * CARD_MM[0]) / 2
        top = (self.size_mm[1] - self.rows * CARD_MM[1]) / 2
        return (left + column * CARD_MM[0]) * POINTS_PER_MM, (top + row * CARD_MM[1]) * POINTS_PER_MM

    def corners(self) -> list[tuple[float, float]]:
        """Of every card, row by row."""
        return [self.corner(column, row) for row, column in product(range(self.rows), range(self.columns))]

    def cut_marks(self, pen: Pen) -> None:
        """A small cross where cards meet: for scissors as for a cutter."""
        reach = 2.5 * POINTS_PER_MM
        for column, row in product(range(self.columns + 1), range(self.rows + 1)):
            x, y = self.corner(column, row)
            pen.rule((x - reach, y), (x + reach, y), weight=0.4, colour=_CUT)
            pen.rule((x, y - reach), (x, y + reach), weight=0.4, colour=_CUT)


SHEETS = {
    PaperSize.A4: CardSheet(size_mm=(210.0, 297.0), columns=2, rows=5),
    # A fifth row would begin 5 mm from the edge, where many printers do not reach.
    PaperSize.LETTER: CardSheet(size_mm=(215.9, 279.4), columns=2, rows=4),
}
