"""Undo: reads the history, names what it takes back, works after a restart, and only on one's own acts."""

from dataclasses import replace
from datetime import datetime

from assessor_app.domain.assessment import Assessment, End
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import require_place
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer
from assessor_app.services.assessing.desk import (
    Desk,
    open_assessment,
    reopen_if_decided,
    require_going_on,
    require_running,
)
from assessor_app.services.assessing.ending import take_back_end
from assessor_app.services.assessing.ports import Change, PieceAct, Subject
from assessor_app.services.clock import stamp


def next_undo(desk: Desk, *, by: str, assessment: str) -> Change | PieceAct | None:
    """What undo would take back now, a mark or a piece of evidence; None when there is nothing of one's own left."""
    change, piece = desk.work.last_change(assessment, by=by), desk.pieces.last_act(assessment, by=by)
    return _newer(change, piece)


def next_undo_in_sitting(desk: Desk, *, by: str, sitting: str) -> tuple[Change, ...] | PieceAct:
    """What undo would take back in a whole sitting: all changes of one act, or a piece of evidence; () for nothing."""
    change = desk.work.last_in_sitting(sitting, by=by)
    newest = _newer(change, desk.pieces.last_act("", by=by, sitting=sitting))
    if newest is None or isinstance(newest, PieceAct):
        return newest or ()
    return act_of(desk, newest)


def _newer(change: Change | None, piece: PieceAct | None) -> Change | PieceAct | None:
    if change is None or piece is None:
        return change or piece
    if piece.after is not None:
        # Whatever the clock said: it may have been set back between the two.
        return piece if piece.after >= change.id else change
    # A mark goes before a piece of the same second: taps follow one another faster than files are written.
    later = datetime.fromisoformat(piece.at) > datetime.fromisoformat(change.entered_at)
    return piece if later else change


def undo(desk: Desk, *, by: str, assessment: str) -> Change | PieceAct:
    """Takes back one's own newest change, with all else of its act and the evidence that went with it; returns it as it was.

    A piece of evidence that was added is set aside, not destroyed: it can be put back until the work is signed. Raises
    KnownError `nothing-to-undo`, `stopped`, `evidence-too-many` where a piece was taken out, or went to another learner, and its
    place is taken.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        change = next_undo(desk, by=by, assessment=assessment)
        if change is None:
            raise KnownError("nothing-to-undo")
        if isinstance(change, PieceAct):
            _take_piece_back(desk, kept, change, by)
            return change
        _take_act_back(desk, act_of(desk, change), by)
    return change


def undo_in_sitting(desk: Desk, *, by: str, sitting: str) -> tuple[Change, ...] | PieceAct:
    """Takes back one's own newest act in this sitting, whoever's marks or evidence it changed; returns it as it was.

    Raises KnownError `nothing-to-undo`, `stopped`, `evidence-too-many` as `undo` does.
    """
    with desk.transactions.atomic():
        found = next_undo_in_sitting(desk, by=by, sitting=sitting)
        if isinstance(found, PieceAct):
            _take_piece_back(desk, open_assessment(desk, found.assessment, by=by), found, by)
            return found
        if not found:
            raise KnownError("nothing-to-undo")
        _take_act_back(desk, found, by)
    return found


def act_of(desk: Desk, change: Change) -> tuple[Change, ...]:
    """Everything that was changed in the same act."""
    return desk.work.changes_of_act(change.act) if change.act else (change,)


def _take_act_back(desk: Desk, changes: tuple[Change, ...], by: str) -> None:
    for one in changes:
        _take_back(desk, one, by)
    act = changes[0].act
    moves = desk.pieces.moves_of_act(act) if act else ()
    for move in moves:
        # Consent is not asked again: it was theirs before, and while it is not undone it stands with somebody else.
        desk.pieces.take_move_back(move, at=stamp(desk.clock.now()), by=by)
    for work in dict.fromkeys(one.assessment for one in changes) if moves else ():
        require_places(desk, work)


def require_places(desk: Desk, assessment: str) -> None:
    """Raises KnownError `evidence-too-many` where a criterion has more pieces than the form takes."""
    kept = desk.assessments.get(assessment)
    rules = desk.forms.get(kept.form_code, kept.form_version).evidence
    for criterion, kinds in desk.work.pieces(assessment).items():
        require_place(rules, criterion=criterion, there=sum(kinds.values()), more=0)


def _take_piece_back(desk: Desk, kept: Assessment, act: PieceAct, by: str) -> None:
    if act.act == "removed":
        rules = desk.forms.get(kept.form_code, kept.form_version).evidence
        there = sum(desk.work.pieces(kept.id).get(act.criterion, {}).values())
        require_place(rules, criterion=act.criterion, there=there)
    desk.pieces.take_back(act, at=stamp(desk.clock.now()), by=by)
    reopen_if_decided(desk, kept, by=by)


def _take_back(desk: Desk, change: Change, by: str) -> None:
    if change.subject is Subject.ATTEMPT:
        take_back_end(desk, by=by, assessment=change.assessment)
        return
    kept = open_assessment(desk, change.assessment, by=by)
    _require_not_frozen(desk, change)
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


def _require_not_frozen(desk: Desk, change: Change) -> None:
    """Raises KnownError `stopped`: a stop freezes marks and answers, however they would change; notes and readings it does not."""
    old, new = change.old, change.new
    if isinstance(old, OralAnswer) or isinstance(new, OralAnswer):
        require_going_on(desk, change.assessment)
    elif _mark_of(old) != _mark_of(new):
        require_running(desk, change.occasion)


def _mark_of(said: Judgement | OralAnswer | End | None) -> tuple[Mark, bool, str]:
    return (
        (said.mark, said.prompted, said.reason) if isinstance(said, Judgement) else (Mark.NOT_SEEN, False, "")
    )


def _put_back(desk: Desk, change: Change) -> None:
    if isinstance(change.old, Judgement):
        desk.work.put_judgement(change.assessment, change.occasion, change.old)
    elif isinstance(change.old, OralAnswer):
        desk.work.put_oral(change.assessment, change.old)
    elif change.subject is Subject.CRITERION:
        desk.work.remove_judgement(change.occasion, change.about)
    else:
        desk.work.remove_oral(change.assessment, change.about)
