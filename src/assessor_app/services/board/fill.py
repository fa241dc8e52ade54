"""Fill: one criterion met by all who may be filled, in one act with one undo."""

import secrets
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.filling import LeftOut, left_out, unfillable
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.sitting import Method
from assessor_app.services.assessing.start import old_enough
from assessor_app.services.board.desk import BoardDesk, look
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.ports import Board, BoardLine


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What a fill did: ids of entries filled, and why others were left out."""

    criterion: str
    filled: tuple[str, ...]
    left: tuple[tuple[str, LeftOut], ...]


def fill(desk: BoardDesk, *, by: str, sitting: str, form: tuple[str, str], criterion: str) -> Filled:
    """Marks a criterion *met* for everybody who may be filled; the marks say that they were filled.

    Raises KnownError: `not-filled` with why the criterion is marked one by one, and what `mark` raises.
    """
    kept = desk.desk.forms.get(*form)
    why = unfillable(kept.criterion(criterion))
    if why is not None:
        raise KnownError("not-filled", criterion=criterion, why=why.value)
    act = secrets.token_hex(16)
    with desk.desk.transactions.atomic():
        left = leaving_out(desk, look(desk, sitting), kept, criterion)
        chosen = tuple(entry for entry, reason in left if reason is None)
        for entry in chosen:
            mark_entry(
                desk.desk, by=by, entry=entry, criterion=criterion, mark_as=Mark.MET, how=How.FILL, act=act
            )
    return Filled(
        criterion=criterion,
        filled=chosen,
        left=tuple((entry, reason) for entry, reason in left if reason is not None),
    )


def leaving_out(
    desk: BoardDesk, board: Board, form: Form, criterion: str
) -> tuple[tuple[str, LeftOut | None], ...]:
    """Every entry of a sitting with why it would be left out of a fill; None for those who would be filled."""
    return tuple((line.entry.id, _why(desk, board, form, criterion, line)) for line in board.lines)


def _why(desk: BoardDesk, board: Board, form: Form, criterion: str, line: BoardLine) -> LeftOut | None:
    said = line.marks.get(criterion)
    return left_out(
        here=line.here,
        same_form=line.form == (form.code, form.version),
        observed=line.entry.method is Method.OBSERVATION,
        at_task=line.entry.task in {"", form.task_of(criterion).id},
        stopped=board.stopped(line.entry.id),
        of_age=line.state is not None or old_enough(desk.desk, line.entry, form),
        ended=line.ended,
        state=line.state,
        touched=said is not None and said.touched,
    )
