"""Clocks end with what they timed: a learner's with the signature, all of them with the sitting."""

from typing import Protocol

from assessor_app.domain.timing import Timing, stops_of
from assessor_app.services.clock import Clock, moment_of, stamp


class TimingBook(Protocol):
    """What was done with the clocks of sittings."""

    def add(self, timing: Timing) -> None: ...
    def of_sitting(self, sitting: str) -> tuple[Timing, ...]:
        """In the order in which they happened."""


def stop_clocks(timings: TimingBook, clock: Clock, *, by: str, sitting: str, entry: str = "") -> None:
    """Stops every clock of a sitting that nobody stopped, or those of one entry; within the caller's transaction."""
    now = moment_of(clock)
    for stop in stops_of(timings.of_sitting(sitting), by=by, now=now, at=stamp(now.at), entry=entry):
        timings.add(stop)
