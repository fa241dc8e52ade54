"""Reading learners on behalf of somebody: who asks is checked before anything is read."""

from typing import TypeVar

from assessor_app.domain.people import Learner
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.people.learners import LearnerDesk
from assessor_app.services.people.ports import StaffLookup

Source = TypeVar("Source")


def roster_for(source: Source, staff: StaffLookup, *, by: str) -> Source:
    """The reads of learners (`LearnerReads`, `LearnerShelf` or a part of them), for who may see the roster.

    Asked for anew at each read: roles change, and somebody else may have signed in. Raises KnownError `not-to-see`.
    """
    require_may_see(staff.get(by), Seen.ROSTER)
    return source


def one_learner(desk: LearnerDesk, *, by: str, learner: str) -> Learner:
    """One learner with everything that is kept of them. Raises KnownError `not-to-see`, `no-such-learner`."""
    return roster_for(desk.learners, desk.staff, by=by).get(learner)
