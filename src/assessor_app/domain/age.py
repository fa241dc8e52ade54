"""A form's minimum age, and what was answered where nobody knows the learner's."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Learner


class AgeAnswer(StrEnum):
    """Whether somebody is as old as a form asks."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


class AgeSeen(StrEnum):
    """What a *yes* rests on."""

    DOCUMENT = "identity-document"
    BIRTH = "birth-certificate"
    SCHOOL = "school-card"
    REGISTER = "register"


@dataclass(frozen=True, kw_only=True)
class AgeSaid:
    """What was answered for one entry; `least` in years, `seen` with a yes alone, `at` ISO 8601."""

    entry: str
    least: int
    answer: AgeAnswer
    seen: AgeSeen | None = None
    by: str = ""
    at: str = ""


def require_old_enough(learner: Learner, form: Form, on: date, said: AgeSaid | None, *, entry: str) -> None:
    """Raises KnownError where work may not begin: `under-age`, `age-not-known`, or `age-unasked` where nobody has asked.

    What stands on the learner's page settles it; else the newest answer given for this entry. `age-unasked` carries
    learner, form, least and entry, so that whoever catches it can ask.
    """
    least = form.conditions.minimum_age
    if least is None:
        return
    reached = learner.has_reached(least, on)
    told = {"learner": learner.name, "form": form.ref, "least": least}
    if reached is False:
        raise KnownError("under-age", **told)
    if reached is True or (said is not None and said.answer is AgeAnswer.YES and said.least >= least):
        return
    if said is None or said.answer is AgeAnswer.YES:
        raise KnownError("age-unasked", entry=entry, **told)
    raise KnownError("too-young" if said.answer is AgeAnswer.NO else "age-not-known", entry=entry, **told)
