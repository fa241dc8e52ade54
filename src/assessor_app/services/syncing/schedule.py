"""When a device syncs by itself: now and then while there is a network, at once when one returns, later after a failure.

Pure: the clocks and the network are told to it. Both clocks count, and the first that says so is believed: the monotonic one stands still
while a laptop sleeps, and somebody may set the other one back.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessor_app.domain.errors import KnownError
from assessor_app.services.syncing.ports import SyncCarrier

FIRST_RETRY = timedelta(minutes=1)
"""After the first failure; each one after it doubles that, up to the time between two syncs."""
SMALLEST_SHARE = 0.5
"""How much of its time a wait has at least: devices that lost one network together do not come back together."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """What the system says of the network. `metered`: somebody pays for each byte, or nearly."""

    reachable: bool
    metered: bool = False

    @property
    def usable(self) -> bool:
        """Whether a sync may begin by itself."""
        return self.reachable and not self.metered


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How contact stands. `under_way` is how the sync that is under way travels, None where none is.

    `wait` is the time to the next sync by itself, None where none is planned; `error` ended the last one by network.
    """

    under_way: SyncCarrier | None = None
    link: Link | None = None
    wait: timedelta | None = None
    error: KnownError | None = None


@dataclass(frozen=True, kw_only=True)
class Now:
    """Both clocks at one moment: the wall clock with its zone, and seconds of one that cannot be set."""

    wall: datetime
    monotonic: float


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When the next sync is due. `failures` counts those in a row that ended early; `usable` is as the link was last."""

    every: timedelta
    due: Now
    failures: int = 0
    usable: bool = False

    def is_due(self, now: Now) -> bool:
        """Whether to begin now, by either clock; never without a network that may be used."""
        return self.usable and (now.monotonic >= self.due.monotonic or now.wall >= self.due.wall)

    def meets(self, link: Link, now: Now) -> "Schedule":
        """The link as it is now. When one returns, what waited is due at once."""
        returns = link.usable and not self.usable
        due = _sooner(self.due, now) if returns else self.due
        return replace(self, usable=link.usable, due=due, failures=0 if returns else self.failures)

    def succeeded(self, now: Now, *, share: float, every: timedelta | None = None) -> "Schedule":
        """After a sync that ended well. `share` (0 to 1) is drawn anew each time; `every` is the policy as it is now."""
        every = every or self.every
        return replace(self, every=every, failures=0, due=_in(now, every, share))

    def failed(self, now: Now, *, share: float) -> "Schedule":
        """After one that ended early: soon at first, later each time, never later than usual."""
        failures = self.failures + 1
        wait = min(FIRST_RETRY * 2 ** min(failures - 1, 20), self.every)
        return replace(self, failures=failures, due=_in(now, wait, share))

    def wait(self, now: Now) -> timedelta:
        """How long until it is due; nothing where it is."""
        left = min(timedelta(seconds=self.due.monotonic - now.monotonic), self.due.wall - now.wall)
        return max(left, timedelta())


def begin(now: Now, *, every: timedelta) -> Schedule:
    """The schedule of a program that starts: due as soon as there is a network."""
    return Schedule(every=every, due=now)


def _in(now: Now, wait: timedelta, share: float) -> Now:
    wait *= SMALLEST_SHARE + (1 - SMALLEST_SHARE) * share
    return Now(wall=now.wall + wait, monotonic=now.monotonic + wait.total_seconds())


def _sooner(due: Now, now: Now) -> Now:
    return Now(wall=min(due.wall, now.wall), monotonic=min(due.monotonic, now.monotonic))
