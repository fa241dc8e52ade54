"""How an attempt ends without a decision, and the way back while nothing is signed; both stay in the history."""

from assessor_app.domain.assessment import ENDED_EARLY, Assessment, End
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How
from assessor_app.services.assessing.desk import Desk, open_assessment, undecided
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.clock import stamp


def end(desk: Desk, *, by: str, assessment: str, how: End) -> Assessment:
    """Says how the attempt ended. *Stopped unsafe* can never be competent; *interrupted* uses no attempt.

    Raises KnownError `ended-already` where it ended otherwise: that end is taken back first. *Completed* is said by
    a decision alone, and changing a mark or deciding anew is the way back from it.
    """
    if how not in ENDED_EARLY:
        raise ValueError(f"an attempt is not ended as {how}")
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        if kept.end is how:
            return kept
        if kept.end is not None and kept.end in ENDED_EARLY:
            raise KnownError("ended-already", end=kept.end.value)
        ended = undecided(kept, end=how)
        desk.assessments.put_draft(ended, at=stamp(desk.clock.now()), by=by)
        desk.work.add_change(_change(desk, kept, how, how=How.TAP, by=by))
    return ended


def take_back_end(desk: Desk, *, by: str, assessment: str) -> Assessment:
    """Goes on with an attempt that was ended: its marks stand, a decision made after the end does not.

    Any assessor may: an attempt ended by a slip must not wait for whoever slipped. Raises KnownError `not-ended`.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        if kept.end not in ENDED_EARLY:
            raise KnownError("not-ended")
        going_on = undecided(kept, end=None)
        desk.assessments.put_draft(going_on, at=stamp(desk.clock.now()), by=by)
        back = _change(desk, kept, None, how=How.UNDO, by=by)
        desk.work.add_change(back, undoes=_row_of_end(desk, kept))
    return going_on


def _change(desk: Desk, kept: Assessment, new: End | None, *, how: How, by: str) -> Change:
    now = stamp(desk.clock.now())
    return Change(
        assessment=kept.id,
        subject=Subject.ATTEMPT,
        about="",
        old=kept.end,
        new=new,
        observed_at=now,
        entered_at=now,
        how=how,
        by=by,
    )


def _row_of_end(desk: Desk, kept: Assessment) -> int | None:
    """The history row that ended it; none where it was ended before ends were kept there."""
    rows = [change for change in desk.work.changes(kept.id) if change.subject is Subject.ATTEMPT]
    return rows[-1].id if rows and rows[-1].new is kept.end else None
