"""The learner at the board is not lost: by another view, by what is asked about them, by a refusal, by a message."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.domain.stopping import StopWhy
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.services.evidence.capture import capture
from assessor_app.services.sittings.attend import place_entry, set_attendance
from assessor_app.services.sittings.open import add_entry
from assessor_app.ui.board.dialogs import MoveDialog
from assessor_app.ui.board.tile import Tile
from assessor_app.ui.board.views import VIEWS
from assessor_app.ui.frame.trouble import beside
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.look import Look
from board_room import BoardRoom, board_room
from story import ASSESSOR, PINS


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    with board_room(qtbot, tmp_path, look, learners=14) as made:
        yield made


def moving(room: BoardRoom) -> MoveDialog:
    """The dialog, asked for behind *more*."""
    room.page.bar.step_asked.emit("move")
    room.settle()
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, MoveDialog) and one.isVisible()
    )


def told(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("which", ["bench", "grid"])
def test_another_view_stays_with_the_learner(room: BoardRoom, which: str) -> None:
    room.page.watch("1.2")
    room.tap(9)
    button = room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index(which)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    # A finger leaves the focus on the button that it pressed.
    button.setFocus()
    room.settle()
    assert room.page.views.here() == (room.entries[8].id, "1.2")
    room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index("wall")].setFocus()
    QTest.mouseClick(
        room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index("wall")], Qt.MouseButton.LeftButton
    )
    room.settle()
    assert room.page.views.here() == (room.entries[8].id, "1.2")


def test_marks_move_from_the_learner_who_is_meant_and_nobody_is_guessed(room: BoardRoom) -> None:
    room.tap(7)
    room.page.bar.more.setFocus()
    dialog = moving(room)
    assert dialog.source.key() == room.entries[6].id
    assert dialog.target.key() == ""
    assert not dialog.go.isEnabled()
    dialog.target.choose(room.entries[6].id)
    assert not dialog.go.isEnabled(), "one and the same learner"
    dialog.target.choose(room.entries[2].id)
    room.settle()
    dialog.go.click()
    room.settle()
    assert set(room.marks(3)) == {"1.1"}


def test_a_refusal_names_whom_and_keeps_what_was_chosen(room: BoardRoom) -> None:
    room.tap(7)
    device = room.floor.story.device
    stop(device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[1].id)
    dialog = moving(room)
    dialog.target.choose(room.entries[1].id)
    dialog.what.choose("task")
    dialog.swap.setChecked(True)
    room.settle()
    assert not dialog.go.isEnabled(), "said before anybody tries"
    assert any(words.startswith("Learner B2: Work is stopped") for words in told(dialog)), told(dialog)
    assert (dialog.target.key(), dialog.what.current(), dialog.swap.isChecked()) == (
        room.entries[1].id,
        "task",
        True,
    )
    dialog.target.choose(room.entries[2].id)
    room.settle()
    dialog.go.click()
    room.settle()
    assert set(room.marks(3)) == {"1.1"}


def test_what_a_move_would_do_is_said_before_it_is_done(room: BoardRoom) -> None:
    room.tap(7)
    device = room.floor.story.device
    line = device.board.reads.line(room.entries[6].id)
    capture(
        evidence_desk(device),
        by=ASSESSOR,
        assessment=line.entry.assessment,
        occasion=line.occasion,
        criterion="1.1",
        source=io.BytesIO(b"a list"),
    )
    dialog = moving(room)
    dialog.target.choose(room.entries[1].id)
    assert not dialog.go.isEnabled()
    room.settle()
    assert dialog.go.isEnabled()
    assert dialog.foreseen.text() == "Changes hands: 1 mark.\nEvidence goes along: File 1.1."
    dialog.what.choose("since")
    dialog.since.write("later")
    room.settle()
    assert dialog.foreseen.isHidden()
    dialog.go.click()
    assert dialog.isVisible(), "a time is written as a time"
    dialog.what.choose("all")
    room.settle()
    dialog.go.click()
    room.settle()
    assert room.page.view.said == "1 mark changed hands. 1 piece of evidence went along."
    room.press(room.page.foot.undo)
    assert set(room.marks(7)) == {"1.1"}
    assert len(device.tables.evidence.of_assessment(line.entry.assessment)) == 1


@pytest.mark.parametrize("size", [(1366, 768), (800, 1280), (1024, 768)])
def test_a_message_never_lies_over_stop(room: BoardRoom, size: tuple[int, int]) -> None:
    room.window.resize(*size)
    room.window.show_trouble("The disk is full. " * 8)
    room.settle(troubled=True)
    assert room.window.trouble.isVisible()
    stop_button = room.page.bar.stop
    over = QRect(stop_button.mapTo(room.window, QPoint(0, 0)), stop_button.size())
    lies = QRect(room.window.trouble.mapTo(room.window, QPoint(0, 0)), room.window.trouble.size())
    assert not lies.intersects(over)
    centre = stop_button.mapTo(room.window, stop_button.rect().center())
    hit = room.window.childAt(centre)
    assert hit is stop_button
    QTest.mouseClick(stop_button, Qt.MouseButton.LeftButton)
    room.settle(troubled=True)
    assert room.page.view.stops


def test_what_is_kept_free_is_beside_or_above() -> None:
    place, kept = QRect(0, 0, 1000, 50), QRect(900, 5, 90, 40)
    assert beside(place, kept, least=480) == QRect(0, 0, 900, 50)
    assert beside(place, QRect(5, 5, 90, 40), least=480) == QRect(95, 0, 905, 50)
    assert beside(place, QRect(400, 5, 200, 40), least=480) == QRect(0, 45, 1000, 50)
    assert beside(place, QRect(0, 300, 90, 40), least=480) == place


def test_more_says_whose_page_it_opens_and_opens_it_at_the_criterion(room: BoardRoom) -> None:
    asked: list[tuple[str, str]] = []
    room.presenter.page_asked.connect(lambda *what: asked.append(what))
    bar = room.page.bar
    action = next(one for one in bar.menu.actions() if one.text().endswith("\tF2"))
    room.page.watch("1.2")
    room.tap(9)
    bar.more.setFocus()
    bar.menu.aboutToShow.emit()
    assert "9 Learner I9" in action.text()
    action.trigger()
    room.settle()
    work = room.floor.story.device.board.reads.line(room.entries[8].id).entry.assessment
    assert asked == [(work, "1.2")]
    room.page.bar.cover.toggle()
    bar.menu.aboutToShow.emit()
    assert "Learner" not in action.text(), "a covered name is no name in the menu either"


def test_a_page_is_opened_by_the_next_touch_which_marks_nobody(room: BoardRoom) -> None:
    asked: list[tuple[str, str]] = []
    room.presenter.page_asked.connect(lambda *what: asked.append(what))
    room.page.bar.step_asked.emit("next-learner")
    assert "Nothing is marked" in room.page.head.who.accessibleName()
    room.tap(3)
    work = room.floor.story.device.board.reads.line(room.entries[2].id).entry.assessment
    assert (asked, room.marks(3)) == ([(work, "1.1")], {})
    room.page.bar.step_asked.emit("next-learner")
    room.key(Qt.Key.Key_Escape)
    room.tap(4)
    assert len(asked) == 1
    assert "1.1" in room.marks(4)


A_NAME = r"Learner [A-Z]|Undo 7 Learner"


def written(widget: QWidget) -> str:
    """All that stands on it to be read, by eye or ear."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        if not one.isVisibleTo(widget):
            continue
        found += [one.accessibleName(), one.toolTip()]
        found += [one.text()] if isinstance(one, QLabel | QAbstractButton) else []
        found += [one.itemText(at) for at in range(one.count())] if isinstance(one, QComboBox) else []
    return "\n".join(found)


