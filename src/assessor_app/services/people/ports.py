"""What keeping people needs of the store and of the key slots."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.people import Learner, Staff

Progress = Callable[[int, int], None]
"""Told (done, in all); may raise to cancel."""


@dataclass(frozen=True, kw_only=True)
class PinState:
    """A PIN's hash, wrong tries in a row, and the moment (ISO) before which it is not tried again."""

    hash: str = field(repr=False)
    failures: int
    wait_until: str


class StaffLookup(Protocol):
    def get(self, staff_id: str) -> Staff:
        """Raises KnownError `no-such-person`."""


class PinStore(StaffLookup, Protocol):
    """Staff, and what is kept of their PINs."""

    def pin(self, staff_id: str) -> PinState: ...
    def put_pin(self, staff_id: str, pin: PinState) -> None: ...


class StaffStore(StaffLookup, Protocol):
    """The members of staff."""

    def all(self) -> tuple[Staff, ...]: ...
    def put(self, staff: Staff, *, at: str) -> None:
        """Adds a member or changes one; `at` (ISO) is when a new one joined."""

    def leave(self, staff_id: str, *, at: str) -> None:
        """Marks the member as gone and forgets the PIN."""


class StaffKeys(Protocol):
    """Who may open the data folder with a passphrase of their own. Whoever holds this port holds the open key."""

    def may_open(self, staff_id: str) -> bool: ...
    def give(self, staff: Staff, passphrase: str) -> None:
        """Adds the member's way in, or replaces it, in one step."""

    def relabel(self, staff: Staff) -> None:
        """Calls the member's way in, if there is one, by the label that the member has now."""

    def take(self, staff_id: str) -> None:
        """Removes the member's way in, if there is one; raises KnownError `last-slot` when nobody could enter."""


class LearnerShelf(Protocol):
    """Learners, kept and found."""

    def get(self, learner_id: str) -> Learner:
        """Raises KnownError `no-such-learner`."""

    def put(self, learner: Learner, *, at: str, by: str) -> None:
        """Raises KnownError `number-taken`."""

    def put_many(
        self, learners: Sequence[Learner], *, at: str, by: str, progress: Progress | None = None
    ) -> None:
        """Raises KnownError `number-taken`; `progress` may raise to cancel."""

    def remove(self, learner_id: str) -> None:
        """Raises KnownError `learner-in-use`."""

    def count(self) -> int: ...
    def rowids(self, *, group: str = "", limit: int = -1, offset: int = 0) -> list[int]: ...
    def page(self, rowids: list[int]) -> tuple[Learner, ...]: ...
    def search(self, text: str, *, limit: int = ...) -> list[int]: ...
    def groups(self) -> tuple[tuple[str, int], ...]: ...
    def by_numbers(self, numbers: Iterable[str]) -> Mapping[str, Learner]:
        """The learners that have one of these numbers, by number."""

    def by_name(self, name: str) -> tuple[Learner, ...]:
        """Everybody with exactly this name."""

    def check_name(self, learner_id: str, *, name: str, how: str, at: str, by: str) -> None: ...
    def checked_name(self, learner_id: str) -> str:
        """The name as last checked; empty when nobody has."""
