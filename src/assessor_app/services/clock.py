"""The clocks of this machine, as a port: the wall clock, and the one that cannot be set back."""

import secrets
import time
from datetime import datetime
from typing import Protocol

from assessor_app.domain.timing import Moment


class Clock(Protocol):
    """What services ask of a clock."""

    @property
    def boot(self) -> str:
        """32 hex characters, random for each start of the program."""

    def now(self) -> datetime:
        """The wall clock, with its offset from UTC."""

    def elapsed(self) -> int:
        """Milliseconds since this program started, by a clock that nobody can set."""


class SystemClock:
    """The machine's own clocks."""

    def __init__(self) -> None:
        self.boot = secrets.token_hex(16)
        self._started = time.monotonic_ns()

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def elapsed(self) -> int:
        return (time.monotonic_ns() - self._started) // 1_000_000


def moment_of(clock: Clock) -> Moment:
    """Now, by both clocks."""
    return Moment(at=clock.now(), boot=clock.boot, elapsed=clock.elapsed())


def stamp(moment: datetime) -> str:
    """The moment as every record and table writes it: ISO 8601, seconds, with offset."""
    return moment.isoformat(timespec="seconds")