@pytest.mark.parametrize("which", VIEWS)
def test_while_names_are_covered_none_stands_anywhere(room: BoardRoom, which: str) -> None:
    page = room.page
    room.tap(7)
    stop(room.floor.story.device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[1].id)
    room.presenter.show()
    room.settle()
    page.pick(which)
    room.page.hands.point(room.entries[3].id)
    assert all(f"Learner {who}" in written(page) for who in ("B2", "D4"))
    assert "Undo 7 Learner" in written(page)
    page.bar.cover.trigger()
    QApplication.processEvents()
    assert not re.search(A_NAME, written(page))
    assert room.who() == "4"
    assert "Undo 7 1.1 met" in written(page)
    assert "Stopped at" in written(page)
    for step in ("move", "tasks"):
        page.bar.step_asked.emit(step)
        room.settle()
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog))
        assert not re.search(A_NAME, written(dialog))
        dialog.close()
        dialog.setParent(None)
    page.bar.cover.trigger()
    assert room.who() == "4 Learner D4"
    assert "Undo 7 Learner" in written(page)


@pytest.mark.parametrize("which", VIEWS)
def test_after_an_undo_by_key_a_key_marks_whoever_is_told(room: BoardRoom, which: str) -> None:
    page = room.page
    page.watch("1.2")
    page.pick(which)
    page.views.go_to(room.entries[0].id, "1.2")
    room.type("+-")
    room.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (set(room.marks(1)), room.marks(2)) == ({"1.2"}, {})
    assert room.who() == "2 Learner B2"
    room.type("+")
    assert room.marks(2)["1.2"].mark.value == "met"
    assert room.marks(3) == {}
    # Undo by its button keeps the focus there: pressed once more it is the next undo, and never a mark.
    page.foot.undo.setFocus()
    for there in ({"1.2"}, set()):
        assert page.focusWidget() is page.foot.undo
        room.key(Qt.Key.Key_Space)
        assert (set(room.marks(1)), room.marks(2), room.marks(3)) == (there, {}, {})


