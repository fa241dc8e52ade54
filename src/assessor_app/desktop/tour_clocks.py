"""The stops of the clocks: of tasks in every view, all of them large, the question at the end of a rotation, a learner's page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessor_app.desktop.tour_steps import Guide, Step, Stop, on, room
from assessor_app.domain.timing import ClockAct
from assessor_app.services.board.clocks import act_on_clock, mute
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.clock import Clock
from assessor_app.ui.board.page import BoardPage

_MINUTES = (25, 15, 10)


@dataclass(frozen=True)
class _Earlier:
    """A clock that is behind another: what it times has been running since then."""

    of: Clock
    minutes: int
    boot: str = ""

    def now(self) -> datetime:
        return self.of.now() - timedelta(minutes=self.minutes)

    def elapsed(self) -> int:
        return 0


def clocks(sitting: str) -> Iterator[Stop]:
    """Clocks of three learners, one of them over its time, then the end of the room's."""
    board = room("board", sitting)
    yield Stop(name="board-task-clocks", steps=(_start_tasks(sitting), board, _pick("wall")))
    for view in ("bench", "grid"):
        yield Stop(name=f"board-task-clocks-{view}", steps=(_pick(view),))
    yield Stop(name="board-clocks-large", steps=(_pick("wall"), _ask("large")))
    yield Stop(name="board-rotation", steps=(_start_room(sitting, 15, ago=16), board))
    yield Stop(name="board-rotation-large", steps=(_ask("large"),))
    yield Stop(name="learner-clocks", steps=(_their_page,))
    yield Stop(name="board-muted", steps=(_quiet(sitting), _start_room(sitting, 45, ago=0), board))


def _pick(view: str) -> Step:
    return on(BoardPage, lambda page: page.pick(view))


def _ask(step: str) -> Step:
    return on(BoardPage, lambda page: page.step_requested.emit(step, ""))


def _their_page(guide: Guide) -> None:
    page = guide.window.findChild(BoardPage)
    if page is not None:
        page.step_requested.emit("learner", next(one.id for one in page.view.learners if not one.off))


def _earlier(guide: Guide, minutes: int) -> BoardDesk:
    board = guide.house.device.board
    return replace(board, desk=replace(board.desk, clock=_Earlier(board.desk.clock, minutes)))


def _start_tasks(sitting: str) -> Step:
    def step(guide: Guide) -> None:
        desk = _earlier(guide, 12)
        with desk.desk.transactions.atomic():
            for line, minutes in zip(desk.reads.lines(sitting), _MINUTES, strict=False):
                task = desk.desk.forms.get(*line.form).tasks[0].id
                act_on_clock(
                    desk,
                    by=guide.house.session.by,
                    sitting=sitting,
                    act=ClockAct.START,
                    entry=line.entry.id,
                    task=task,
                    minutes=minutes,
                )

    return step


def _start_room(sitting: str, minutes: int, *, ago: int) -> Step:
    def step(guide: Guide) -> None:
        by = guide.house.session.by
        act_on_clock(_earlier(guide, ago), by=by, sitting=sitting, act=ClockAct.START, minutes=minutes)

    return step


def _quiet(sitting: str) -> Step:
    """No sound, and the clocks of tasks are stopped: what comes after is shown without them."""

    def step(guide: Guide) -> None:
        desk, by = guide.house.device.board, guide.house.session.by
        mute(desk, by=by, sitting=sitting, muted=True)
        for line, _minutes in zip(desk.reads.lines(sitting), _MINUTES, strict=False):
            task = desk.desk.forms.get(*line.form).tasks[0].id
            act_on_clock(desk, by=by, sitting=sitting, act=ClockAct.STOP, entry=line.entry.id, task=task)

    return step
