"""What the board shows, said from the sitting as it stands on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from assessor_app.domain.assessment import State
from assessor_app.domain.filling import unfillable
from assessor_app.domain.form import Criterion, Form, Task
from assessor_app.domain.marks import How, Judgement
from assessor_app.domain.stations import RoundBack
from assessor_app.domain.stopping import Stoppage
from assessor_app.domain.timing import Moment
from assessor_app.services.assessing.ports import PieceAct
from assessor_app.services.board.fill import Filled
from assessor_app.services.board.paper import Copying
from assessor_app.services.board.ports import Board, BoardLine
from assessor_app.services.board.rounds import rounds_of
from assessor_app.services.board.undoing import Undone
from assessor_app.ui.board.view import BoardView, Cell, CriterionView, LearnerView, StopView
from assessor_app.ui.evidence.view import piece_act_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words, short_day
from assessor_app.wording.floor import left_out_words, stop_word, unfillable_words
from assessor_app.wording.marks import attendance_word, end_word, mark_word
from assessor_app.wording.names import initials


@dataclass(frozen=True, kw_only=True)
class Standpoint:
    """The board as it stands: the form that is shown, every form of the sitting, what undo would take back."""

    board: Board
    form: Form
    forms: tuple[Form, ...]
    moment: Moment
    undo: Undone = ()
    names: dict[str, str] = field(default_factory=dict)
    said: str = ""

    @property
    def now(self) -> datetime:
        """The moment by the wall clock."""
        return self.moment.at


def board_view(at: Standpoint) -> BoardView:
    """The whole board, ready to read."""
    board, form = at.board, at.form
    seats = {seat.bench: (seat.across, seat.down) for seat in board.seats}
    return BoardView(
        sitting=board.sitting.id,
        title=f"{board.sitting.place} · {short_day(board.sitting.date)}",
        forms=tuple((item.ref, f"{item.ref} {item.title}") for item in at.forms),
        form=form.ref,
        learners=tuple(_learner(board, line, form, seats) for line in board.lines),
        criteria=tuple(_criterion(item, form.task_of(item.id)) for item in form.criteria()),
        cells={
            (line.entry.id, criterion): _cell(said)
            for line in board.lines
            if line.form == (form.code, form.version)
            for criterion, said in line.marks.items()
        },
        stops=tuple(
            _stop(stop, board) for stop in board.stops if stop.unsaid or not _ended_with(stop, board)
        ),
        undo=undo_words(at.undo, board),
        undo_covered=undo_words(at.undo, board, covered=True),
        said=at.said,
        rounds=tuple(one.value for one in rounds_of(board.lines)),
    )


def view_with(view: BoardView, at: Standpoint, line: BoardLine) -> BoardView:
    """The board after a touch on one learner: the others stand as they were."""
    entry, form, board = line.entry.id, at.form, at.board
    seats = {seat.bench: (seat.across, seat.down) for seat in board.seats}
    cells = {where: cell for where, cell in view.cells.items() if where[0] != entry}
    cells |= {(entry, criterion): _cell(said) for criterion, said in line.marks.items()}
    learner = _learner(board, line, form, seats)
    return replace(
        view,
        learners=tuple(learner if item.id == entry else item for item in view.learners),
        cells=cells,
        undo=undo_words(at.undo, board),
        undo_covered=undo_words(at.undo, board, covered=True),
        said=at.said,
    )


def copying_words(copying: Copying) -> str:
    """What is copied now."""
    return _("Paper sheet {sheet}, seen at {time}: all that is said now is copied from it.").format(
        sheet=copying.sheet, time=moment_words(copying.observed_at)
    )


def moment_at(now: datetime, said: str) -> datetime:
    """A day and a time, "2026-11-21 16:40", or a time of today, "10:05", as a moment with this computer's offset."""
    day, _space, clock = said.rpartition(" ")
    hours, minutes = (int(part) for part in clock.split(":"))
    on = date.fromisoformat(day) if day else now.date()
    return datetime.combine(on, time(hours, minutes), tzinfo=now.tzinfo)


def undo_words(changes: Undone, board: Board, *, covered: bool = False) -> str:
    """What undo would take back: "Undo 17 Amina 2.3 met", "Undo fill 2.3 (14)", "Undo 17 Amina 2.3 photo"; no name while they are `covered`."""
    if isinstance(changes, RoundBack):
        return _("Undo rotation ({count})").format(count=len(changes.moves))
    lines = {line.entry.assessment: line for line in board.lines}
    if isinstance(changes, PieceAct):
        line = lines.get(changes.assessment)
        whose = _whose(line, covered=covered)
        what = [
            part for part in (*whose, changes.criterion, piece_act_word(changes.kind, changes.act)) if part
        ]
        return _("Undo {what}").format(what=" ".join(what))
    if not changes:
        return ""
    first, count = changes[0], len(changes)
    if first.how is How.FILL and count > 1:
        return _("Undo fill {criterion} ({count})").format(criterion=first.about, count=count)
    if first.how is How.MOVED:
        bibs = [
            lines[item].entry.bib for item in dict.fromkeys(c.assessment for c in changes) if item in lines
        ]
        return _("Undo moving marks {bibs}").format(bibs=" ↔ ".join(bibs))
    line = lines.get(first.assessment)
    parts = [*_whose(line, covered=covered), first.about]
    if isinstance(first.new, Judgement):
        parts.append(mark_word(first.new.mark))
    return _("Undo {what}").format(what=" ".join(parts))


