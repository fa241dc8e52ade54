"""Where learners go in a room: from bench to bench, from task to task; and what was written down of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.sitting import Entry

_NUMBER = re.compile(r"([0-9]+)")


class WentHow(StrEnum):
    """By a person's word for one learner, with everybody in a rotation, or back by an undo."""

    SENT = "sent"
    ROTATION = "rotation"
    UNDO = "undo"


class Round(StrEnum):
    """How a room goes round: people to the next bench, or each to the next task of their form where they are."""

    BENCH = "bench"
    TASK = "task"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a learner is: at a bench, at a task of the form. Empty: at none, at all of them."""

    bench: str = ""
    task: str = ""


@dataclass(frozen=True, kw_only=True)
class Went:
    """One learner's change of place. Those of one rotation, or of its undo, share `act`; `at` is ISO 8601 with offset."""

    sitting: str
    entry: str
    before: Place
    after: Place
    how: WentHow
    at: str
    by: str
    act: str = ""


def went(
    before: Entry, after: Entry, *, by: str, at: str, how: WentHow = WentHow.SENT, act: str = ""
) -> Went:
    """The change of place between two states of an entry."""
    return Went(
        sitting=before.sitting,
        entry=before.id,
        before=Place(bench=before.bench, task=before.task),
        after=Place(bench=after.bench, task=after.task),
        how=how,
        at=at,
        by=by,
        act=act,
    )


@dataclass(frozen=True, kw_only=True)
class RoundBack:
    """What an undo of a rotation takes back: its moves, of which each learner still stands where it led."""

    moves: tuple[Went, ...]

    @property
    def at(self) -> str:
        """When it was done."""
        return self.moves[0].at

    @property
    def of_benches(self) -> bool:
        """Whether people changed benches; else only tasks."""
        return any(one.before.bench != one.after.bench for one in self.moves)


def counted(words: str) -> list[tuple[int, str]]:
    """Words in the order of people who count: bench 2 before bench 10."""
    parts = _NUMBER.split(words.casefold())
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]


def benches_in_order(benches: Sequence[str], seats: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Benches in the order of the room, each once: row by row from the front, then those without a place, as people count.

    `seats` are (column, row) by bench.
    """

    def place(bench: str) -> tuple[int, int, int, list[tuple[int, str]]]:
        across, down = seats.get(bench, (0, 0))
        return 0 if bench in seats else 1, down, across, counted(bench)

    return tuple(sorted({bench for bench in benches if bench}, key=place))


def next_of(items: Sequence[str], here: str) -> str:
    """The next one, from the last the first; what is not among them stays."""
    return items[(items.index(here) + 1) % len(items)] if here in items else here
