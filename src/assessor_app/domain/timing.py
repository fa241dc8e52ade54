"""Clocks of the floor: what was done with them, and what they show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClockAct(StrEnum):
    START = "start"
    PAUSE = "pause"
    GO_ON = "go-on"
    STOP = "stop"


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One act on a clock: of the room (no entry, no task: a rotation), or of an entry at a task.

    `minutes` is the limit that a start sets, None for a clock that only counts up. `at` is ISO 8601 with offset.
    """

    sitting: str
    act: ClockAct
    at: str
    by: str
    entry: str = ""
    task: str = ""
    minutes: int | None = None
    reason: str = ""

    @property
    def of(self) -> tuple[str, str]:
        """Which clock: (entry, task), both empty for the room's."""
        return self.entry, self.task


@dataclass(frozen=True, kw_only=True)
class ClockFace:
    """What a clock shows: `seconds` that it ran, its limit in minutes, whether it runs, why it is paused."""

    seconds: int
    minutes: int | None
    running: bool
    reason: str = ""

    @property
    def left(self) -> int | None:
        """Seconds left (negative when over); None without a limit."""
        return None if self.minutes is None else self.minutes * 60 - self.seconds


def faces(timings: Iterable[Timing], *, now: datetime) -> dict[tuple[str, str], ClockFace]:
    """Every clock that was started and not stopped, by (entry, task). `timings` are in the order they happened.

    A wall clock that was set back in between never makes a clock run backwards.
    """
    ran: dict[tuple[str, str], ClockFace] = {}
    since: dict[tuple[str, str], datetime] = {}
    for timing in timings:
        moment, of = datetime.fromisoformat(timing.at), timing.of
        if timing.act is ClockAct.START:
            ran[of], since[of] = ClockFace(seconds=0, minutes=timing.minutes, running=True), moment
        elif of not in ran:
            continue
        elif timing.act is ClockAct.STOP:
            del ran[of]
        elif timing.act is ClockAct.PAUSE and ran[of].running:
            ran[of] = ClockFace(
                seconds=_grown(ran[of], since[of], moment),
                minutes=ran[of].minutes,
                running=False,
                reason=timing.reason,
            )
        elif timing.act is ClockAct.GO_ON and not ran[of].running:
            ran[of] = ClockFace(seconds=ran[of].seconds, minutes=ran[of].minutes, running=True)
            since[of] = moment
    return {of: _shown(face, since[of], now) for of, face in ran.items()}


def _shown(face: ClockFace, since: datetime, now: datetime) -> ClockFace:
    if not face.running:
        return face
    return ClockFace(seconds=_grown(face, since, now), minutes=face.minutes, running=True)


def _grown(face: ClockFace, since: datetime, until: datetime) -> int:
    return face.seconds + max(0, int((until - since).total_seconds()))
