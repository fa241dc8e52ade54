"""What slips are made from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.after import Correction
from assessor_app.domain.catalogue import Catalogue
from assessor_app.domain.centre import Centre
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.deciding.ports import CountersignStore
from assessor_app.services.settings.table import Values


class SlipSittings(Protocol):
    def get(self, sitting_id: str) -> Sitting: ...
    def entries(self, sitting_id: str) -> tuple[Entry, ...]: ...


class Corrections(Protocol):
    def corrections(self, assessment: str) -> tuple[Correction, ...]:
        """Oldest first."""


class CentreSettings(Values, Protocol):
    """The centre, and what was set for it."""

    def centre(self) -> Centre: ...


@dataclass(frozen=True, kw_only=True)
class SlipDesk:
    """The assessing desk, the sittings, who countersigned, what was corrected, the centre, and what stacks into what."""

    desk: Desk
    sittings: SlipSittings
    settings: CentreSettings
    countersigned: CountersignStore
    after: Corrections
    catalogue: Callable[[], Catalogue]
