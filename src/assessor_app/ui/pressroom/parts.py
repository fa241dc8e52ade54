"""What the page of printed papers is built from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assessor_app.domain.people import Staff
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow
from assessor_app.services.stock.desk import MAY_KEEP, StockDesk
from assessor_app.services.stock.keep import Stock
from assessor_app.services.stock.ports import StockLine
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.pressroom.page import PressPage
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Whoever draws these lists, and writes the stock for a spreadsheet (suffix `.csv` or `.xlsx`)."""

    unclaimed: Callable[[Sequence[UnclaimedRow]], PaperFile]
    handed: Callable[[Sequence[CollectedRow]], PaperFile]
    copies: Callable[[Sequence[CopyRow]], PaperFile]
    stock: Callable[[Stock, Sequence[StockLine]], PaperFile]
    table: Callable[[Stock, Sequence[StockLine], str], bytes]


@dataclass(frozen=True, kw_only=True)
class PressParts:
    """The page, who acts, and the parts behind it. `people` are all who work here."""

    page: PressPage
    tasks: Tasks
    session: Session
    desk: PressDesk
    papers: Papers
    drawing: Drawing
    people: Callable[[], Sequence[Staff]]
    today: Callable[[], date]

    @property
    def stock(self) -> StockDesk:
        return self.desk.stock

    def keeps(self) -> bool:
        """Whether whoever is signed in takes deliveries and destroys."""
        return self.session.has(*MAY_KEEP)

    def witnesses(self) -> list[tuple[str, str]]:
        """Everybody else who works here: id and name."""
        by = self.session.by
        return [(one.id, one.name) for one in self.people() if one.id != by and not one.left]
