"""The stops of the board: its three views, a brush, a fill, a stop, and what it asks."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_clocks import clocks
from assessor_app.desktop.tour_steps import Step, Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.ui.board.page import BoardPage

ASKED = ("clock", "timer", "move", "tasks", "seats", "paper")


def board(device: Device) -> Iterator[Stop]:
    """The board of the newest sitting that is open."""
    open_ones = [listed.sitting for listed in device.tables.sittings.recent() if not listed.sitting.closed_at]
    for sitting in open_ones[:1]:
        here = room("board", sitting.id)
        yield Stop(name="board-wall", steps=(sign_in(member(device, Role.ASSESSOR, last=True)), here))
        yield Stop(name="board-touched", steps=(_touch(0), _touch(1)))
        yield Stop(name="board-critical", steps=(on(BoardPage, _watch_critical),))
        yield Stop(name="board-covered", steps=(on(BoardPage, lambda page: page.bar.cover.trigger()),))
        yield Stop(name="board-named", steps=(on(BoardPage, lambda page: page.bar.cover.trigger()),))
        yield Stop(name="board-grid", steps=(on(BoardPage, partial(_view, which="grid")),))
        yield Stop(name="board-bench", steps=(on(BoardPage, partial(_view, which="bench")),))
        for step in ASKED:
            ask = on(BoardPage, partial(_ask, step=step))
            yield Stop(name=f"board-{step}", steps=(here, ask))
        yield from clocks(sitting.id)
        yield Stop(name="board-not-applicable", steps=(here, on(BoardPage, _does_not_apply)))
        yield Stop(name="board-stopped", steps=(here, on(BoardPage, lambda page: page.bar.stop.click())))
        yield Stop(name="board-stands", steps=(here,))
        yield Stop(name="sitting-stopped", steps=(room("sitting", sitting.id),))


def _touch(number: int) -> Step:
    def step(page: BoardPage) -> None:
        free = [item.id for item in page.view.learners if not item.off]
        for entry in free[number : number + 1]:
            # The tour points at nobody first: one touch, one mark.
            page.hands.guard.known()
            page.views.wall.touched.emit(entry)

    return on(BoardPage, step)


def _watch_critical(page: BoardPage) -> None:
    for criterion in [item.id for item in page.view.criteria if item.critical][:1]:
        page.watch(criterion)


def _does_not_apply(page: BoardPage) -> None:
    for learner in [one for one in page.view.learners if not one.off][:1]:
        page.mark_requested.emit(learner.id, page.showing.criterion, "not-applicable", "tap")


def _view(page: BoardPage, *, which: str) -> None:
    page.pick(which)


def _ask(page: BoardPage, *, step: str) -> None:
    page.step_requested.emit(step, "")
