"""What the parts of the busy day share."""

from dataclasses import dataclass, field

from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.services.assessing.start import start


@dataclass(kw_only=True)
class BusyDay:
    """The sitting, whoever assesses in it, and its entries in the order of their bibs."""

    device: Device
    by: str
    sitting: Sitting
    entries: tuple[Entry, ...]
    signed: list[str] = field(default_factory=list)

    def start(self, place: int) -> Assessment:
        return start(self.device.assessing, by=self.by, entry=self.entries[place].id)
