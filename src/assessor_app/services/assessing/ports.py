"""What assessing needs of the store."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.age import AgeSaid
from assessor_app.domain.assessment import Assessment, Decision, End
from assessor_app.domain.before import Before
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Judgement, Occasion, OralAnswer
from assessor_app.domain.people import Learner, Staff
from assessor_app.domain.prior import Challenge, Claim, Interview, Prior
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.domain.stopping import Stoppage


class Subject(StrEnum):
    """What a change is about."""

    CRITERION = "criterion"
    QUESTION = "question"
    ATTEMPT = "attempt"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of a judgement, an oral answer or the attempt's end: what was there, what is there now, who, how, when.

    `about` names the criterion or the question, and is empty for the attempt. `observed_at` is when it was seen,
    `entered_at` when it was typed; both ISO 8601 with offset. `id` is 0 until the change is kept. Changes of one act
    on several marks or learners share `act`: they are taken back together.
    """

    assessment: str
    subject: Subject
    about: str
    old: Judgement | OralAnswer | End | None
    new: Judgement | OralAnswer | End | None
    observed_at: str
    entered_at: str
    how: How
    by: str
    occasion: str = ""
    act: str = ""
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A change of a decision that nobody had signed. None is no decision; `words`: its words were others too."""

    old: Decision | None
    new: Decision | None
    words: bool
    at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PieceAct:
    """An act on one piece of evidence: it was `added`, `removed` (taken out) or `put-back`; `at` is ISO 8601.

    `criterion` is empty for the whole work; `after` is the id of the newest change of a mark when it was done, None where
    that was not kept.
    """

    id: int
    evidence: str
    kind: Kind
    criterion: str
    occasion: str
    act: str
    at: str
    assessment: str
    after: int | None = None


@dataclass(frozen=True, kw_only=True)
class PieceMove:
    """A piece of evidence that goes with marks from one occasion to another; `act` is theirs (`Change.act`).

    `id` is 0 until it is kept.
    """

    evidence: str
    source: str
    target: str
    act: str
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class PieceDone:
    """A row of the history of evidence: `added`, `removed`, `put-back`, or `moved` from the learner `giver` to `taker`.

    `undo`: it took another act back. `by` is a staff id, `at` ISO 8601; giver and taker are empty where nothing moved.
    """

    act: str
    undo: bool
    kind: Kind
    criterion: str
    at: str
    by: str
    giver: str = ""
    taker: str = ""


class PieceStore(Protocol):
    """Acts on evidence, as undo sees them, and the way of a piece from one learner to another."""

    def last_act(self, assessment: str, *, by: str, sitting: str = "") -> PieceAct | None:
        """The newest act by this person that stands: none taken back, and nothing done to the piece since.

        Of all open work in a sitting, where one is named.
        """

    def take_back(self, act: PieceAct, *, at: str, by: str) -> None:
        """Sets aside what was added or put back, puts back what was taken out; the row of history names the act."""

    def counting(self, occasion: str) -> tuple[Evidence, ...]:
        """The pieces of an occasion that count, in the order in which they came."""

    def move(self, move: PieceMove, *, at: str, by: str) -> None:
        """Gives a piece to another occasion of the same sitting, and writes its row of history."""

    def moves_of_act(self, act: str) -> tuple[PieceMove, ...]:
        """The pieces that went with the marks of an act, and were not taken back."""

    def take_move_back(self, move: PieceMove, *, at: str, by: str) -> None:
        """Gives a piece back to whom it was taken from; the row of history names the move."""

    def done(self, assessment: str) -> tuple[PieceDone, ...]:
        """What was done to the evidence of this work while it was of it, oldest first, with how it came and went."""

    def state(self, assessment: str) -> tuple[int, int]:
        """A value that is another one once a piece came, went, or was taken out."""


class WorkStore(Protocol):
    """Judgements, oral answers, and every change of them and of how the attempt ended."""

    def judgement(self, occasion: str, criterion: str) -> Judgement | None: ...
    def judgements(self, assessment: str) -> dict[tuple[str, str], Judgement]: ...
    def put_judgement(self, assessment: str, occasion: str, judgement: Judgement) -> None: ...
    def remove_judgement(self, occasion: str, criterion: str) -> None: ...
    def oral(self, assessment: str) -> dict[str, OralAnswer]: ...
    def pieces(self, assessment: str, occasion: str = "") -> dict[str, dict[Kind, int]]:
        """How much evidence there is by criterion id and kind, in one occasion or all; what was taken out does not count."""

    def sheets(self, assessment: str) -> frozenset[str]:
        """The paper sheets of this work's sittings of which there is a photo, as marks name them: `sheet-3`."""

    def put_oral(self, assessment: str, answer: OralAnswer) -> None: ...
    def remove_oral(self, assessment: str, question: str) -> None: ...
    def add_change(self, change: Change, *, undoes: int | None = None) -> None: ...
    def last_change(self, assessment: str, *, by: str) -> Change | None:
        """The newest change of this assessment that this person may take back, alone or with all of its act."""

    def last_in_sitting(self, sitting: str, *, by: str) -> Change | None:
        """The same over every assessment that has an entry in this sitting and is not decided."""

    def changes_of_act(self, act: str) -> tuple[Change, ...]:
        """What one act changed, oldest first."""

    def changes(self, assessment: str) -> tuple[Change, ...]: ...


