"""What the board reads and keeps: a sitting's learners side by side, stops, clocks, seats, who went where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.assessment import End, State
from assessor_app.domain.marks import Judgement
from assessor_app.domain.sitting import HERE, Attendance, Entry, Sitting
from assessor_app.domain.stations import Went
from assessor_app.domain.stopping import Stoppage
from assessor_app.domain.timing import Timing


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One entry with its learner and the marks of the occasion that is worked on in this sitting.

    `state` is None and `occasion` empty before work begins. `marks` are by criterion, only those that were touched.
    """

    entry: Entry
    name: str
    number: str
    state: State | None = None
    end: End | None = None
    occasion: str = ""
    marks: Mapping[str, Judgement] = field(default_factory=dict)

    @property
    def form(self) -> tuple[str, str]:
        return self.entry.form_code, self.entry.form_version

    @property
    def here(self) -> bool:
        """Whether work can be seen: also of who finished by a result that was annulled since, and begins anew."""
        begins_anew = self.entry.attendance is Attendance.FINISHED and self.state is None
        return self.entry.attendance in HERE or begins_anew

    @property
    def ended(self) -> bool:
        """The attempt ended without being completed: nothing more is marked."""
        return self.end is not None and self.end is not End.COMPLETED


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Where a bench stands: columns from the left and rows from the front, both from 0."""

    bench: str
    across: int
    down: int


@dataclass(frozen=True, kw_only=True)
class Board:
    """A sitting as the board shows it; stops are those that stand, timings all of the day in their order.

    `minutes` is what this room's clock was started with last, in whatever sitting; None where it never was.
    """

    sitting: Sitting
    lines: tuple[BoardLine, ...]
    stops: tuple[Stoppage, ...] = ()
    timings: tuple[Timing, ...] = ()
    seats: tuple[Seat, ...] = ()
    minutes: int | None = None

    def stopped(self, entry: str) -> bool:
        """Whether this entry, or the whole room, is stopped."""
        return any(stop.holds(entry) for stop in self.stops)


class BoardReads(Protocol):
    def lines(self, sitting: str) -> tuple[BoardLine, ...]:
        """Every entry in the order of bib numbers."""

    def line(self, entry: str) -> BoardLine:
        """One entry; raises KnownError `no-such-entry`."""


class StopBook(Protocol):
    """Stops of the floor."""

    def stopped(self, occasion: str) -> bool: ...
    def get(self, stoppage: str) -> Stoppage:
        """Raises KnownError `no-such-stop`."""

    def standing(self, sitting: str) -> tuple[Stoppage, ...]:
        """Those not started again, oldest first."""

    def all_of(self, sitting: str) -> tuple[Stoppage, ...]:
        """Every stop of a sitting, oldest first."""

    def put(self, stoppage: Stoppage) -> None: ...


class TimingBook(Protocol):
    def add(self, timing: Timing) -> None: ...
    def of_sitting(self, sitting: str) -> tuple[Timing, ...]:
        """In the order in which they happened."""

    def last_minutes(self, place: str) -> int | None:
        """The limit that the clock of this room was started with last; None where it never was."""


class StationBook(Protocol):
    """Changes of benches and tasks."""

    def add(self, went: Went) -> None: ...
    def of_sitting(self, sitting: str) -> tuple[Went, ...]:
        """Oldest first."""


class SeatBook(Protocol):
    def of_place(self, place: str) -> tuple[Seat, ...]: ...
    def put(self, place: str, seat: Seat) -> None:
        """Keeps where a bench stands; whatever stood there before changes places with it."""
