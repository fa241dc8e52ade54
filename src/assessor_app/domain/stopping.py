"""A stop: one touch freezes marking and clocks for a learner or the room; what happened is asked afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
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

    @property
    def unsaid(self) -> bool:
        """Whether nobody has said yet what happened."""
        return self.why is None

    def between(self, now: datetime) -> tuple[datetime, datetime]:
        """From when to when work stood; until now where it still does."""
        return datetime.fromisoformat(self.at), datetime.fromisoformat(self.restarted_at or now.isoformat())

    def holds(self, entry: str) -> bool:
        """Whether this stop freezes the marking of an entry now."""
        return self.stands and self.entry in {"", entry}


def held_up(stops: Iterable[Stoppage], *, since: datetime, until: datetime) -> timedelta:
    """How long of this time work stood still; what two stops held up together counts once."""
    stood, end = timedelta(), since
    for stopped_at, restarted_at in sorted(stop.between(until) for stop in stops):
        begun, on = max(stopped_at, end), min(restarted_at, until)
        if on > begun:
            stood, end = stood + on - begun, on
    return stood
