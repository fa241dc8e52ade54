"""Clocks of the floor: what was done with them, and what they show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class ClockAct(StrEnum):
    """What is done with a clock; its limit was reached (end); and whether the sitting's clocks make no sound (mute)."""

    START = "start"
    PAUSE = "pause"
    GO_ON = "go-on"
    STOP = "stop"
    END = "end"
    MUTE = "mute"
    SOUND = "sound"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A moment by two clocks: the wall's, and milliseconds since the program started, whose start `boot` names."""

    at: datetime
    boot: str = ""
    elapsed: int = 0

    def seconds_since(self, earlier: "Moment") -> int:
        """By the clock that nobody can set, where both are of one start of the program; else by the wall, never less than 0."""
        if self.boot and self.boot == earlier.boot:
            return (self.elapsed - earlier.elapsed) // 1000
        return max(0, int((self.at - earlier.at).total_seconds()))


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One act on a clock: of the room (no entry, no task: a rotation), or of an entry at a task.

    `minutes` is the limit that a start sets, None for a clock that only counts up. `at` is ISO 8601 with offset;
    `boot` and `elapsed` are as in `Moment`.
    """

    sitting: str
    act: ClockAct
    at: str
    by: str
    entry: str = ""
    task: str = ""
    minutes: int | None = None
    reason: str = ""
    boot: str = ""
    elapsed: int = 0

    @property
    def moment(self) -> Moment:
        """When it was done."""
        return Moment(at=datetime.fromisoformat(self.at), boot=self.boot, elapsed=self.elapsed)

    @property
    def of(self) -> tuple[str, str]:
        """Which clock: (entry, task), both empty for the room's."""
        return self.entry, self.task


@dataclass(frozen=True, kw_only=True)
class ClockFace:
    """What a clock shows: `seconds` that it ran, its limit in minutes, whether it runs, why it is paused.

    `ended` is whether it was written down that its limit was reached.
    """

    seconds: int
    minutes: int | None
    running: bool
    reason: str = ""
    ended: bool = False

    @property
    def left(self) -> int | None:
        """Seconds left (negative when over); None without a limit."""
        return None if self.minutes is None else self.minutes * 60 - self.seconds

    @property
    def over(self) -> bool:
        """Whether its time is over."""
        return self.left is not None and self.left < 0


def faces(timings: Iterable[Timing], *, now: Moment) -> dict[tuple[str, str], ClockFace]:
    """Every clock that was started and not stopped, by (entry, task). `timings` are in the order they happened.

    A wall clock that is set in between changes nothing while the program runs; over a new start of the program, one that
    was set back never makes a clock run backwards.
    """
    ran: dict[tuple[str, str], ClockFace] = {}
    since: dict[tuple[str, str], Moment] = {}
    for timing in timings:
        moment, of = timing.moment, timing.of
        if timing.act is ClockAct.START:
            ran[of], since[of] = ClockFace(seconds=0, minutes=timing.minutes, running=True), moment
        elif of not in ran:
            continue
        elif timing.act is ClockAct.STOP:
            del ran[of]
        elif timing.act is ClockAct.END:
            ran[of] = replace(ran[of], ended=True)
        elif timing.act is ClockAct.PAUSE and ran[of].running:
            seconds = _grown(ran[of], since[of], moment)
            ran[of] = replace(ran[of], seconds=seconds, running=False, reason=timing.reason)
        elif timing.act is ClockAct.GO_ON and not ran[of].running:
            ran[of], since[of] = replace(ran[of], running=True, reason=""), moment
    return {of: _shown(face, since[of], now) for of, face in ran.items()}


def stops_of(
    timings: Iterable[Timing], *, by: str, now: Moment, at: str, entry: str = ""
) -> tuple[Timing, ...]:
    """The acts that stop every clock of a sitting that was started and not stopped, or all those of one entry."""
    known = list(timings)
    return tuple(
        Timing(
            sitting=known[0].sitting,
            entry=of[0],
            task=of[1],
            act=ClockAct.STOP,
            at=at,
            by=by,
            boot=now.boot,
            elapsed=now.elapsed,
        )
        for of in faces(known, now=now)
        if not entry or of[0] == entry
    )


def muted(timings: Iterable[Timing]) -> bool:
    """Whether the clocks of a sitting make no sound; they do until somebody says otherwise."""
    said = [timing.act for timing in timings if timing.act in {ClockAct.MUTE, ClockAct.SOUND}]
    return bool(said) and said[-1] is ClockAct.MUTE


def _shown(face: ClockFace, since: Moment, now: Moment) -> ClockFace:
    return replace(face, seconds=_grown(face, since, now)) if face.running else face


def _grown(face: ClockFace, since: Moment, until: Moment) -> int:
    return face.seconds + until.seconds_since(since)
