"""What a group of twenty costs: real widgets, real touches, counted; and nobody marked in another's place.

20 learners × 12 criteria, 4 of them critical, 24 exceptions. The honest minimum on the Wall, where every critical
criterion is marked one by one, is 80 touches for those, 8 fills, 16 exceptions of the rest and 11 × *next*: 115, not
counting the brush. A brush falls back after each learner, so that every exception costs one touch more. On the Grid it
is 104: nobody needs *next*. Its pages, a bench each, cost one touch for each turn where no key turns them.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor_app.domain.marks import Mark
from assessor_app.ui.theme.look import Look
from board_room import BoardRoom, board_room

LEARNERS, EXCEPTIONS = 20, 24
HONEST_MINIMUM, GRID_MINIMUM = 115, 104
SEED = 2031


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    with board_room(qtbot, tmp_path, look, learners=LEARNERS) as made:
        yield made


def exceptions(room: BoardRoom) -> set[tuple[int, str]]:
    """24 cells that are not met: two on every criterion, as the shares of critical and other criteria give."""
    dice = random.Random(SEED)  # noqa: S311 - the same group every time
    return {
        (bib, criterion.id)
        for criterion in room.form.criteria()
        for bib in dice.sample(range(1, LEARNERS + 1), EXCEPTIONS // len(room.form.criteria()))
    }


def wrong(room: BoardRoom, wanted: set[tuple[int, str]]) -> int:
    """How many marks are not as the group performed."""
    found = 0
    for bib in range(1, LEARNERS + 1):
        marks = room.marks(bib)
        for criterion in room.form.criteria():
            meant = Mark.NOT_MET if (bib, criterion.id) in wanted else Mark.MET
            said = marks.get(criterion.id)
            found += said is None or said.mark is not meant
    return found


def test_on_the_wall(room: BoardRoom, tell: Callable[[str], None]) -> None:
    wanted = exceptions(room)
    brushes = 0
    for number, criterion in enumerate(room.form.criteria()):
        if number:
            room.press(room.page.foot.next)
        for bib in range(1, LEARNERS + 1):
            failed = (bib, criterion.id) in wanted
            if failed:
                room.brush("not-met")
                brushes += 1
            if failed or criterion.critical:
                room.tap(bib)
        if not criterion.critical:
            room.press(room.page.foot.fill)
    tell(f"Wall: {room.taps} taps ({brushes} for the brush), wrong marks: {wrong(room, wanted)}")
    assert wrong(room, wanted) == 0
    assert room.taps == HONEST_MINIMUM + EXCEPTIONS
    filled = [
        said for bib in range(1, LEARNERS + 1) for said in room.marks(bib).values() if said.how == "fill"
    ]
    assert len(filled) == LEARNERS * 8 - 16


def through_the_grid(room: BoardRoom, wanted: set[tuple[int, str]], turn: Callable[[], None]) -> None:
    """Bench by bench, and on each criterion by criterion; a criterion is filled after the last of its exceptions."""
    grid = room.page.views.grid
    left = {
        criterion.id: {bib for bib, about in wanted if about == criterion.id}
        for criterion in room.form.criteria()
    }
    for number in range(len(grid.pages().names)):
        if number:
            turn()
        bibs = [int(item.bib) for item in grid.cells.learners]
        for criterion in room.form.criteria():
            for bib in bibs:
                failed = (bib, criterion.id) in wanted
                if failed:
                    room.brush("not-met")
                if failed or criterion.critical:
                    room.tap_cell(grid, bib, criterion.id)
            last = left[criterion.id] and left[criterion.id] <= set(bibs)
            left[criterion.id] -= set(bibs)
            if last and not criterion.critical:
                # Its exceptions were touched: it is the one that is watched.
                assert room.page.showing.criterion == criterion.id
                room.press(room.page.foot.fill)


@pytest.mark.parametrize("benches", [0, 6])
def test_on_the_grid_by_pointer_alone(
    qtbot: QtBot, tmp_path: Path, look: Look, tell: Callable[[str], None], benches: int
) -> None:
    with board_room(qtbot, tmp_path, look, learners=LEARNERS, benches=benches) as room:
        wanted = exceptions(room)
        room.page.pick("grid")
        room.settle()
        pages = len(room.page.views.grid.pages().names)
        through_the_grid(room, wanted, turn=lambda: room.press(room.page.views.front().pager.on))
        tell(
            f"Grid, {benches or 'no'} benches: {room.taps} taps ({EXCEPTIONS} for the brush, {pages - 1} for the "
            f"pages), wrong marks: {wrong(room, wanted)}"
        )
        assert wrong(room, wanted) == 0
        assert pages == (benches or 3)
        assert room.taps == GRID_MINIMUM + EXCEPTIONS + pages - 1


def test_on_the_grid_with_a_hand_on_the_keyboard(
    qtbot: QtBot, tmp_path: Path, look: Look, tell: Callable[[str], None]
) -> None:
    """The desk's view: the pages turn by a key, and every touch is a mark."""
    with board_room(qtbot, tmp_path, look, learners=LEARNERS, benches=6) as room:
        wanted = exceptions(room)
        room.page.pick("grid")
        room.settle()
        onwards = Qt.KeyboardModifier.ControlModifier
        through_the_grid(room, wanted, turn=lambda: room.key(Qt.Key.Key_PageDown, onwards))
        tell(
            f"Grid, 6 benches: {room.taps} taps ({EXCEPTIONS} for the brush) and {room.keys} keys for the pages, "
            f"wrong marks: {wrong(room, wanted)}"
        )
        assert wrong(room, wanted) == 0
        assert room.taps == GRID_MINIMUM + EXCEPTIONS
        assert room.keys == 5


def test_by_keys(room: BoardRoom, tell: Callable[[str], None]) -> None:
    wanted = exceptions(room)
    for criterion in room.form.criteria():
        if criterion.critical:
            room.page.views.go_to(room.entries[0].id, criterion.id)
            for bib in range(1, LEARNERS + 1):
                assert room.who().startswith(f"{bib} ")
                room.type("-" if (bib, criterion.id) in wanted else "+")
        else:
            for bib in sorted(bib for bib, about in wanted if about == criterion.id):
                room.type(f"{bib}-")
            room.key(Qt.Key.Key_F9)
        room.key(Qt.Key.Key_PageDown)
    tell(f"Keys: {room.keys} keys, wrong marks: {wrong(room, wanted)}")
    assert wrong(room, wanted) == 0
    assert room.taps == 0


def test_any_mark_is_two_taps_away(room: BoardRoom) -> None:
    """Any learner, any criterion, from looking up: the bib typed brings their page; a brush, and the cell."""
    room.page.pick("grid")
    dice = random.Random(SEED)  # noqa: S311 - the same cells every time
    for _ in range(10):
        bib, criterion = dice.randint(1, LEARNERS), dice.choice(room.form.criteria()).id
        room.type(str(bib))
        room.key(Qt.Key.Key_Return)
        before = room.taps
        room.brush("not-met")
        room.tap_cell(room.page.views.grid, bib, criterion)
        assert room.taps - before <= 2
        assert room.marks(bib)[criterion].mark is Mark.NOT_MET
