"""What the pages of the floor read: lines that put learner, entry and assessment side by side."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.sitting import Entry, Sitting


@dataclass(frozen=True, kw_only=True)
class ListedSitting:
    """A sitting, with how many are listed, here and finished, and its first form (code, version)."""

    sitting: Sitting
    listed: int
    here: int
    finished: int
    form: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """An entry with the learner's name and where their work stands.

    `state` is None where work has not begun; `marked` counts criteria with a mark; `acknowledged` is whether the
    learner's part is recorded.
    """

    entry: Entry
    name: str
    number: str
    state: State | None = None
    decision: Decision | None = None
    end: End | None = None
    decided_by: str = ""
    marked: int = 0
    acknowledged: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """An assessment that exists only here; `sitting` is where it was last worked on, with its place and date."""

    assessment: str
    learner: str
    name: str
    number: str
    form_code: str
    form_version: str
    title: str
    started_at: str
    state: State
    decision: Decision | None
    end: End | None
    decided_by: str
    sitting: str
    place: str
    date: str


@dataclass(frozen=True, kw_only=True)
class ReturnedLine:
    """Work that the quality assurer gave back: whose, what was said, by whom, when."""

    assessment: str
    name: str
    number: str
    title: str
    note: str
    by: str
    at: str
    sitting: str


@dataclass(frozen=True, kw_only=True)
class Awards:
    """So many awards without paper that all wait for the same; `assessment` is one of them."""

    assessment: str
    count: int


class FloorReads(Protocol):
    """Reads for Today and for a sitting's page."""

    def open_sittings(self) -> tuple[ListedSitting, ...]:
        """Newest first."""

    def recent_sittings(self, *, limit: int) -> tuple[ListedSitting, ...]:
        """Open or closed, newest first."""

    def entry_lines(self, sitting: str) -> tuple[EntryLine, ...]:
        """In the order of bib numbers."""

    def unfinished(self) -> tuple[WorkLine, ...]:
        """Open or decided, not signed; oldest first."""

    def returned(self) -> tuple[ReturnedLine, ...]:
        """Those whose newest release act is a return, newest first."""

    def awards_without_paper(self) -> tuple[Awards, ...]:
        """Grouped by what policy looks at: form, overrides, newest release act."""

    def unsent(self, *, since: str) -> int:
        """Records not yet accepted anywhere; with `since` (ISO 8601), only those signed after that moment."""

    def people(self) -> int:
        """How many learners there are, up to one: whether the centre is fresh."""
