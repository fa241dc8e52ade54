"""What the office reads of learners: rows of the table, who checked a name, and what became of their work."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.after import Annulment, Appeal, Correction
from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.people import Learner
from assessor_app.services.awards.ports import CertificateLine
from assessor_app.services.deciding.ports import ReleaseKind


@dataclass(frozen=True, kw_only=True)
class LearnerRow:
    """A learner as the table shows them; `checked` is whether the name as it stands now was checked by somebody."""

    key: int
    learner: Learner
    checked: bool
    assessments: int
    certificates: int


@dataclass(frozen=True, kw_only=True)
class NameCheck:
    """The newest check of a name: the spelling checked, against what (`HowChecked`), when (ISO), and by whose name."""

    name: str
    how: str
    at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What happened to work after its signature, oldest first; `names` gives the staff concerned by id."""

    annulment: Annulment | None = None
    corrections: tuple[Correction, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PastWork:
    """One assessment of a learner with its papers. `at` is ISO: when it was decided, else begun.

    `device` names the device of the centre that recorded it, where it was another: as known here, and not to be changed here.
    """

    assessment: str
    form_code: str
    form_version: str
    title: str
    attempt: int
    state: State
    end: End | None
    decision: Decision | None
    at: str
    release: ReleaseKind | None
    papers: tuple[CertificateLine, ...]
    decided_by: str = ""
    after: Aftermath = field(default_factory=Aftermath)
    device: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a walk through all learners stands: after this folded name and row. None begins."""

    folded: str
    key: int


class LearnerReads(Protocol):
    """Reads for a table of any length: keys in an array, rows in pages."""

    def keys_after(
        self, mark: Mark | None, *, group: str = "", limit: int
    ) -> "tuple[array[int], Mark | None]":
        """The next keys in the order of names, as `array("q")`, and where to go on; None after the last."""

    def found(self, words: str, *, group: str = "", limit: int) -> "array[int]":
        """Keys of learners with, for each word, a word of name or number that begins with it, by name."""

    def rows(self, keys: Sequence[int]) -> tuple[LearnerRow, ...]:
        """The learners of these keys, in this order; those gone meanwhile are left out."""

    def key_of(self, learner_id: str) -> int | None: ...
    def name_check(self, learner_id: str) -> NameCheck | None: ...
    def history(self, learner_id: str) -> tuple[PastWork, ...]:
        """Newest first, discarded assessments left out."""
