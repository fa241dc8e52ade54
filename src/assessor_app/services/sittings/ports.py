"""What the manifest of a sitting is read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import Decision, State
from assessor_app.services.deciding.ports import Acknowledged


@dataclass(frozen=True, kw_only=True)
class WorkDone:
    """Where an entry's work stands; `overrides` are the keys of what was set aside with a reason."""

    state: State
    decision: Decision | None
    decided_by: str
    overrides: tuple[str, ...]
    acknowledged: Acknowledged | None
    annulled: bool


class ManifestReads(Protocol):
    """What was done in a sitting, in numbers."""

    def marks(self, sitting: str) -> Mapping[str, int]:
        """Marks of what was seen in this sitting, by how they were entered."""

    def fill_acts(self, sitting: str) -> int:
        """In how many acts the filled ones were made."""

    def rounds(self, sitting: str) -> int:
        """How often everybody went on to the next bench or task, but for those that were taken back."""

    def clocks(self, sitting: str) -> Mapping[str, int]:
        """How often clocks were started, were paused, and reached their limit, by `ClockAct`; nothing of what never was."""

    def works(self, sitting: str) -> Mapping[str, WorkDone]:
        """The work of each entry that has any, by the assessment's id, in the order of deciding."""

    def shown(self, sitting: str, assessment: str) -> bool:
        """Whether anything was seen, answered, captured or decided of this work in this sitting."""
