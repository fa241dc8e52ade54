"""What stands between this device and everything being somewhere else too."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Place(StrEnum):
    """In which table of the closed count a record stands."""

    UNSENT = "unsent"
    HELD = "held"
    REJECTED = "rejected"


class Only(StrEnum):
    """Which records are asked for: all that wait, those in one place, those set aside, or those that need somebody here."""

    ALL = "all"
    HERE = "here"
    UNSENT = "unsent"
    ASIDE = "aside"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class WaitingRecord:
    """A record that is not accepted: `whose` and `what` name the learner and the certificate or form, where it has one.

    `since` is ISO 8601: when it was made, or when it was held or rejected. `code` and `sentence` are the issuer's. `aside`
    is whether somebody set it aside.
    """

    id: str
    type: str
    place: Place
    since: str
    whose: str = ""
    what: str = ""
    code: str = ""
    sentence: str = ""
    aside: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """An assessment that nobody signed yet: it exists only here. `since` is when it was started."""

    id: str
    whose: str
    what: str
    since: str


class WaitingSource(Protocol):
    def waiting(self, *, limit: int, offset: int, only: Only = Only.ALL) -> tuple[WaitingRecord, ...]:
        """Rejected first, then held, then unsent; each oldest first."""

    def waiting_count(self, only: Only = Only.ALL) -> int: ...
    def open_work(self) -> tuple[OpenWork, ...]:
        """Oldest first."""