def test_undo_waits_while_work_is_stopped_and_says_so(room: BoardRoom) -> None:
    device = room.floor.story.device
    room.tap(7)
    stop(device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[6].id)
    room.presenter.show()
    room.settle()
    room.press(room.page.foot.undo)
    assert room.floor.troubles == ["stopped"]
    assert set(room.marks(7)) == {"1.1"}


def test_whoever_pressed_what_is_gone_is_at_the_learner_again(room: BoardRoom) -> None:
    device, page = room.floor.story.device, room.page
    page.views.go_to(room.entries[4].id, "1.1")
    made = stop(device.board, by=ASSESSOR, sitting=room.sitting.id)
    room.presenter.show()
    room.settle()
    say, _go_on = page.band._steps[0]
    say.setFocus()
    say_why(device.board, by=ASSESSOR, stoppage=made.id, why=StopWhy.ALARM)
    room.presenter.show()
    room.settle()
    assert page.focusWidget() is page.band._steps[0][1], "what comes next"
    restart(device.board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=made.id, reason="All clear")
    room.presenter.show()
    room.settle()
    room.type("-")
    assert room.marks(5)["1.1"].mark.value == "not-met"
    page.show_copying("Paper sheet 1")
    page.copying.done.setFocus()
    page.show_copying("")
    assert page.views.here()[0] == room.entries[5].id


def test_whoever_is_led_to_is_on_the_board_of_their_own_form(room: BoardRoom) -> None:
    story, sitting = room.floor.story, room.sitting.id
    learner = story.add_learner("Otto Other", "2099")
    desk = story.device.sittings
    entry = add_entry(desk, by=ASSESSOR, sitting=sitting, learner=learner, form=("CUL-KNI", "1"))
    set_attendance(
        desk, by=ASSESSOR, entry=entry.id, attendance=Attendance.PRESENT, identified=Identified.BADGE
    )
    room.presenter.show()
    room.settle()
    first = room.page.view.form
    room.presenter.open(f"{sitting} {entry.id}")
    room.settle()
    assert (room.page.view.form, room.page.showing.pointed) != (first, "")
    assert room.page.showing.pointed == entry.id
    criterion = room.page.showing.criterion
    room.press(tile_of(room, entry.id))
    assert room.page.view.cell(entry.id, criterion).mark == "met"
    room.presenter.show(first)
    room.settle()
    assert room.page.view.form == first
    room.press(room.page.foot.undo)
    assert room.page.view.form != first
    assert (room.page.showing.criterion, room.page.showing.pointed) == (criterion, entry.id)
    assert room.page.view.cell(entry.id, criterion).mark == "not-seen"


