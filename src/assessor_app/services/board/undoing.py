"""Undo at the board: marks and evidence as ever, and a rotation."""

from datetime import datetime

from assessor_app.domain.people import Role, require_role
from assessor_app.domain.stations import RoundBack
from assessor_app.services.assessing.ports import Change, PieceAct
from assessor_app.services.assessing.undo import next_undo_in_sitting, undo_in_sitting
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.rounds import round_to_undo, take_round_back

Undone = tuple[Change, ...] | PieceAct | RoundBack


def next_undo_at_board(desk: BoardDesk, *, by: str, sitting: str) -> Undone:
    """What undo would take back in a sitting, one's own newest act; () for nothing. A mark goes before a rotation of its second."""
    found = next_undo_in_sitting(desk.desk, by=by, sitting=sitting)
    back = round_to_undo(desk, by=by, sitting=sitting)
    if back is None or not found:
        return back or found
    newest = found.at if isinstance(found, PieceAct) else found[0].entered_at
    return back if datetime.fromisoformat(back.at) > datetime.fromisoformat(newest) else found


def undo_at_board(desk: BoardDesk, *, by: str, sitting: str) -> Undone:
    """Takes back one's own newest act in this sitting, and returns it as it was.

    Raises KnownError `nothing-to-undo`, `evidence-too-many` as `undo_in_sitting` does.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        found = next_undo_at_board(desk, by=by, sitting=sitting)
        if isinstance(found, RoundBack):
            take_round_back(desk, found, by=by)
            return found
        return undo_in_sitting(desk.desk, by=by, sitting=sitting)
