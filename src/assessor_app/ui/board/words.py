"""What the board shows, said from the sitting as it stands on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assessor_app.domain.assessment import State
from assessor_app.domain.filling import unfillable
from assessor_app.domain.form import Criterion, Form, Task
from assessor_app.domain.marks import How, Judgement
from assessor_app.domain.stopping import Stoppage
from assessor_app.domain.timing import ClockFace, faces
from assessor_app.services.assessing.ports import Change, PieceAct
from assessor_app.services.board.fill import Filled
from assessor_app.services.board.paper import Copying
from assessor_app.services.board.ports import Board, BoardLine
from assessor_app.ui.board.view import BoardView, Cell, ClockView, CriterionView, LearnerView, StopView
from assessor_app.ui.evidence.view import piece_act_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import short_day
from assessor_app.wording.floor import left_out_words, stop_word, unfillable_words
from assessor_app.wording.marks import attendance_word, end_word, mark_word
from assessor_app.wording.names import initials

_MINUTE = 60
ROOM = ("", "")


@dataclass(frozen=True, kw_only=True)
class Standpoint:
    """The board as it stands: the form that is shown, every form of the sitting, what undo would take back."""

    board: Board
    form: Form
    forms: tuple[Form, ...]
    now: datetime
    undo: tuple[Change, ...] | PieceAct = ()
    names: dict[str, str] = field(default_factory=dict)
    said: str = ""


def board_view(at: Standpoint) -> BoardView:
    """The whole board, ready to read."""
    board, form = at.board, at.form
    seats = {seat.bench: (seat.across, seat.down) for seat in board.seats}
    room = faces(board.timings, now=at.now).get(ROOM)
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
        stops=tuple(_stop(stop, board) for stop in board.stops if not _ended_with(stop, board)),
        clock=clock_view(room) if room else None,
        undo=undo_words(at.undo, board),
        said=at.said,
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
        said=at.said,
    )


def clock_view(face: ClockFace) -> ClockView:
    """A clock: what is left where it has a limit, else what it ran."""
    over = face.left is not None and face.left < 0
    words = minutes_words(abs(face.left) if face.left is not None else face.seconds)
    if over:
        words = f"+{words}"
    if not face.running:
        words = f"❙❙ {words}"
    return ClockView(words=words, running=face.running, over=over, reason=face.reason)


def learner_clocks(found: Mapping[tuple[str, str], ClockFace]) -> dict[str, ClockView]:
    """The clock that each learner's tile shows, by entry: one that runs before one that is paused."""
    paused_first = sorted(found.items(), key=lambda item: item[1].running)
    return {entry: clock_view(face) for (entry, _task), face in paused_first if entry}


def copying_words(copying: Copying) -> str:
    """What is copied now."""
    return _("Copying paper sheet {sheet}, seen at {time}: every mark says so.").format(
        sheet=copying.sheet, time=copying.observed_at[11:16]
    )


def today_at(now: datetime, clock: str) -> datetime:
    """A time of today, "10:05", as a moment with its offset."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return now.replace(hour=hours, minute=minutes, second=0, microsecond=0)


def minutes_words(seconds: int) -> str:
    """Seconds as minutes and seconds: 12:05."""
    return f"{seconds // _MINUTE}:{seconds % _MINUTE:02d}"


def undo_words(changes: tuple[Change, ...] | PieceAct, board: Board) -> str:
    """What undo would take back: "Undo 17 Amina 2.3 met", "Undo fill 2.3 (14)", "Undo 17 Amina 2.3 photo"."""
    lines = {line.entry.assessment: line for line in board.lines}
    if isinstance(changes, PieceAct):
        line = lines.get(changes.assessment)
        whose = [line.entry.bib, line.name.split()[0]] if line else []
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
    parts = [line.entry.bib, line.name.split()[0]] if line else []
    parts.append(first.about)
    if isinstance(first.new, Judgement):
        parts.append(mark_word(first.new.mark))
    return _("Undo {what}").format(what=" ".join(parts))


def filled_words(done: Filled) -> str:
    """What a fill did, and who was left out."""
    count = len(done.filled)
    said = ngettext("{criterion}: {count} filled.", "{criterion}: {count} filled.", count).format(
        criterion=done.criterion, count=count
    )
    kinds = list(dict.fromkeys(why for _entry, why in done.left))
    left = [left_out_words(kind, sum(why is kind for _entry, why in done.left)) for kind in kinds]
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
    parts = [_("Stopped at {time}").format(time=stop.at[11:16]), whom]
    if stop.why is not None:
        parts.append(stop_word(stop.why))
    return StopView(
        id=stop.id,
        words=" · ".join(parts),
        said=stop.why is not None,
        entry=stop.entry,
        why=stop.why.value if stop.why else "",
        told=stop.told,
        note=stop.note,
    )
