"""What may happen to an assessment after it was signed: annulled, corrected, appealed against."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.marks import Judgement, OralAnswer


class Why(StrEnum):
    """Why an assessment was annulled."""

    WRONG_LEARNER = "wrong-learner"
    IRREGULAR = "irregular"
    APPEAL = "appeal"
    OTHER = "other"


class SaidBy(StrEnum):
    """Who said that they appeal."""

    LEARNER = "learner"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Outcome(StrEnum):
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Remedy(StrEnum):
    """What an upheld appeal leads to."""

    NEW_ATTEMPT = "new-attempt"
    CORRECTION = "correction"
    ANNULMENT = "annulment"


@dataclass(frozen=True, kw_only=True)
class Annulment:
    """An assessment declared void by two people. `at` is ISO 8601, `record` the id of the signed record."""

    assessment: str
    why: Why
    reason: str
    by: str
    second: str
    at: str
    record: str


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A mark that a correction put in another's place: of a criterion on an occasion, or an oral answer (no occasion)."""

    about: str
    old: Judgement | OralAnswer | None
    new: Judgement | OralAnswer
    occasion: str = ""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One signed revision of a signed assessment, whole.

    `revision` counts from 2; `corrects` and `record` are ids of records; `mended` is what was changed of the marks,
    `redecided` whether the decision was. `award` is empty unless competent. `wants_release` says that paper waits for a
    release whatever the form says; `answers` is the appeal that asked for it, or empty.
    """

    assessment: str
    revision: int
    corrects: str
    decision: str
    feedback: str
    next_step: str
    overrides: Mapping[str, str]
    reason: str
    redecided: bool
    award: str
    wants_release: bool
    answers: str
    by: str
    at: str
    record: str
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """A learner's appeal. `said_on` and `until` are days (ISO); `late` is why it was heard after its last day.

    While nobody has decided, `outcome` is None and what belongs to it is empty.
    """

    id: str
    assessment: str
    said_by: SaidBy
    said_on: str
    until: str
    grounds: str
    late: str
    by: str
    at: str
    record: str
    outcome: Outcome | None = None
    remedy: Remedy | None = None
    reasons: str = ""
    decided_by: str = ""
    decided_at: str = ""
    decision_record: str = ""


@dataclass(frozen=True, kw_only=True)
class After:
    """Where an assessment stands after its signature.

    `revision` is 1 for the decision as first signed. `corrected_at` is when it was last corrected (ISO, or empty),
    `redecided_at` when a correction last changed the decision. `wants_release` waits for a release whatever the form
    says. `waived` uses no attempt, since an appeal said so; `appealed` is frozen: an appeal is open, or was upheld and
    not carried out yet.
    """

    revision: int = 1
    corrected_at: str = ""
    redecided_at: str = ""
    wants_release: bool = False
    waived: bool = False
    appealed: bool = False
