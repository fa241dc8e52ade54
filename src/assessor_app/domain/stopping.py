"""A stop: one touch freezes marking and clocks for a learner or the room; what happened is asked afterwards."""

from dataclasses import dataclass
from enum import StrEnum


class StopWhy(StrEnum):
    """What happened (floor practice)."""

    UNSAFE_ACT = "unsafe-act"
    INJURY = "injury"
    EQUIPMENT = "equipment"
    ALARM = "alarm"
    POWER = "power"
    LEARNERS_WISH = "learners-wish"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Stoppage:
    """A stop of one entry, or of the room where `entry` is empty.

    `why` is None until somebody said it; `told` is who was told; `restarted_at` is empty while it stands. Moments
    are ISO 8601 with offset.
    """

    id: str
    sitting: str
    at: str
    by: str
    entry: str = ""
    why: StopWhy | None = None
    told: str = ""
    note: str = ""
    restarted_at: str = ""
    restarted_by: str = ""
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether work is still stopped."""
        return not self.restarted_at

    def holds(self, entry: str) -> bool:
        """Whether this stop freezes the marking of an entry now."""
        return self.stands and self.entry in {"", entry}
