"""What the page of printed papers shows, as values. Words are ready to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.ui.kit.rows import Row

HAND_OUT, HANDED, STOCK, COPIES = "hand-out", "handed", "stock", "copies"
LISTS = (HAND_OUT, HANDED, STOCK, COPIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressView:
    """The lists, each a row with its id.

    Attributes:
        choices: each list with its words.
        rows: of each list.
        count: the stock in one line, that adds up; `piles` each delivery in a line.
        spoiled: how many spoiled sheets can be destroyed.
        keeps: whether this person takes deliveries and destroys.
    """

    choices: tuple[tuple[str, str], ...] = ()
    unclaimed: Sequence[tuple[str, Row]] = ()
    handed: Sequence[tuple[str, Row]] = ()
    stock: Sequence[tuple[str, Row]] = ()
    copies: Sequence[tuple[str, Row]] = ()
    count: str = ""
    piles: str = ""
    spoiled: int = 0
    keeps: bool = False

    def rows(self, which: str) -> Sequence[tuple[str, Row]]:
        """The rows of one list."""
        return {
            HAND_OUT: self.unclaimed,
            HANDED: self.handed,
            STOCK: self.stock,
            COPIES: self.copies,
        }[which]
