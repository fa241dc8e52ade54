"""What a result slip says, as plain values; the words around them are made where it is drawn."""

from dataclasses import dataclass
from datetime import date

from assessor_app.domain.assessment import Decision, End
from assessor_app.domain.form import Criterion, Form
from assessor_app.domain.people import Staff
from assessor_app.domain.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A task with the criteria that were met, of so many."""

    title: str
    met: tuple[Criterion, ...]
    of: int


@dataclass(frozen=True, kw_only=True)
class Next:
    """A micro-credential that the learner does not hold yet; `planned` has no form yet."""

    title: str
    planned: bool


@dataclass(frozen=True, kw_only=True)
class Towards:
    """A qualification that this micro-credential counts towards: `held` of `need` parts, and what is left."""

    title: str
    held: int
    need: int
    left: tuple[Next, ...]


@dataclass(frozen=True, kw_only=True)
class SecondWord:
    """Who countersigned the result, and when (ISO 8601)."""

    person: Staff
    at: str


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """The result is a corrected one: signed when, and in the place of the one that was signed or decided when (ISO)."""

    at: str
    replaces: str


@dataclass(frozen=True, kw_only=True)
class SlipContent:
    """Everything on one learner's slip, and nothing of anybody else.

    What it never says has no field here: adjustments, helpers, reasons and notes, the number of the attempt.
    `carried` of the criteria that were shown were shown in an earlier attempt and not repeated. `again_from` is the first day on which a new attempt may begin, None where none is needed.
    """

    assessment: str
    name: str
    number: str
    form: Form
    decided: date
    decision: Decision
    end: End
    assessor: str
    place: str
    shown: tuple[Shown, ...]
    outstanding: tuple[Standing, ...]
    feedback: str
    next_step: str
    again_from: date | None
    towards: tuple[Towards, ...]
    appeal_until: date
    centre: str
    phone: str
    sample: bool
    countersigned: tuple[SecondWord, ...] = ()
    corrected: Corrected | None = None
    carried: int = 0
