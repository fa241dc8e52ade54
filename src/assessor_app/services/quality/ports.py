"""What quality assurance reads."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.sitting import Sitting
from assessor_app.domain.stations import Went
from assessor_app.domain.timing import Timing
from assessor_app.services.deciding.ports import Acknowledged, Release
from assessor_app.services.people.history import Aftermath


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A competent, signed decision that nobody released, with what a list shows of it.

    `assessor` is the name of whoever decided; `filled` and `paper` count marks by how they were entered;
    `changed` counts marks that were changed after their first entry; `own` is whether the person who looks
    assessed in one of its sittings, or has a declared interest in it; `returned` is the note of a quality assurer who sent it back, None if nobody did.
    """

    assessment: Assessment
    learner_name: str
    learner_number: str
    assessor: str
    filled: int
    paper: int
    changed: int
    own: bool
    returned: str | None


class QualityReads(Protocol):
    """Reads of the store for a quality assurer."""

    def forms(self) -> tuple[tuple[str, str], ...]:
        """Code and version of every form in use here."""

    def candidates(self, *, by: str, asking: Collection[tuple[str, str]]) -> tuple[Candidate, ...]:
        """What is competent, signed and not released, oldest first, seen by this person.

        Of the forms `asking` for a release all of it; of others what was returned, was overridden, or was corrected
        because somebody asked: what may be printed at once is not read, however much of it there is.
        """

    def names(self) -> dict[str, str]:
        """Names of all staff, those who left among them, by id."""

    def aftermath(self, assessment: str) -> Aftermath:
        """What happened to an assessment after its signature."""

    def sittings_of(self, assessment: str) -> dict[str, Sitting]:
        """The sittings of an assessment's occasions, by id."""

    def timings_of(self, assessment: str) -> tuple[Timing, ...]:
        """What was done with the clocks of this learner's tasks, in the order in which it happened."""

    def went_of(self, assessment: str) -> tuple[Went, ...]:
        """From which bench and task to which this learner went, oldest first."""


class ReleaseReads(Protocol):
    def release(self, assessment: str) -> Release | None: ...
    def acknowledgement(self, assessment: str) -> Acknowledged | None: ...
