"""What is settled before the work: the conditions of the form, and what was arranged for one learner."""

from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.form import Form


class Condition(StrEnum):
    """What a form asks to be there, by kind."""

    ENVIRONMENT = "environment"
    TOOLS = "tools"
    PPE = "ppe"
    PEOPLE = "people"


class Arranged(StrEnum):
    """What may be arranged, or has to be said, for one learner at one sitting."""

    ADJUSTMENT = "adjustment"
    READER = "reader"
    SCRIBE = "scribe"
    INTERPRETER = "interpreter"
    HELPER = "helper"
    GUARDIAN = "guardian"
    INTEREST = "interest"


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """A condition that somebody found fulfilled for one form at one sitting; `at` is ISO 8601."""

    sitting: str
    form_code: str
    form_version: str
    condition: Condition
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """One thing arranged or said for an entry.

    `who` is the reader, scribe, interpreter, helper or guardian; `what` is the adjustment, the helper's role, or the
    interest; `why` and `agreed_by` belong to an adjustment. `declared` is the tick that its kind asks for: the standard
    is not lowered, the interpreter's declaration, the consent seen. `staff` is the member whose interest it is.
    `late` says that work had begun when it was written down; `gave_consent` that a guardian's consent stood nowhere before
    this. Times are ISO 8601; `removed_at` is empty while it holds.
    """

    id: str
    entry: str
    kind: Arranged
    who: str = ""
    relation: str = ""
    language: str = ""
    what: str = ""
    why: str = ""
    agreed_by: str = ""
    declared: bool = False
    staff: str = ""
    late: bool = False
    gave_consent: bool = False
    by: str = ""
    at: str = ""
    removed_by: str = ""
    removed_at: str = ""

    @property
    def holds(self) -> bool:
        """Whether nobody took it back."""
        return not self.removed_at


NEEDED: dict[Arranged, tuple[str, ...]] = {
    Arranged.ADJUSTMENT: ("what", "why", "agreed_by", "declared"),
    Arranged.READER: ("who",),
    Arranged.SCRIBE: ("who",),
    Arranged.INTERPRETER: ("who", "language", "relation", "declared"),
    Arranged.HELPER: ("who", "what"),
    Arranged.GUARDIAN: ("who", "relation", "declared"),
    Arranged.INTEREST: ("staff", "what"),
}
"""What each kind must say; other fields of its own may stay empty."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """How somebody was known at one sitting (a code of `sitting.Identified`, or empty), and when they were briefed."""

    sitting: str
    identified: str = ""
    briefed_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Before:
    """What was settled before one assessment, over all its sittings; what was taken back is left out."""

    ticked: tuple[Ticked, ...] = ()
    arranged: tuple[Arrangement, ...] = ()
    known: tuple[Known, ...] = ()

    @property
    def interested(self) -> frozenset[str]:
        """Whose interest was declared: they do not decide alone."""
        return frozenset(item.staff for item in self.arranged if item.kind is Arranged.INTEREST)


def conditions_of(form: Form) -> tuple[Condition, ...]:
    """The kinds of conditions that this form names; its environment always."""
    asked = form.conditions
    named = {
        Condition.TOOLS: bool(asked.tools or asked.materials),
        Condition.PPE: bool(asked.ppe),
        Condition.PEOPLE: bool(asked.people),
    }
    return (Condition.ENVIRONMENT, *(condition for condition, there in named.items() if there))


def unticked(form: Form, before: Before, sittings: frozenset[str]) -> tuple[tuple[str, Condition], ...]:
    """Which conditions nobody ticked, by sitting: told to quality, and asserted with a reason at the decision."""
    ticked = {
        (item.sitting, item.condition)
        for item in before.ticked
        if (item.form_code, item.form_version) == (form.code, form.version)
    }
    return tuple(
        (sitting, condition)
        for sitting in sorted(sittings)
        for condition in conditions_of(form)
        if (sitting, condition) not in ticked
    )