def tile_of(room: BoardRoom, entry: str) -> Tile:
    found = room.page.views.wall.tile(entry)
    assert found is not None
    return found


@pytest.mark.parametrize("which", VIEWS)
def test_whoever_is_told_is_whom_a_key_marks_wherever_people_go(room: BoardRoom, which: str) -> None:
    page = room.page
    room.window.resize(1024, 560)
    for number, entry in enumerate(room.entries):
        place_entry(
            room.floor.story.device.sittings,
            by=ASSESSOR,
            entry=entry.id,
            bib=entry.bib,
            bench=str(number // 5),
        )
    room.presenter.show()
    room.settle()
    page.pick(which)
    page.watch("1.2")

    def told() -> tuple[str, str]:
        QApplication.processEvents()
        entry = page.view.learner(page.views.here()[0])
        return room.who(), "" if entry is None else f"{entry.bib} {entry.name}"

    page.views.go_to(room.entries[8].id, "1.2")
    assert told() == ("9 Learner I9",) * 2
    for sort in ("name", "number", "room"):
        page.bar.sort_asked.emit(sort)
        assert told() == ("9 Learner I9",) * 2, sort
    room.type("+")
    page.bar.outstanding_asked.emit(True)
    assert told() == ("10 Learner J10",) * 2
    room.window.resize(1366, 768)
    assert told() == ("10 Learner J10",) * 2
    room.window.resize(1024, 560)
    assert told() == ("10 Learner J10",) * 2
    page.bar.outstanding_asked.emit(False)
    led_to = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        room.key(key, Qt.KeyboardModifier.ControlModifier)
        head, meant = told()
        assert head == meant
        led_to.append(meant)
    assert led_to[0] != led_to[1]


def test_only_those_not_seen_yet_in_the_grid_are_those_who_lack_a_mark(room: BoardRoom) -> None:
    page, grid = room.page, room.page.views.grid
    page.pick("grid")
    for criterion in room.form.criteria():
        room.tap_cell(grid, 3, criterion.id)
    page.views.go_to(room.entries[2].id, "1.2")
    page.bar.outstanding.trigger()
    shown = [item.bib for item in grid.everybody()]
    assert shown == [entry.bib for entry in room.entries if entry.bib != "3"]
    assert room.who() == "1 Learner A1", "whom a key would mark now"
    assert page.views.here()[0] == room.entries[0].id
    for criterion in room.form.criteria():
        room.tap_cell(grid, 1, criterion.id)
    assert "1" in [item.bib for item in grid.everybody()], "nobody leaves under a finger"
    page.pick("bench")
    assert not page.bar.outstanding.isEnabled()
    page.pick("grid")
    assert "1" not in [item.bib for item in grid.everybody()]
    page.bar.outstanding.trigger()
    assert len(grid.everybody()) == len(room.entries)


def test_with_nobody_left_the_grid_is_empty_and_takes_keys(room: BoardRoom) -> None:
    room.page.pick("grid")
    for criterion in room.form.criteria():
        for entry in room.entries:
            mark_entry(
                room.floor.story.device.assessing,
                by=ASSESSOR,
                entry=entry.id,
                criterion=criterion.id,
                mark_as=Mark.MET,
                how=How.TAP,
            )
    room.presenter.show()
    room.settle()
    room.page.bar.outstanding.trigger()
    assert room.page.views.grid.everybody() == ()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        room.key(key)
        room.key(
            {Qt.Key.Key_Down: Qt.Key.Key_PageDown}.get(key, Qt.Key.Key_PageUp),
            Qt.KeyboardModifier.ControlModifier,
        )
    room.type("1-")
    assert room.marks(1)["1.1"].mark is Mark.NOT_MET


def test_back_from_elsewhere_the_same_learner_is_meant(room: BoardRoom) -> None:
    room.page.views.go_to(room.entries[4].id, "1.1")
    room.window.show_page("board")
    room.page.bar.more.setFocus()
    room.open()
    assert room.who() == "5 Learner E5"
    assert room.page.views.here()[0] == room.entries[4].id
