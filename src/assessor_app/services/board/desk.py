"""What the board works with."""

from dataclasses import dataclass, replace
from typing import Protocol

from assessor_app.domain.people import Staff
from assessor_app.domain.seeing import Seen, may_see_work, require_may_see
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.board.ports import Board, BoardReads, SeatBook, StationBook, StopBook, TimingBook
from assessor_app.services.papers.ports import KeptSheet


class PinCheck(Protocol):
    def __call__(self, *, staff_id: str, pin: str) -> Staff:
        """The person, once the PIN is theirs; raises KnownError `pin-wrong` and its like."""


class SheetBook(Protocol):
    def get(self, number: int) -> KeptSheet:
        """Raises KnownError `no-such-paper-sheet`."""


@dataclass(frozen=True, kw_only=True)
class BoardDesk:
    """The assessing desk, and what a whole room needs beside it."""

    desk: Desk
    reads: BoardReads
    stops: StopBook
    timings: TimingBook
    seats: SeatBook
    stations: StationBook
    sheets: SheetBook
    require_pin: PinCheck


def look(desk: BoardDesk, sitting: str) -> Board:
    """A sitting as the board shows it. Raises KnownError `no-such-sitting`."""
    found = desk.desk.sittings.get(sitting)
    return Board(
        sitting=found,
        lines=desk.reads.lines(sitting),
        stops=desk.stops.standing(sitting),
        timings=desk.timings.of_sitting(sitting),
        seats=desk.seats.of_place(found.place),
        minutes=desk.timings.last_minutes(found.place),
    )


def look_at_board(desk: BoardDesk, sitting: str, *, by: str) -> Board:
    """The board for whoever assesses on it; of forms out of their scope it shows who is there, and no marks.

    Raises KnownError: `not-to-see`, `no-such-sitting`.
    """
    person = desk.desk.staff.get(by)
    require_may_see(person, Seen.WORK)
    found = look(desk, sitting)
    return replace(
        found,
        lines=tuple(
            line if may_see_work(person, desk.desk.forms.get(*line.form)) else replace(line, marks={})
            for line in found.lines
        ),
    )
