"""Clocks on the floor: large, muted for a sitting, at hand on every page; and a rotation that marks nobody in another's place."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextLine, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.timing import ClockAct
from assessor_app.services.board.clocks import act_on_clock, mute
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.clocks import LearnerClocks
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.board.hand import Hand
from assessor_app.ui.board.rotating import RoundQuestion
from assessor_app.ui.clocks.dialogs import TaskClockDialog
from assessor_app.ui.clocks.digits import READ_MM, ClockButton, digits_font
from assessor_app.ui.clocks.large import LargeClocks
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.look import Look
from board_room import BoardRoom, board_room
from story import ASSESSOR


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    with board_room(qtbot, tmp_path, look, learners=4, benches=2) as made:
        yield made


def opened(kind: type[Dialog]) -> Dialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def run_out(room: BoardRoom) -> RoundQuestion:
    """The room's clock comes to its end, and no tile moves by that."""
    room.presenter._act(lambda hand: hand.mute(muted=True))
    room.presenter._act(lambda hand: hand.clock("start", 15))
    room.settle()
    question = room.page.findChild(RoundQuestion)
    assert isinstance(question, RoundQuestion)
    assert question.isHidden()
    tall = room.page.look.metrics.mm(READ_MM)
    room.qtbot.waitUntil(lambda: room.page.bar.clock.height() > tall)
    before, same = places(room), 0
    while same < 5:
        room.qtbot.wait(1)
        same = same + 1 if places(room) == before else 0
        before = places(room)
    room.floor.story.clock.pass_by(timedelta(minutes=16))
    room.presenter.clock.tick()
    room.settle()
    room.qtbot.wait(1)
    assert question.isVisible()
    assert places(room) == before, "nothing moves under a finger"
    return question


def places(room: BoardRoom) -> list[QPoint]:
    tiles = [room.page.views.wall.tile(entry.id) for entry in room.entries]
    return [tile.mapTo(room.page, QPoint(0, 0)) for tile in tiles if tile is not None]


def benches(room: BoardRoom) -> list[str]:
    entries = room.floor.story.device.tables.sittings.entries(room.sitting.id)
    return [entry.bench for entry in entries]


def test_at_the_end_it_asks_beside_the_marks_and_a_rotation_marks_nobody_in_anothers_place(
    room: BoardRoom,
) -> None:
    question = run_out(room)
    room.tap(1)
    assert set(room.marks(1)) == {"1.1"}, "marks go on while it asks"
    assert [key for key, way in question.ways.items() if way.isVisible()] == ["bench"]
    room.press(question.ways["bench"])
    assert benches(room) == ["1", "1", "2", "2"], "a finger on its way is not heard"
    room.qtbot.waitUntil(question.later.isEnabled)
    room.page.views.go_to(room.entries[0].id, "1.1")
    room.press(question.ways["bench"])
    assert benches(room) == ["2", "2", "1", "1"]
    assert question.isHidden()
    assert room.page.bar.clock.text().startswith("14:") or room.page.bar.clock.text() == "15:00"
    # Where the first tile lies, somebody else stands now: the first touch says who, and whoever had the focus has it.
    assert room.page.views.here()[0] == room.entries[0].id
    room.tap(3)
    assert room.marks(3) == {}
    room.tap(3)
    assert set(room.marks(3)) == {"1.1"}
    room.press(room.page.foot.undo)
    assert "rotation" in room.page.view.undo
    room.press(room.page.foot.undo)
    assert benches(room) == ["1", "1", "2", "2"]
    room.tap(2)
    assert room.marks(2) == {}, "after an undo too, the first touch shows who stands there"


def test_not_now_is_an_answer_and_a_key_after_a_rotation_says_first_whom_it_would_mark(
    room: BoardRoom,
) -> None:
    question = run_out(room)
    room.qtbot.waitUntil(question.later.isEnabled)
    room.press(question.later)
    room.presenter.clock.tick()
    assert question.isHidden()
    room.page.views.go_to(room.entries[1].id, "1.1")
    room.presenter._act(lambda hand: hand.rotate("bench"))
    room.settle()
    room.type("+")
    assert room.marks(2) == {}
    room.type("+")
    assert set(room.marks(2)) == {"1.1"}


