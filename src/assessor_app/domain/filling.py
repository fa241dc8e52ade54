"""Fill ("all met" for one criterion): what it never touches.

Filling is the abuse that auditors name first, so it is kept from everything that must be looked at one by one:
critical criteria; what wants a note, a reading or a photo; learners who are not here, not at this work, not known to be old enough to begin, stopped or
ended, decided, or assessed by what they learnt before; and whatever was already marked.
"""

from enum import StrEnum

from assessor_app.domain.assessment import State
from assessor_app.domain.form import Criterion


class LeftOut(StrEnum):
    """Why a learner was not filled, in the order in which it is said."""

    NOT_HERE = "not-here"
    OTHER_FORM = "other-form"
    PRIOR_LEARNING = "prior-learning"
    OTHER_TASK = "other-task"
    AGE = "age"
    STOPPED = "stopped"
    ENDED = "ended"
    DECIDED = "decided"
    SIGNED = "signed"
    MARKED = "marked"


class Unfillable(StrEnum):
    """Why a criterion cannot be filled at all."""

    CRITICAL = "critical"
    NOTE = "note"
    READING = "reading"
    PHOTO = "photo"


def unfillable(criterion: Criterion) -> Unfillable | None:
    """Why this criterion is marked one by one; None where it may be filled."""
    if criterion.critical:
        return Unfillable.CRITICAL
    if criterion.note:
        return Unfillable.NOTE
    if criterion.readings:
        return Unfillable.READING
    return Unfillable.PHOTO if criterion.photo else None


def left_out(
    *,
    here: bool,
    same_form: bool,
    observed: bool,
    at_task: bool,
    of_age: bool,
    stopped: bool,
    ended: bool,
    state: State | None,
    touched: bool,
) -> LeftOut | None:
    """Why one learner is left out of a fill; None for those who are filled. `touched` is whether anything was said."""
    reasons = {
        LeftOut.NOT_HERE: not here,
        LeftOut.OTHER_FORM: not same_form,
        LeftOut.PRIOR_LEARNING: not observed,
        LeftOut.OTHER_TASK: not at_task,
        LeftOut.AGE: not of_age,
        LeftOut.STOPPED: stopped,
        LeftOut.ENDED: ended,
        LeftOut.DECIDED: state is State.DECIDED,
        LeftOut.SIGNED: state is State.FINALISED,
        LeftOut.MARKED: touched,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
