"""What erasing needs of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import State


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """One assessment and what is left of it; `award` is empty where it has none, `at` ISO 8601: when it was decided, else begun.

    `appealed`: there is an appeal about it, or about an attempt that carries marks of it.
    """

    assessment: str
    title: str
    state: State
    at: str
    appealed: bool
    award: str
    pieces: int
    size: int
    words: bool


class ErasingStore(Protocol):
    """What is still here of learners, and the emptying of it, once and for good."""

    def works(self, learner: str) -> tuple[WorkRow, ...]:
        """Oldest first, with those that were set aside."""

    def last_sitting(self, learner: str) -> str:
        """The day (ISO 8601) of the last one that lists them; empty where none does."""

    def is_listed(self, learner: str) -> bool:
        """Whether a sitting that is not closed lists them."""

    def is_unsent(self, learner: str) -> bool:
        """Whether a record about them is not handed over, or not accepted or rejected yet."""

    def devices(self, learner: str) -> tuple[str, ...]:
        """Names of the centre's other devices in use that recorded work of theirs and still name them."""

    def candidates(self, *, decided_before: str, seen_before: str) -> tuple[str, ...]:
        """Ids of learners of whom something may have run out: decided before, or seen last before that day (ISO 8601)."""

    def hashes(self, assessment: str) -> tuple[str, ...]:
        """SHA-256 of the evidence that still counts there and can be read, sorted."""

    def release_remark(self, assessment: str) -> tuple[str, ...]:
        """Ids of the records with the quality assurer's notes on this work that concern no other that still has its words."""

    def papers(self, learner: str) -> tuple[str, ...]:
        """Numbers of every paper of theirs, oldest first."""

    def empty_work(self, assessment: str, *, at: str) -> tuple[str, ...]:
        """Takes away the keys of evidence and every word of signed work; the names of the files, which are noise from now on."""

    def empty_person(self, learner: str) -> None:
        """Takes away who this is, wherever it stands, on their papers too."""

    def forget_personal(self, records: Sequence[str]) -> None:
        """Deletes what stands beside these records (ids)."""
