"""What keeping sittings works with."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.age import AgeSaid
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.before import Arrangement, Condition, Ticked
from assessor_app.domain.people import Learner, Staff
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.domain.stations import Went
from assessor_app.domain.stopping import Stoppage
from assessor_app.services.clock import Clock
from assessor_app.services.deciding.ports import Countersignature
from assessor_app.services.forms.shelf import Shelf
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.sittings.clocks import TimingBook
from assessor_app.services.sittings.ports import ManifestReads
from assessor_app.services.transactions import Transactions


class SittingBook(Protocol):
    """Sittings and entries, as keeping them needs them."""

    def add(self, sitting: Sitting) -> None: ...
    def close(self, sitting_id: str, *, at: str) -> None: ...
    def get(self, sitting_id: str) -> Sitting: ...
    def entries(self, sitting_id: str) -> tuple[Entry, ...]: ...
    def entry(self, entry_id: str) -> Entry: ...
    def put_entry(self, entry: Entry) -> None: ...
    def remove_entry(self, entry_id: str) -> None:
        """Raises KnownError `entry-in-use` where work, a printed sheet, a stop or an arrangement names it."""


class LearnerBook(Protocol):
    def get(self, learner_id: str) -> Learner: ...
    def put(self, learner: Learner, *, at: str, by: str) -> None: ...


class StaffBook(Protocol):
    def get(self, staff_id: str) -> Staff: ...
    def all(self) -> tuple[Staff, ...]: ...


class AssessmentBook(Protocol):
    def get(self, assessment_id: str) -> Assessment: ...


class WordsRead(Protocol):
    def __call__(self, assessment: str) -> tuple[Countersignature, ...]:
        """The countersignatures that stand on this work as it is, oldest first (`deciding.countersign.words_on`)."""


class StopBook(Protocol):
    def all_of(self, sitting: str) -> tuple[Stoppage, ...]:
        """Every stop of a sitting, over or not, oldest first."""


class StationBook(Protocol):
    def add(self, went: Went) -> None:
        """Writes down who went where."""


class BeforeBook(Protocol):
    """Ticked conditions of sittings, and arrangements of their entries."""

    def ticked(self, sitting: str) -> tuple[Ticked, ...]: ...
    def tick(self, ticked: Ticked) -> None: ...
    def untick(self, sitting: str, form: tuple[str, str], condition: Condition) -> None: ...
    def age(self, entry: str) -> AgeSaid | None: ...
    def say_age(self, said: AgeSaid) -> None: ...
    def arranged(self, sitting: str) -> tuple[Arrangement, ...]: ...
    def arrangement(self, arrangement_id: str) -> Arrangement: ...
    def arrange(self, made: Arrangement) -> None: ...
    def take_back(self, arrangement_id: str, *, by: str, at: str) -> None: ...
    def pass_consent_on(self, learner: str) -> bool:
        """Lets the learner's consent rest on another arrangement that holds; False where there is none."""


@dataclass(frozen=True, kw_only=True)
class SittingDesk:
    """The parts that keeping sittings is built from."""

    transactions: Transactions
    sittings: SittingBook
    assessments: AssessmentBook
    before: BeforeBook
    learners: LearnerBook
    staff: StaffBook
    shelf: Shelf
    ledger: Ledger
    manifest: ManifestReads
    stops: StopBook
    stations: StationBook
    timings: TimingBook
    words: WordsRead
    clock: Clock
