"""Looking at sittings: who was listed, and what became of them, for whoever may see it."""

from typing import Protocol

from assessor_app.domain.people import Staff
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.today.ports import EntryLine, FloorReads, ListedSitting


class StaffLookup(Protocol):
    def get(self, staff_id: str) -> Staff: ...


def lines_of(floor: FloorReads, staff: StaffLookup, *, by: str, sitting: str) -> tuple[EntryLine, ...]:
    """The entries of a sitting with their learners. Raises KnownError `not-to-see`."""
    require_may_see(staff.get(by), Seen.SITTINGS)
    return floor.entry_lines(sitting)


def newest(floor: FloorReads, staff: StaffLookup, *, by: str, limit: int) -> tuple[ListedSitting, ...]:
    """The newest sittings, with how many were listed and came. Raises KnownError `not-to-see`."""
    require_may_see(staff.get(by), Seen.SITTINGS)
    return floor.recent_sittings(limit=limit)