def test_digits_are_12_mm_high_a_touch_shows_all_large_and_no_sound_is_kept_for_the_sitting(
    room: BoardRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(room.presenter.clock.bell, "ring", lambda: rung.append(True))
    look, board = room.page.look, room.floor.story.device.board
    mute(board, by=ASSESSOR, sitting=room.sitting.id, muted=True)
    act_on_clock(board, by=ASSESSOR, sitting=room.sitting.id, act=ClockAct.START, minutes=5)
    act_on_clock(
        board, by=ASSESSOR, sitting=room.sitting.id, act=ClockAct.START, entry=room.entries[2].id, task="T1"
    )
    room.open()
    clock = room.page.bar.clock
    high = look.metrics.mm(READ_MM)
    drawn = QFontMetricsF(digits_font(look, high)).tightBoundingRect("0").height()
    assert drawn >= high - 1
    room.qtbot.waitUntil(lambda: clock.height() > high)
    assert clock.width() > QFontMetricsF(digits_font(look, high)).horizontalAdvance("00:00")
    room.press(clock)
    large = opened(LargeClocks)
    assert isinstance(large, LargeClocks)
    cards = [card for card in large.face.findChildren(type(large.face._room)) if card.isVisible()]
    assert [card.accessibleName() for card in cards] == ["Clock of the room", "3 Learner C3"]
    assert min(card.height() for card in cards) > 2 * high
    large.reject()
    room.floor.story.clock.pass_by(timedelta(minutes=6))
    room.presenter.clock.tick()
    assert rung == []
    room.presenter._act(lambda hand: hand.mute(muted=False))
    room.settle()
    assert not room.presenter.clock.muted


@pytest.mark.parametrize("view", ["bench", "grid"])
def test_a_learners_clock_is_started_and_paused_by_two_touches_at_their_name(
    room: BoardRoom, view: str
) -> None:
    room.page.pick(view)
    table = room.page.views.bench if view == "bench" else room.page.views.grid
    whose = table.cells.learners[0]

    def touch_name() -> TaskClockDialog:
        heads = table.people
        place = heads.sectionViewportPosition(0) + 6
        across = heads.orientation() == Qt.Orientation.Horizontal
        at = QPoint(place, heads.height() // 2) if across else QPoint(6, place)
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
        dialog = opened(TaskClockDialog)
        assert isinstance(dialog, TaskClockDialog)
        assert dialog.whose.key() == whose.id
        return dialog

    touch_name().acts["start"].click()
    room.settle()
    assert table.people._clocks[whose.id].running
    assert room.marks(1) == {}
    touch_name().pause.reasons[0].click()
    room.settle()
    assert not table.people._clocks[whose.id].running
    timings = room.floor.story.device.tables.timings.of_sitting(room.sitting.id)
    assert [(one.entry, one.act, one.reason) for one in timings] == [
        (whose.id, ClockAct.START, ""),
        (whose.id, ClockAct.PAUSE, "Equipment"),
    ]


def test_a_learners_page_has_their_clock_and_the_rooms_and_does_not_ring_twice(
    room: BoardRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, watch = room.floor, room.presenter.clock
    rung: list[bool] = []
    monkeypatch.setattr(watch.bell, "ring", lambda: rung.append(True))
    device, entry = floor.story.device, room.entries[0].id
    work = Hand.begin(device.board, by=ASSESSOR, entry=entry)
    page = AssessPage(room.window.look)
    assessing = AssessingPresenter(page, device.assessing, tasks=floor.tasks, session=floor.session)
    LearnerClocks(
        page, device.board, assessing=assessing, watch=watch, tasks=floor.tasks, session=floor.session
    )
    room.window.add_page("assessing", page)
    act_on_clock(device.board, by=ASSESSOR, sitting=room.sitting.id, act=ClockAct.START, minutes=20)
    assessing.open(work)
    room.window.show_page("assessing")
    room.settle()
    room.settle()
    assert page.header.room_clock.text().startswith(("19:", "20:"))
    assert page.header.clock.clock is None
    room.press(page.header.clock)
    dialog = opened(TaskClockDialog)
    assert isinstance(dialog, TaskClockDialog)
    dialog.minutes.write("10")
    room.press(dialog.acts["start"])
    assert page.header.clock.text().startswith(("9:5", "10:00"))
    floor.story.clock.pass_by(timedelta(minutes=11))
    for _second in range(3):
        watch.tick()
    room.settle()
    assert page.header.clock.text().startswith("+")
    assert rung == [True]
    room.press(page.header.clock)
    dialog = opened(TaskClockDialog)
    assert isinstance(dialog, TaskClockDialog)
    room.press(dialog.acts["stop"])
    assert page.header.clock.clock is None
    acts = [one.act for one in device.tables.timings.of_sitting(room.sitting.id) if one.entry == entry]
    assert acts == [ClockAct.START, ClockAct.END, ClockAct.STOP]


def test_behind_more_the_clock_of_whoever_is_meant_starts_stops_and_marks_nobody(room: BoardRoom) -> None:
    more = room.page.bar.menu
    room.page.views.go_to(room.entries[1].id, "1.1")
    for said in ("Start", "Stop"):
        more.aboutToShow.emit()
        (act,) = [one for one in more.actions() if one.isVisible() and one.text().startswith(said)]
        act.trigger()
        room.settle()
        running = room.page.views.wall.clocks.get(room.entries[1].id)
        assert (running is not None and running.running) is (said == "Start")
    assert room.marks(2) == {}


def over(words: str = "+2:00") -> ClockView:
    return ClockView(words=words, running=True, over=True)


@pytest.mark.parametrize("words", ["+2:00", "❙❙ +3:07:12"])
def test_a_clock_that_is_over_reads_from_the_left_in_every_language(
    look: Look, qtbot: QtBot, qapp: QApplication, words: str
) -> None:
    pictures, before = [], qapp.layoutDirection()
    try:
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            qapp.setLayoutDirection(direction)
            button = ClockButton(look, "Clock", name="Clock")
            qtbot.addWidget(button)
            button.show_clock(over(words))
            button.resize(button.sizeHint())
            pictures.append(button.grab().toImage())
    finally:
        qapp.setLayoutDirection(before)
    assert pictures[0] == pictures[1]
    letters = QFontMetricsF(digits_font(look, look.metrics.mm(READ_MM)))
    digits = words.removeprefix("❙❙ ")
    assert pictures[0].width() > letters.horizontalAdvance(digits), (
        "whole at the height that is read from afar"
    )


def test_in_a_line_from_the_right_the_sign_stays_before_its_digits(look: Look) -> None:
    line = QTextLayout(f"{over().said} · متوقف", look.font("body"))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    line.setTextOption(option)
    line.beginLayout()
    first = line.createLine()
    line.endLayout()
    plus = over().said.index("+")
    assert place_of(first, plus) < place_of(first, plus + 1)


def place_of(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # the stubs know neither that it is a pair nor of what
    return float(found[0])
