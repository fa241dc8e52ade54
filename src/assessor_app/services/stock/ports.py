"""What the stock of security paper needs of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.people import Staff
from assessor_app.domain.stock import Batch, StockKind


@dataclass(frozen=True, kw_only=True)
class StockEvent:
    """Something that happened to one serial. `sheet` and `number` name the certificate's sheet where there was one."""

    batch: int
    serial: int
    kind: StockKind
    at: str
    by: str
    sheet: int | None = None
    number: str = ""
    reason: str = ""
    witness: str | None = None


@dataclass(frozen=True, kw_only=True)
class StockLine:
    """How one serial stands, in words of the store: names of people, not ids."""

    serial: str
    batch: int
    kind: StockKind
    number: str
    holder: str
    at: str
    by: str
    witness: str
    reason: str


class StockStore(Protocol):
    """Deliveries and what happened to each sheet of them; both are only ever added to."""

    def add_batch(self, batch: Batch) -> int:
        """Keeps a delivery; its id is given. Raises KnownError `stock-twice` where one of its numbers is held already."""

    def batches(self) -> tuple[Batch, ...]:
        """In the order in which they came in."""

    def standing(self, batch: int) -> Mapping[int, StockKind]:
        """What last happened, of each serial to which anything did."""

    def add(self, event: StockEvent) -> None: ...
    def of_sheet(self, sheet: int) -> StockEvent | None:
        """What last happened to the paper under a sheet; None where it went to plain paper."""

    def last(self, batch: int, serial: int) -> StockEvent | None: ...
    def lines(self, *, kind: StockKind | None = None) -> tuple[StockLine, ...]:
        """How each serial stands to which anything happened, by serial; of one kind where one is named."""


class StockStaff(Protocol):
    def get(self, staff_id: str) -> Staff: ...
