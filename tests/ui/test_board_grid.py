"""The Grid is paged by bench: buttons, keys and the number pad lead from one bench to the next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from assessor_app.ui.board.grid import Grid
from assessor_app.ui.board.leaves import HOLDS
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import LIGHT
from board_room import BoardRoom, board_room

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    """Six learners at three benches, two at each."""
    with board_room(qtbot, tmp_path, look, learners=6, benches=3) as made:
        made.page.pick("grid")
        yield made


def bibs(room: BoardRoom) -> list[str]:
    return [item.bib for item in room.page.views.grid.cells.learners]


def named(room: BoardRoom) -> str:
    """What stands between the buttons; the place never parts from its number."""
    words = room.page.views.front().pager.words.text()
    assert words.rpartition("· ")[2].count(HOLDS) == 2
    return words.replace(HOLDS, " ")


def test_a_page_is_a_bench_with_its_name_and_the_head_of_criteria(room: BoardRoom) -> None:
    grid, pager = room.page.views.grid, room.page.views.front().pager
    assert pager.isVisible()
    for number in range(1, 4):
        assert named(room) == f"Bench {number} · {number} of 3"
        assert bibs(room) == [str(2 * number - 1), str(2 * number)]
        heads = [grid.cells.headerData(at, Qt.Orientation.Horizontal) for at in range(12)]
        assert [str(head).split()[0] for head in heads] == [item.id for item in room.form.criteria()]
        assert grid.horizontalHeader().isVisible()
        assert grid.verticalScrollBar().maximum() == 0
        assert pager.back.isEnabled() is (number > 1)
        assert pager.on.isEnabled() is (number < 3)
        if number < 3:
            room.press(pager.on)


def test_the_buttons_stay_under_the_finger(room: BoardRoom) -> None:
    pager = room.page.views.front().pager
    first = replace(room.page.view.learners[0], bench="Welding bay")
    room.page.show_data(replace(room.page.view, learners=(first, *room.page.view.learners[1:])))
    room.window.grab()
    places = set()
    for _ in range(3):
        places.add((pager.on.pos().x(), pager.back.pos().x(), pager.width()))
        room.press(pager.on)
        room.window.grab()
    assert len(places) == 1


def test_keys_turn_the_pages_and_the_first_learner_there_is_named(room: BoardRoom) -> None:
    room.key(Qt.Key.Key_PageDown, CTRL)
    assert bibs(room) == ["3", "4"]
    assert room.who() == "3 Learner C3"
    assert room.page.views.here()[0] == room.entries[2].id
    room.key(Qt.Key.Key_PageUp, CTRL)
    assert bibs(room) == ["1", "2"]
    # Without Ctrl it is the criterion that changes, and the learner stays.
    room.key(Qt.Key.Key_PageDown)
    assert bibs(room) == ["1", "2"]
    assert room.page.showing.criterion == room.form.criteria()[1].id


def test_down_from_the_last_learner_is_the_next_bench(room: BoardRoom) -> None:
    room.page.views.go_to(room.entries[1].id, "2.1")
    room.key(Qt.Key.Key_Down)
    assert bibs(room) == ["3", "4"]
    assert room.page.views.here() == (room.entries[2].id, "2.1")
    assert room.who() == "3 Learner C3"
    room.key(Qt.Key.Key_Up)
    assert room.page.views.here() == (room.entries[1].id, "2.1")
    room.page.views.go_to(room.entries[5].id, "2.1")
    room.key(Qt.Key.Key_Down)
    assert room.page.views.here() == (room.entries[5].id, "2.1")


def test_marks_by_key_go_on_to_the_next_bench(room: BoardRoom) -> None:
    room.page.views.go_to(room.entries[0].id, "1.1")
    for number in range(1, 7):
        assert room.who() == f"{number} Learner {chr(64 + number)}{number}"
        assert str(number) in bibs(room)
        room.type("+")
    assert all(set(room.marks(bib)) == {"1.1"} for bib in range(1, 7))


def test_the_number_pad_finds_whoever_is_at_another_bench(room: BoardRoom) -> None:
    room.type("5")
    room.key(Qt.Key.Key_Return)
    assert bibs(room) == ["5", "6"]
    assert room.page.views.here()[0] == room.entries[4].id
    room.type("2-")
    assert room.marks(2)["1.1"].mark == "not-met"
    # On to the next after the one who was marked, who stands at the next bench.
    assert bibs(room) == ["3", "4"]
    assert room.who() == "3 Learner C3"


def test_an_undo_brings_its_page(room: BoardRoom) -> None:
    grid = room.page.views.grid
    room.tap_cell(grid, 1, "1.1")
    room.press(room.page.views.front().pager.on)
    room.press(room.page.views.front().pager.on)
    room.press(room.page.foot.undo)
    assert bibs(room) == ["1", "2"]
    assert room.who() == "1 Learner A1"


def test_marking_never_turns_a_page_under_the_finger(room: BoardRoom) -> None:
    grid = room.page.views.grid
    for criterion in room.form.criteria():
        room.tap_cell(grid, 1, criterion.id)
        room.tap_cell(grid, 2, criterion.id)
    assert bibs(room) == ["1", "2"]


def test_by_number_and_name_as_many_as_fit(room: BoardRoom) -> None:
    room.page.choose(replace(room.page.showing, sort="number"))
    assert bibs(room) == ["1", "2", "3", "4", "5", "6"]
    assert not room.page.views.front().pager.isVisible()
    room.window.resize(1366, 500)
    room.window.grab()
    assert room.page.views.front().pager.isVisible()
    shown = len(bibs(room))
    assert named(room).startswith(f"1–{shown} · 1 of ")


def test_a_smaller_window_keeps_whoever_has_the_focus(room: BoardRoom) -> None:
    room.page.choose(replace(room.page.showing, sort="number"))
    room.page.views.go_to(room.entries[4].id, "2.1")
    room.window.resize(1366, 460)
    room.window.grab()
    assert "5" in bibs(room)
    assert len(bibs(room)) < 6
    assert room.page.views.here() == (room.entries[4].id, "2.1")


def test_a_page_follows_whoever_has_the_focus_to_another_bench(room: BoardRoom) -> None:
    assert room.who() == "1 Learner A1"
    moved = replace(room.page.view.learners[0], bench="3")
    room.page.show_data(replace(room.page.view, learners=(moved, *room.page.view.learners[1:])))
    assert bibs(room) == ["1", "5", "6"]
    assert named(room) == "Bench 3 · 3 of 3"
    assert room.page.views.here()[0] == room.entries[0].id


def test_the_bench_view_goes_to_a_learner_of_another_bench(room: BoardRoom) -> None:
    room.page.pick("bench")
    room.type("6")
    room.key(Qt.Key.Key_Return)
    assert room.who() == "6 Learner F6"
    assert named(room) == "Bench 3 · 3 of 3"
    room.key(Qt.Key.Key_PageUp, CTRL)
    assert named(room) == "Bench 2 · 2 of 3"


@pytest.mark.parametrize("metrics", [Metrics(gloves=True), Metrics(text_scale=2.0)], ids=["gloves", "large"])
def test_pages_hold_what_fits(qtbot: QtBot, metrics: Metrics, room: BoardRoom) -> None:
    grid = Grid(Look(tokens=LIGHT, metrics=metrics))
    qtbot.addWidget(grid)
    grid.resize(1000, 360)
    grid.show()
    view = replace(
        room.page.view, learners=tuple(replace(item, bench="") for item in room.page.view.learners)
    )
    grid.show_board(view, room.page.showing)
    grid.grab()
    assert grid.size() == QSize(1000, 360)
    names = grid.pages().names
    assert len(names) > 1
    seen = []
    for _ in names:
        assert grid.verticalScrollBar().maximum() == 0
        seen += [item.bib for item in grid.cells.learners]
        grid.turn(1)
    assert seen == ["1", "2", "3", "4", "5", "6"]
