"""What numbering sheets of paper needs of the store."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.people import Learner, Staff
from assessor_app.domain.sitting import Entry, Sitting


class SheetKind(StrEnum):
    """Whom a sheet is for: everybody on one form, or one learner."""

    GROUP = "group"
    LEARNER = "learner"


@dataclass(frozen=True, kw_only=True)
class KeptSheet:
    """A sheet as it was numbered; `entry` is empty on a group's."""

    number: int
    sitting: str
    form: tuple[str, str]
    kind: SheetKind
    entry: str
    printed_at: str
    by: str


class SheetStore(Protocol):
    def add(
        self, *, sitting: str, form: tuple[str, str], kind: SheetKind, entry: str, at: str, by: str
    ) -> int:
        """Keeps another sheet and returns its number."""

    def get(self, number: int) -> KeptSheet:
        """Raises KnownError `no-such-paper-sheet`."""

    def of_sitting(self, sitting: str) -> tuple[KeptSheet, ...]: ...


class SheetSittings(Protocol):
    def get(self, sitting_id: str) -> Sitting: ...
    def entries(self, sitting_id: str) -> tuple[Entry, ...]: ...


class SheetLearners(Protocol):
    def get(self, learner_id: str) -> Learner: ...


class SheetStaff(Protocol):
    def get(self, staff_id: str) -> Staff: ...
