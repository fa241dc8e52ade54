"""Whether somebody is as old as the form asks: answered once at a sitting, where nothing on their page says it."""

from dataclasses import replace

from assessor_app.domain.age import AgeAnswer, AgeSaid, AgeSeen
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import ADULT_AT, Role, require_role
from assessor_app.services.clock import stamp
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.open import require_open


def answer_age(
    desk: SittingDesk,
    *,
    by: str,
    entry: str,
    answer: AgeAnswer,
    seen: AgeSeen | None = None,
    adult: bool = False,
) -> AgeSaid:
    """Keeps the answer with the entry; a later one takes its place, and both stay in the history.

    `adult` says with a yes that the learner is 18 or more: that goes on their page, and nobody asks again. Raises
    KnownError: `not-allowed`, `sitting-closed`, `age-seen-missing` for a yes that says not what was seen.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    if answer is AgeAnswer.YES and seen is None:
        raise KnownError("age-seen-missing")
    with desk.transactions.atomic():
        kept = desk.sittings.entry(entry)
        require_open(desk, kept.sitting)
        least = desk.shelf.get(kept.form_code, kept.form_version).conditions.minimum_age or ADULT_AT
        of_age = answer is AgeAnswer.YES and adult
        at = stamp(desk.clock.now())
        made = AgeSaid(
            entry=entry,
            least=max(least, ADULT_AT) if of_age else least,
            answer=answer,
            seen=seen if answer is AgeAnswer.YES else None,
            by=by,
            at=at,
        )
        desk.before.say_age(made)
        learner = desk.learners.get(kept.learner)
        if of_age and learner.birth_date is None:
            desk.learners.put(replace(learner, said_under_18=False), at=at, by=by)
    return made
