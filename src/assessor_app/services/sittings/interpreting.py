"""Who interprets at a sitting is assessed there by nobody, and assesses nobody here: whoever of the two is named first."""

from assessor_app.domain.before import Arranged
from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.domain.people import Role
from assessor_app.services.sittings.desk import SittingDesk


def require_neutral(desk: SittingDesk, sitting: str, who: str) -> None:
    """No learner of the sitting interprets for another, and nobody who trains or assesses here does.

    Raises KnownError `interpreter-is-learner`, `interpreter-assesses`.
    """
    name = fold(who)
    learners = {fold(desk.learners.get(item.learner).name) for item in desk.sittings.entries(sitting)}
    if name in learners:
        raise KnownError("interpreter-is-learner", name=who)
    if name in {fold(person.name) for person in desk.staff.all() if person.has(Role.ASSESSOR)}:
        raise KnownError("interpreter-assesses", name=who)


def require_no_interpreter(desk: SittingDesk, sitting: str, learner: str) -> None:
    """Nobody is listed at a sitting who interprets there for another: also who walks in later.

    Raises KnownError `learner-interprets`.
    """
    name = desk.learners.get(learner).name
    for made in desk.before.arranged(sitting):
        if made.kind is Arranged.INTERPRETER and made.holds and fold(made.who) == fold(name):
            other = desk.learners.get(desk.sittings.entry(made.entry).learner)
            raise KnownError("learner-interprets", name=name, learner=other.name)
