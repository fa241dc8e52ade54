"""A print run: many papers one after the other, in an order, and where it stands after a jam."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.certificate import CameOut


class Order(StrEnum):
    """In which order papers leave the printer, which is the order in which they are handed out."""

    NAME = "name"
    NUMBER = "number"
    GROUP = "group"
    SITTING = "sitting"
    FORM = "form"


@dataclass(frozen=True, kw_only=True)
class RunPaper:
    """One paper of a run; `sheet` is the id of its last sheet, None before any was sent, `outcome` what became of that.

    `place` counts from 1 and never changes; `stock` is the number of the security paper it went to, or empty.
    """

    place: int
    number: str
    holder: str
    sheet: int | None = None
    outcome: CameOut | None = None
    stock: str = ""

    @property
    def done(self) -> bool:
        return self.outcome is CameOut.CAME_OUT

    @property
    def asked(self) -> bool:
        """Whether it was sent and nobody has said what came out."""
        return self.sheet is not None and self.outcome is CameOut.UNCONFIRMED


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run that was begun; `about` says in words what was asked for, `reason` why papers are printed again."""

    id: int
    about: str
    reason: str
    at: str
    by: str
    papers: tuple[RunPaper, ...]
    ended: bool = False

    @property
    def asked(self) -> tuple[RunPaper, ...]:
        """Those of which somebody has to say whether they came out, in the order in which they were sent."""
        return tuple(paper for paper in self.papers if paper.asked)

    @property
    def left(self) -> tuple[RunPaper, ...]:
        """Those that are still to be printed, once nothing is asked any more."""
        return tuple(paper for paper in self.papers if not paper.done and not paper.asked)

    @property
    def done(self) -> int:
        return sum(paper.done for paper in self.papers)


def answers_after(
    asked: Sequence[RunPaper], *, good: int, spoiled: int
) -> tuple[tuple[RunPaper, CameOut], ...]:
    """What became of each sheet that was sent: the first `good` came out, then so many were `spoiled`, the others never left.

    Sheets leave a printer in order, so the last good one answers for all before it. Raises ValueError where there are
    not that many.
    """
    if good < 0 or spoiled < 0 or good + spoiled > len(asked):
        raise ValueError((good, spoiled, len(asked)))
    outcomes = [
        *(CameOut.CAME_OUT for _ in range(good)),
        *(CameOut.SPOILED for _ in range(spoiled)),
        *(CameOut.NOT_PRINTED for _ in range(len(asked) - good - spoiled)),
    ]
    return tuple(zip(asked, outcomes, strict=True))
