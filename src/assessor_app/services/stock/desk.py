"""What keeping security paper works with."""

from dataclasses import dataclass

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.people import Role
from assessor_app.domain.stock import StockKind
from assessor_app.services.clock import Clock
from assessor_app.services.people.pin import PinDesk
from assessor_app.services.stock.ports import StockEvent, StockStaff, StockStore
from assessor_app.services.transactions import Transactions

MAY_KEEP = (Role.CENTRE_STAFF, Role.ADMINISTRATOR)
"""Who takes deliveries, gives reasons for what is missing, and destroys. Whoever prints only uses it."""


@dataclass(frozen=True, kw_only=True)
class StockDesk:
    """The parts that the stock is kept with; `pins` is how a witness says that they are there."""

    transactions: Transactions
    store: StockStore
    staff: StockStaff
    clock: Clock
    pins: PinDesk


_BECAME = {
    CameOut.CAME_OUT: StockKind.ISSUED,
    CameOut.SPOILED: StockKind.SPOILED,
    CameOut.NOT_PRINTED: StockKind.BACK,
}


@dataclass(frozen=True)
class StockBook:
    """The paper under sheets, as `SheetStock`: a spoiled sheet keeps its number, one that never left is blank again."""

    store: StockStore

    def answered(self, sheet: int, outcome: CameOut, *, at: str, by: str) -> None:
        under = self.store.of_sheet(sheet)
        kind = _BECAME.get(outcome)
        if under is None or kind is None or under.kind is not StockKind.SENT:
            return
        self.store.add(
            StockEvent(
                batch=under.batch,
                serial=under.serial,
                kind=kind,
                at=at,
                by=by,
                sheet=sheet,
                number=under.number,
            )
        )
