"""What printing for a centre works with."""

from dataclasses import dataclass

from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.printing.ports import CohortReads, HandingStore, RunStore
from assessor_app.services.stock.desk import StockDesk


@dataclass(frozen=True, kw_only=True)
class PressDesk:
    """The parts that print runs, the stock beneath them and handing out are built from."""

    awards: AwardDesk
    runs: RunStore
    cohorts: CohortReads
    handing: HandingStore
    stock: StockDesk
