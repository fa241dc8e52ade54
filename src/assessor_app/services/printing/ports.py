"""What printing a centre's papers needs of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.handing import Collection
from assessor_app.domain.print_run import Run


@dataclass(frozen=True, kw_only=True)
class CohortRow:
    """A certificate as a cohort knows it. `sitting` is the id of the last sitting of its work, empty where that was elsewhere.

    `name` and `learner_number` are folded and padded so that they sort as people expect; `printed` is whether a paper
    of it came out of a printer, or was sent to one.
    """

    number: str
    holder: str
    name: str
    learner_number: str
    group: str
    form_code: str
    sitting: str
    sitting_date: str
    place: str
    issued_at: str
    printed: bool


@dataclass(frozen=True, kw_only=True)
class Choices:
    """By what a cohort may be named: groups, forms (code and title), sittings (id, place, date), newest first."""

    groups: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    sittings: tuple[tuple[str, str, str], ...]


class CohortReads(Protocol):
    def cohort(self, *, group: str = "", form: str = "", sitting: str = "") -> tuple[CohortRow, ...]:
        """Certificates of these; an empty word names everything. Those that fell are among them."""

    def choices(self) -> Choices:
        """By what there are certificates to name."""


class RunStore(Protocol):
    """Print runs and where they stand."""

    def add(self, *, about: str, reason: str, numbers: Sequence[str], at: str, by: str) -> int: ...
    def get(self, run: int) -> Run:
        """Raises KnownError `no-such-run`."""

    def open(self) -> tuple[Run, ...]:
        """Those that nobody has ended, oldest first."""

    def put_sheets(self, run: int, sheets: Sequence[tuple[str, int]]) -> None:
        """The sheet (number of the certificate, id) that was sent last of each."""

    def end(self, run: int, *, at: str, by: str) -> None: ...
    def of_sheet(self, sheet: int) -> int | None:
        """The run that a sheet was the last one of."""


@dataclass(frozen=True, kw_only=True)
class UnclaimedRow:
    """A paper that lies here: the sheet that came out last, when it was printed, and the security paper it is on."""

    sheet: int
    number: str
    holder: str
    learner_number: str
    group: str
    title: str
    printed_at: str
    stock: str


@dataclass(frozen=True, kw_only=True)
class CollectedRow:
    """A paper that was handed out. `by` and `witness` are names."""

    number: str
    holder: str
    collection: Collection
    by: str
    witness: str


@dataclass(frozen=True, kw_only=True)
class CopyRow:
    """A sheet of a replacement: the `copy`-th of its kind (1 is the first replacement), why, and what came out."""

    number: str
    holder: str
    copy: int
    reason: str
    at: str
    by: str
    outcome: CameOut
    stock: str


class HandingStore(Protocol):
    """Papers that came out of a printer and lie here, those that were collected, and replacements."""

    def unclaimed(self) -> tuple[UnclaimedRow, ...]:
        """Papers that came out and that nobody has collected, by holder; those that fell are among them."""

    def collected(self, *, limit: int = -1) -> tuple[CollectedRow, ...]:
        """Newest first, without those of before this was kept."""

    def add(self, collection: Collection) -> None: ...
    def has(self, sheet: int) -> bool: ...
    def copies(self) -> tuple[CopyRow, ...]:
        """Every replacement that was sent to a printer, newest first."""
