"""What is seen is seen while its sitting is open."""

from datetime import datetime

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement, Mark
from assessor_app.services.assessing.desk import Desk

_SEEN_ELSEWHERE = frozenset({How.PAPER, How.RPL})
"""What was seen before it is written down here: a paper sheet that comes back, work that was done long ago."""


def require_in_time(
    desk: Desk, assessment: Assessment, occasion: str, old: Judgement | None, new: Judgement
) -> None:
    """What is seen here and now, where nothing was seen before, is not seen at a closed sitting."""
    stood = old is not None and old.mark is not Mark.NOT_SEEN
    if new.mark is not Mark.NOT_SEEN and not stood and new.how not in _SEEN_ELSEWHERE:
        require_seen_in_time(desk, assessment, occasion, new.observed_at)


def require_seen_in_time(desk: Desk, work: Assessment, occasion: str, seen: str) -> None:
    """Nothing that was not seen before is seen at a sitting after it was closed: its signed list is of the work until then.

    `seen` is when it was (ISO 8601 with offset). Raises KnownError `seen-after-closing`.
    """
    found = next(one for one in desk.assessments.occasions(work.id) if one.id == occasion)
    sitting = desk.sittings.get(found.sitting)
    if sitting.closed_at and datetime.fromisoformat(seen) > datetime.fromisoformat(sitting.closed_at):
        name = desk.learners.get(work.learner).name
        raise KnownError("seen-after-closing", place=sitting.place, date=sitting.date, learner=name)
