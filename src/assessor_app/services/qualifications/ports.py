"""What awarding qualifications needs of the store, and the parts it is built from."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.catalogue import Catalogue
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.people.history import PastWork


@dataclass(frozen=True, kw_only=True)
class AwardedPart:
    """A micro-credential as it was held when the qualification was awarded. Days are ISO, `until` empty for ever."""

    code: str
    version: str
    title: str
    award: str
    number: str
    cti: bytes
    achieved: str
    until: str


@dataclass(frozen=True, kw_only=True)
class Awarded:
    """A qualification that somebody released. `of` are the codes of the rule, `need` how many of them; moments are ISO."""

    number: str
    cti: bytes
    award: str
    learner: str
    holder: str
    code: str
    title: str
    sector: str
    of: tuple[str, ...]
    need: int
    first: tuple[str, ...]
    parts: tuple[AwardedPart, ...]
    awarded_at: str
    valid_until: str
    by: str
    record: str


@dataclass(frozen=True, kw_only=True)
class IssuedQualification:
    """What the credential (`content`, JSON) of a qualification says that an issuer awarded.

    `parts` are the cti of the papers that it names; days and moments are ISO, `valid_until` empty for ever.
    """

    number: str
    code: str
    title: str
    parts: tuple[bytes, ...]
    awarded_at: str
    valid_until: str
    content: bytes = field(repr=False)


class IssuedReads(Protocol):
    """Credentials that came down from the issuer."""

    def beside_papers(self, *, naming: Collection[str]) -> tuple[tuple[str, bytes], ...]:
        """Number and JSON of those that are of no paper known here, and in which one of these names stands."""


class CredentialReader(Protocol):
    def __call__(self, number: str, content: bytes) -> IssuedQualification | None:
        """None for what is no credential of a qualification."""


class QualificationStore(Protocol):
    def add(self, awarded: Awarded) -> None: ...
    def find(self, number: str) -> Awarded | None: ...
    def by_cti(self, cti: bytes) -> Awarded | None: ...
    def of_learner(self, learner: str) -> tuple[Awarded, ...]:
        """Oldest first."""

    def all(self) -> tuple[Awarded, ...]:
        """Oldest first."""

    def candidates(self, codes: Collection[str], *, need: int) -> tuple[str, ...]:
        """Learners with papers, in whatever state, of at least so many of these forms."""


class HistoryReads(Protocol):
    def history(self, learner_id: str) -> tuple[PastWork, ...]: ...


@dataclass(frozen=True, kw_only=True)
class QualificationDesk:
    """The parts that awarding qualifications is built from."""

    awards: AwardDesk
    deciding: DecisionDesk
    table: QualificationStore
    reads: HistoryReads
    issued: IssuedReads
    read_issued: CredentialReader
    catalogue: Callable[[], Catalogue]
