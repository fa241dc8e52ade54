"""Undo: reads the history, names what it takes back, works after a restart, and only on one's own acts."""

from dataclasses import replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement, OralAnswer
from assessor_app.services.assessing.desk import Desk, open_assessment, reopen_if_decided
from assessor_app.services.assessing.ending import take_back_end
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.clock import stamp


def next_undo(desk: Desk, *, by: str, assessment: str) -> Change | None:
    """What undo would take back now; None when there is nothing of one's own left."""
    return desk.work.last_change(assessment, by=by)


def undo(desk: Desk, *, by: str, assessment: str) -> Change:
    """Takes back one's own newest change, with all else of its act, and returns it as it was.

    Raises KnownError `nothing-to-undo`.
    """
    with desk.transactions.atomic():
        open_assessment(desk, assessment, by=by)
        change = desk.work.last_change(assessment, by=by)
        if change is None:
            raise KnownError("nothing-to-undo")
        for one in act_of(desk, change):
            _take_back(desk, one, by)
    return change


def undo_in_sitting(desk: Desk, *, by: str, sitting: str) -> tuple[Change, ...]:
    """Takes back one's own newest act in this sitting, whoever's marks it changed; returns its changes as they were.

    Raises KnownError `nothing-to-undo`.
    """
    with desk.transactions.atomic():
        change = desk.work.last_in_sitting(sitting, by=by)
        if change is None:
            raise KnownError("nothing-to-undo")
        changes = act_of(desk, change)
        for one in changes:
            _take_back(desk, one, by)
    return changes


def act_of(desk: Desk, change: Change) -> tuple[Change, ...]:
    """Everything that was changed in the same act."""
    return desk.work.changes_of_act(change.act) if change.act else (change,)


def _take_back(desk: Desk, change: Change, by: str) -> None:
    if change.subject is Subject.ATTEMPT:
        take_back_end(desk, by=by, assessment=change.assessment)
        return
    kept = open_assessment(desk, change.assessment, by=by)
    now = stamp(desk.clock.now())
    _put_back(desk, change)
    back = replace(
        change,
        id=0,
        old=change.new,
        new=change.old,
        observed_at=now,
        entered_at=now,
        how=How.UNDO,
        act="",
    )
    desk.work.add_change(back, undoes=change.id)
    reopen_if_decided(desk, kept, by=by)


def _put_back(desk: Desk, change: Change) -> None:
    if isinstance(change.old, Judgement):
        desk.work.put_judgement(change.assessment, change.occasion, change.old)
    elif isinstance(change.old, OralAnswer):
        desk.work.put_oral(change.assessment, change.old)
    elif change.subject is Subject.CRITERION:
        desk.work.remove_judgement(change.occasion, change.about)
    else:
        desk.work.remove_oral(change.assessment, change.about)