def _whose(line: BoardLine | None, *, covered: bool) -> list[str]:
    if line is None:
        return []
    return [line.entry.bib] if covered and line.entry.bib else [line.entry.bib, line.name.split()[0]]


def filled_words(done: Filled, bibs: Mapping[str, str]) -> str:
    """What a fill did, and who was left out and why; `bibs` by entry."""
    count = len(done.filled)
    said = ngettext("{criterion}: {count} filled.", "{criterion}: {count} filled.", count).format(
        criterion=done.criterion, count=count
    )
    kinds = list(dict.fromkeys(why for _entry, why in done.left))
    left = []
    for kind in kinds:
        whom = [entry for entry, why in done.left if why is kind]
        worn = ", ".join(bibs[entry] for entry in whom if bibs.get(entry))
        words = left_out_words(kind, len(whom))
        left.append(f"{words} ({worn})" if worn else words)
    if not left:
        return said
    return f"{said} {_('Left out: {whom}.').format(whom=', '.join(left))}"


def off_words(board: Board, line: BoardLine, form: Form) -> str:
    """Why nothing can be marked for a learner, in a word or two; empty for those who can be."""
    if line.form != (form.code, form.version):
        return line.entry.form_code
    if line.state is State.FINALISED:
        return _("signed")
    if line.state is State.DECIDED:
        # A touch in passing takes no decision back: that is done on the learner's own page.
        return _("decided")
    if line.end is not None and line.ended:
        return end_word(line.end)
    if not line.here:
        return attendance_word(line.entry.attendance)
    return _("stopped") if board.stopped(line.entry.id) else ""


def _learner(
    board: Board,
    line: BoardLine,
    form: Form,
    seats: dict[str, tuple[int, int]],
) -> LearnerView:
    entry = line.entry
    return LearnerView(
        id=entry.id,
        bib=entry.bib,
        name=line.name,
        initials=initials(line.name),
        number=line.number,
        bench=entry.bench,
        off=off_words(board, line, form),
        seat=seats.get(entry.bench) if entry.bench else None,
        task=entry.task if line.form == (form.code, form.version) else "",
    )


def _criterion(criterion: Criterion, task: Task) -> CriterionView:
    wants = []
    if criterion.note:
        wants.append(_("wants a note"))
    if criterion.photo:
        wants.append(_("wants a photo"))
    if criterion.readings:
        wants.append(_("wants a reading"))
    why = unfillable(criterion)
    return CriterionView(
        id=criterion.id,
        text=criterion.text,
        benchmark=criterion.benchmark,
        task=task.id,
        task_words=task.title,
        critical=criterion.critical,
        wants=", ".join(wants),
        not_filled=unfillable_words(why) if why else "",
    )


def _cell(said: Judgement) -> Cell:
    notes = []
    if said.prompted:
        notes.append(_("prompted"))
    if said.how is How.FILL:
        notes.append(_("filled"))
    if said.how is How.PAPER:
        notes.append(_("paper"))
    return Cell(mark=said.mark.value, prompted=said.prompted, note=" · ".join(notes))


def _ended_with(stop: Stoppage, board: Board) -> bool:
    """Whether the attempt of the learner who was stopped ended there: nothing waits to go on."""
    lines = [line for line in board.lines if stop.entry and line.entry.id == stop.entry]
    return any(line.ended or line.state is State.FINALISED for line in lines)


def _stop(stop: Stoppage, board: Board) -> StopView:
    line = next((line for line in board.lines if line.entry.id == stop.entry), None)
    whom = f"{line.entry.bib} {line.name}" if line else _("The whole room")
    stopped = _("Stopped at {time}").format(time=stop.at[11:16])
    why = [stop_word(stop.why)] if stop.why is not None else []
    return StopView(
        id=stop.id,
        words=" · ".join([stopped, whom, *why]),
        covered=" · ".join([stopped, line.entry.bib or whom if line else whom, *why]),
        said=stop.why is not None,
        entry=stop.entry,
        why=stop.why.value if stop.why else "",
        told=stop.told,
        note=stop.note,
    )