class AssessmentStore(Protocol):
    """Assessments and their occasions."""

    def get(self, assessment_id: str) -> Assessment:
        """Raises KnownError `no-such-assessment`."""

    def of_learner(self, learner: str) -> tuple[Assessment, ...]:
        """Oldest first, discarded ones left out."""

    def add(self, assessment: Assessment, *, by: str) -> None: ...
    def put_draft(self, assessment: Assessment, *, at: str, by: str) -> None:
        """Keeps state, end, decision, feedback, next step, overrides and decider of one not yet finalised.

        Where that changes the decision or its words, a row of history says so: what was, what is, `at` (ISO 8601), `by`.
        """

    def decisions(self, assessment_id: str) -> tuple[Decided, ...]:
        """Every change of the decision before it was signed, oldest first."""

    def occasions(self, assessment_id: str) -> tuple[Occasion, ...]: ...
    def add_occasion(self, assessment_id: str, occasion: Occasion) -> None: ...


class StopStore(Protocol):
    """Whether work stands still."""

    def stopped(self, occasion: str) -> bool:
        """Whether this occasion's learner, or the room they are in, is stopped and not started again."""

    def of_assessment(self, assessment: str) -> tuple[Stoppage, ...]:
        """Every stop that held this work up, over or not, oldest first."""


class BeforeStore(Protocol):
    def age(self, entry: str) -> AgeSaid | None:
        """The newest answer on an entry's age."""

    def of_work(self, assessment: str) -> Before:
        """What was settled before this work, over all its sittings."""


class PriorStore(Protocol):
    def of_work(self, assessment: str) -> Prior:
        """What this work rests on beside what was seen."""

    def claim(self, made: Claim) -> None: ...
    def interview(self, made: Interview) -> None: ...
    def challenge(self, made: Challenge) -> None: ...


class SittingStore(Protocol):
    def get(self, sitting_id: str) -> Sitting: ...
    def entry(self, entry_id: str) -> Entry: ...
    def put_entry(self, entry: Entry) -> None: ...
    def entries_of(self, assessment_id: str) -> tuple[Entry, ...]: ...


class StaffStore(Protocol):
    def get(self, staff_id: str) -> Staff: ...


class LearnerStore(Protocol):
    def get(self, learner_id: str) -> Learner: ...
    def check_name(self, learner_id: str, *, name: str, how: str, at: str, by: str) -> None:
        """Writes down that somebody checked the spelling (how: `services.people.learners.HowChecked`)."""


class FormShelf(Protocol):
    def get(self, code: str, version: str) -> Form:
        """A form in use; raises KnownError `no-such-form`."""

    def digest(self, code: str, version: str) -> str:
        """SHA-256 (hex) of the form's exact bytes: records name the form by it."""
