"""The board under a finger and under keys: who is marked is unmistakable."""

import wave
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.sitting import Attendance
from assessor_app.domain.stopping import StopWhy
from assessor_app.services.board.paper import keep_sheet_photo
from assessor_app.services.board.stop import stop
from assessor_app.services.deciding.decide import standing
from assessor_app.services.papers.ports import SheetKind
from assessor_app.services.sittings.attend import set_attendance
from assessor_app.ui.board.dialogs import MoveDialog, ReasonDialog
from assessor_app.ui.board.fitted import Fitted
from assessor_app.ui.board.stopping import WhyDialog
from assessor_app.ui.clocks.bell import tones
from assessor_app.ui.clocks.dialogs import ClockDialog, TaskClockDialog
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.headings import high_for
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.sheets.dialog import SheetDialog
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from board_room import FORM, BoardRoom, board_room, corner
from story import ASSESSOR, PINS


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    with board_room(qtbot, tmp_path, look) as made:
        yield made


def a_photo() -> bytes:
    """A small JPEG."""
    held = BytesIO()
    Image.new("RGB", (64, 48), "white").save(held, "JPEG")
    return held.getvalue()


def opened(kind: type[Dialog]) -> Dialog:
    """The dialog of this kind that is open."""
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def test_one_touch_marks_one_learner_and_paints_what_is_on_disk(room: BoardRoom) -> None:
    room.tap(2)
    assert room.painted(2) == "met"
    assert [room.painted(bib) for bib in (1, 3, 4)] == ["not-seen"] * 3
    said = room.marks(2)["1.1"]
    assert (said.mark, said.how, said.by) == (Mark.MET, How.TAP, ASSESSOR)
    assert room.marks(1) == {}


def test_a_brush_marks_one_and_falls_back_to_met(room: BoardRoom) -> None:
    room.brush("not-met")
    room.tap(1)
    room.tap(2)
    assert (room.painted(1), room.painted(2)) == ("not-met", "met")
    assert room.page.hands.brush == "met"


def test_a_failure_never_passes_through_a_met(room: BoardRoom) -> None:
    room.brush("not-met")
    room.tap(1)
    board = room.floor.story.device.board
    history = board.desk.work.changes(board.reads.lines(room.sitting.id)[0].entry.assessment)
    assert [change.new.mark for change in history if change.new is not None] == [Mark.NOT_MET]  # type: ignore[union-attr]


def test_touching_again_what_is_met_changes_nothing_for_others(room: BoardRoom) -> None:
    room.tap(1)
    room.tap(1)
    assert room.painted(1) == "met"
    assert room.marks(2) == {}


def test_a_brush_falls_back_by_itself(room: BoardRoom, qtbot: QtBot) -> None:
    hands = room.page.hands
    hands._falls.setInterval(20)
    room.brush("not-met")
    assert hands.brush == "not-met"
    qtbot.waitUntil(lambda: hands.brush == "met")


def test_not_applicable_asks_why_and_a_critical_one_refuses(room: BoardRoom) -> None:
    room.page.watch("1.2")
    room.brush("not-applicable")
    room.tap(1)
    dialog = opened(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.words.edit.setText("No such tool here")  # type: ignore[union-attr]  # one line
    dialog.go.click()
    room.settle()
    assert room.marks(1)["1.2"].reason == "No such tool here"


def test_prompted_is_taken_back_by_its_own_brush_and_key(room: BoardRoom) -> None:
    room.brush("prompted")
    room.tap(1)
    room.tap(1)
    assert (room.marks(1)["1.1"].mark, room.marks(1)["1.1"].prompted) == (Mark.MET, True)
    room.brush("prompted")
    room.tap(1)
    assert (room.marks(1)["1.1"].mark, room.marks(1)["1.1"].prompted) == (Mark.MET, False)
    room.press(room.page.foot.undo)
    assert room.marks(1)["1.1"].prompted, "an undo brings it back, as it was said"
    room.type("1*")
    assert not room.marks(1)["1.1"].prompted


def test_fill_leaves_out_and_says_whom(room: BoardRoom) -> None:
    room.page.watch("1.2")
    room.brush("not-met")
    room.tap(1)
    set_attendance(
        room.floor.story.device.sittings,
        by=ASSESSOR,
        entry=room.entries[3].id,
        attendance=Attendance.LEFT,
    )
    room.presenter.show()
    room.settle()
    room.press(room.page.foot.fill)
    assert [room.painted(bib) for bib in (1, 2, 3, 4)] == ["not-met", "met", "met", "not-seen"]
    assert "2 filled" in room.page.view.said
    assert "1 not here (4)" in room.page.view.said
    assert "1 marked already (1)" in room.page.view.said
    # Whoever goes to them needs to know whom, after the next touch too.
    said = room.page.head.who.accessibleName
    room.tap(1)
    assert room.who() == "1 Learner A1"
    assert "1 marked already (1)" in said()
    room.page.views.go_to(room.entries[3].id, "1.2")
    assert "1 not here (4)" in said()
    room.page.watch("2.1")
    room.tap(2)
    assert "not here" not in said()
    room.press(room.page.foot.undo)
    room.page.watch("1.2")
    room.press(room.page.foot.undo)
    assert room.page.foot.undo.text().strip().endswith("Undo fill 1.2 (2)")
    room.press(room.page.foot.undo)
    assert [room.painted(bib) for bib in (1, 2, 3)] == ["not-met", "not-seen", "not-seen"]
    room.page.views.go_to(room.entries[3].id, "1.2")
    assert "filled" not in said(), "what was taken back is not told any more"


def test_a_critical_criterion_cannot_be_filled_and_says_so(room: BoardRoom) -> None:
    assert room.page.view.criteria[0].critical
    assert not room.page.foot.fill.isEnabled()
    assert "one by one" in room.page.foot.fill.text()


def test_after_an_undo_the_first_touch_on_another_shows_whose_it_is(room: BoardRoom) -> None:
    room.tap(1)
    room.tap(2)
    room.press(room.page.foot.undo)
    assert room.painted(2) == "not-seen"
    assert room.who() == "2 Learner B2"
    room.tap(3)
    assert room.painted(3) == "not-seen"
    assert room.who() == "3 Learner C3"
    room.tap(3)
    assert room.painted(3) == "met"


def test_undo_is_never_off_screen(room: BoardRoom) -> None:
    room.tap(1)
    room.page.watch("2.1")
    room.press(room.page.foot.undo)
    assert room.page.showing.criterion == "1.1"
    assert room.page.showing.pointed == room.entries[0].id


def test_after_a_pause_marks_are_hidden_and_the_first_touch_marks_nothing(
    room: BoardRoom, qtbot: QtBot
) -> None:
    room.tap(1)
    room.page.hands._dims.setInterval(20)
    room.page.hands.stir()
    qtbot.waitUntil(lambda: room.page.showing.dimmed)
    assert room.painted(1) == ""
    room.tap(2)
    assert not room.page.showing.dimmed
    assert room.marks(2) == {}
    room.tap(2)
    assert room.marks(2)["1.1"].mark is Mark.MET


def test_coming_back_the_first_touch_shows_whose_it_is(room: BoardRoom) -> None:
    room.open()
    room.tap(1)
    assert room.marks(1) == {}
    assert room.who() == "1 Learner A1"
    room.tap(1)
    assert room.painted(1) == "met"


def test_number_then_mark(room: BoardRoom) -> None:
    room.type("3-")
    assert room.painted(3) == "not-met"
    room.type("9+")
    assert all(not room.marks(bib) for bib in (1, 2, 4))
    assert "nobody" in room.page.head.who.accessibleName()


def bibs(room: BoardRoom, *worn: str) -> None:
    """Gives the learners these bibs as older data may have them, whatever is taken today."""
    table = room.floor.story.device.tables.sittings
    for entry, bib in zip(room.entries, worn, strict=True):
        table.put_entry(replace(table.entry(entry.id), bib=bib))
    room.presenter.show()
    room.settle()


def test_a_number_that_was_typed_is_dropped_by_a_touch_and_by_an_arrow(room: BoardRoom) -> None:
    room.page.views.go_to(room.entries[0].id, "1.1")
    room.type("4")
    assert room.who() == "4 Learner D4"
    room.tap(2)
    assert room.who() == "2 Learner B2"
    room.type("-")
    assert [sorted(room.marks(bib)) for bib in (1, 2, 4)] == [[], ["1.1"], []]
    assert room.marks(2)["1.1"].mark is Mark.NOT_MET
    room.page.views.go_to(room.entries[0].id, "1.1")
    room.type("4")
    room.key(Qt.Key.Key_Right)
    assert room.who() == "2 Learner B2"
    room.type("+")
    assert room.marks(4) == {}
    assert room.marks(2)["1.1"].mark is Mark.MET


def test_a_number_that_was_typed_lapses_and_a_mark_then_shows_first_whose_it_would_be(
    room: BoardRoom, qtbot: QtBot
) -> None:
    hands = room.page.hands
    hands._forgets.setInterval(20)
    room.page.views.go_to(room.entries[0].id, "1.1")
    room.type("3")
    assert room.who() == "3 Learner C3"
    qtbot.waitUntil(lambda: room.who() == "1 Learner A1")
    room.type("-")
    assert all(not room.marks(bib) for bib in (1, 2, 3, 4))
    assert "press again" in room.page.head.who.accessibleName()
    room.type("-")
    assert room.marks(1)["1.1"].mark is Mark.NOT_MET
    assert room.marks(3) == {}


def forget_by(room: BoardRoom, way: str) -> None:
    """One of the ways in which a number that was typed is given up."""
    if way == "escape":
        room.key(Qt.Key.Key_Escape)
    elif way == "page down":
        room.key(Qt.Key.Key_PageDown)
    elif way == "rest":
        room.page.hands._rest()
    else:
        room.open()


@pytest.mark.parametrize("way", ["escape", "page down", "rest", "open"])
def test_a_number_half_typed_is_not_the_beginning_of_the_next(room: BoardRoom, way: str) -> None:
    bibs(room, "17", "1", "7", "4")
    room.page.views.go_to(room.entries[3].id, "1.1")
    room.type("1")
    forget_by(room, way)
    assert "Learner" in room.who(), "whose it is again, and no number"
    room.type("7+")
    assert [bool(room.marks(bib)) for bib in (1, 2, 3, 4)] == [False, False, True, False]


def test_old_bibs_that_cannot_be_told_apart_mark_nobody(room: BoardRoom) -> None:
    bibs(room, "2", "2", "07", "12345")
    room.page.views.go_to(room.entries[3].id, "1.1")
    room.type("2")
    assert room.who() == "2"
    room.type("-")
    assert "several have this number" in room.page.head.who.accessibleName()
    room.type("8-")
    room.type("2345-")
    room.type("9")
    room.key(Qt.Key.Key_Return)
    assert "nobody" in room.page.head.who.accessibleName()
    assert all(not room.marks(bib) for bib in (1, 2, 3, 4))
    room.type("07-")
    assert [bool(room.marks(bib)) for bib in (1, 2, 3, 4)] == [False, False, True, False]


def test_keys_mark_and_the_next_name_shows_before_the_key(room: BoardRoom) -> None:
    room.page.views.go_to(room.entries[0].id, "1.1")
    assert room.who() == "1 Learner A1"
    room.type("+")
    assert room.who() == "2 Learner B2"
    room.type("-0")
    assert [room.painted(bib) for bib in (1, 2, 3)] == ["met", "not-met", "not-seen"]
    assert room.marks(3)["1.1"].mark is Mark.NOT_SEEN if room.marks(3) else True


def test_a_whole_group_without_a_pointer(room: BoardRoom) -> None:
    for _criterion in room.form.criteria():
        room.page.views.go_to(room.entries[0].id, room.page.showing.criterion)
        room.type("++++")
        room.key(Qt.Key.Key_PageDown)
    assert all(len(room.marks(bib)) == len(room.form.criteria()) for bib in (1, 2, 3, 4))
    assert {said.how for said in room.marks(4).values()} == {How.KEY}


def test_covered_names_leave_the_numbers(room: BoardRoom) -> None:
    room.key(Qt.Key.Key_F4)
    tile = room.page.views.wall.tile(room.entries[0].id)
    assert tile is not None
    assert tile.accessibleName() == "1: not seen"
    room.tap(1)
    assert room.who() == "1"
    room.page.pick("grid")
    assert room.page.views.grid.cells.name_of(room.page.view.learners[0]) == "1"


def test_the_criterion_is_large_where_the_tiles_leave_it_room(room: BoardRoom) -> None:
    words = next(one for one in room.page.head.findChildren(Fitted) if type(one) is Fitted)
    room.window.grab()
    assert words.is_whole
    assert words._largest(QRectF(words.rect())) == 28
    # The desk's view wants its rows more.
    room.page.pick("grid")
    room.window.grab()
    assert words.height() <= words.height_of(4)


def test_a_benchmark_has_the_lines_that_it_needs_where_an_upright_tablet_with_large_letters_has_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with board_room(qtbot, tmp_path, Look(metrics=Metrics(text_scale=2.0))) as room:
        room.window.resize(800, 1234)
        room.page.pick("grid")
        room.page.pick("wall")
        room.window.grab()
        words = next(one for one in room.page.head.findChildren(Fitted) if type(one) is Fitted)
        long = "A tester that was proved once, and not again after the circuit was, does not count. " * 3
        first = replace(room.page.view.criteria[0], benchmark=long.strip())
        room.page.show_data(replace(room.page.view, criteria=(first, *room.page.view.criteria[1:])))
        room.window.grab()
        wall = room.page.views.wall
        assert words.is_whole
        assert wall.height() >= wall.minimumSizeHint().height()
        # Neither the Bench nor the Grid keeps room that nobody sees.
        assert room.page.views.minimumSizeHint().height() == wall.minimumSizeHint().height()
        # Two rows of tiles, which no criterion moves; and what leads to more of them stands beside who is meant.
        assert [len(line) for line in wall.seating.pages[0]] == [2, 2]
        places = [tile.geometry() for tile in wall._tiles]
        room.page.watch(room.page.view.criteria[1].id)
        room.window.grab()
        assert [tile.geometry() for tile in wall._tiles] == places
        assert room.page.head.isAncestorOf(room.page.views.wall.pager)
        assert room.page.foot.marks.height() == room.page.look.metrics.target
        room.window.resize(1366 * 2, 768 * 2)
        room.window.grab()
        assert room.page.bar.isAncestorOf(room.page.views.wall.pager)
        marks = room.page.foot.marks
        qtbot.waitUntil(lambda: marks.height() > room.page.look.metrics.target)


def test_a_long_name_stands_whole_beside_its_cells(room: BoardRoom) -> None:
    page = room.page
    long = "Maria Aurora Josephine van den Bergh-Castellanos y Montenegro"
    first = replace(page.view.learners[0], name=long)
    page.show_data(replace(page.view, learners=(first, *page.view.learners[1:])))
    page.pick("grid")
    room.window.resize(800, 700)
    room.window.grab()
    down = page.views.grid.verticalHeader()
    assert down.sectionSize(0) >= high_for(down, 0, down.width(), edge=(8, 4))
    assert down.sectionSize(0) > down.sectionSize(1)


def test_nobody_changes_places_by_being_marked(room: BoardRoom) -> None:
    room.page.bar.outstanding.trigger()
    tile = room.page.views.wall.tile(room.entries[1].id)
    assert tile is not None
    before = tile.geometry()
    room.tap(1)
    assert tile.geometry() == before
    assert tile.learner == room.entries[1].id
    room.page.watch("1.2")
    room.page.watch("1.1")
    assert room.page.views.wall.tile(room.entries[0].id) is None


def test_stop_freezes_at_one_touch_then_asks_and_a_pin_goes_on(room: BoardRoom) -> None:
    room.press(room.page.bar.stop)
    room.tap(1)
    assert room.marks(1) == {}
    asked = opened(WhyDialog)
    assert isinstance(asked, WhyDialog)
    assert not asked.only_them.isVisible()
    asked.whom.choose(room.entries[1].id)
    QTest.mouseClick(asked.only_them, Qt.MouseButton.LeftButton)
    room.settle()
    # It is one learner's now, before a word is said of what happened: the others go on.
    assert room.page.view.stops[0].entry == room.entries[1].id
    assert not asked.whom.isEnabled()
    asked.why.choose("injury")
    asked._keep()
    room.settle()
    room.tap(1)
    assert room.painted(1) == "met"
    room.tap(2)
    assert room.marks(2) == {}
    (stop,) = room.page.view.stops
    assert "injury" in stop.words
    room.page.go_on_requested.emit(stop.id)
    reason = opened(ReasonDialog)
    assert isinstance(reason, ReasonDialog)
    reason.words.edit.setText("Plaster on, fit to go on")  # type: ignore[union-attr]  # one line
    QTest.keyClick(reason.words.edit, Qt.Key.Key_Return)
    pad = opened(PinPad)
    assert isinstance(pad, PinPad)
    pad.entered.emit("0000")
    room.settle(troubled=True)
    assert pad.isVisible()
    pad.entered.emit(PINS[ASSESSOR])
    room.settle()
    assert not [pad for pad in QApplication.topLevelWidgets() if isinstance(pad, PinPad) and pad.isVisible()]
    assert room.page.view.stops == ()


def test_a_stop_offers_first_whoever_was_touched_last_and_the_room_for_an_alarm(room: BoardRoom) -> None:
    room.tap(2)
    room.press(room.page.bar.stop)
    asked = opened(WhyDialog)
    assert isinstance(asked, WhyDialog)
    second = room.entries[1].id
    assert (asked.whom.itemData(0), asked.whom.key()) == (second, second)
    # Until it is said the whole room is frozen.
    assert room.page.view.stops[0].entry == ""
    asked.why.choose("alarm")
    assert asked.whom.key() == ""
    asked.why.choose("injury")
    assert (asked.whom.key(), asked.only_them.isVisible()) == (second, True)
    asked._keep()
    room.settle()
    assert room.page.view.stops[0].entry == second


def test_what_happened_is_nobodys_guess_and_what_was_said_stands_to_be_changed(room: BoardRoom) -> None:
    room.press(room.page.bar.stop)
    asked = opened(WhyDialog)
    assert isinstance(asked, WhyDialog)
    assert asked.why.key() == ""
    assert not asked.keep.isEnabled()
    asked.why.choose("injury")
    asked.told.write("First aider")
    asked.note.write("A cut, cleaned and dressed")
    QTest.mouseClick(asked.keep, Qt.MouseButton.LeftButton)
    room.settle()
    (stop,) = room.page.view.stops
    room.page.why_requested.emit(stop.id)
    again = opened(WhyDialog)
    assert isinstance(again, WhyDialog)
    assert (again.why.key(), again.told.text()) == ("injury", "First aider")
    again.note.write("A cut, dressed; the knife is put aside")
    QTest.mouseClick(again.keep, Qt.MouseButton.LeftButton)
    room.settle()
    (kept,) = room.floor.story.device.tables.stops.standing(room.sitting.id)
    assert (kept.why, kept.told, kept.note) == (
        StopWhy.INJURY,
        "First aider",
        "A cut, dressed; the knife is put aside",
    )


def test_a_reason_that_was_typed_waits_until_it_is_kept(room: BoardRoom) -> None:
    drafts = room.floor.session.drafts

    def ask() -> ReasonDialog:
        room.page.watch("1.2")
        room.brush("not-applicable")
        room.tap(1)
        dialog = opened(ReasonDialog)
        assert isinstance(dialog, ReasonDialog)
        return dialog

    dialog = ask()
    dialog.words.write("No such tool here")
    # What is open is written down too: an end that is no end closes no dialog.
    assert [list(one.fields.values()) for one in drafts.all_typed().values()] == [["No such tool here"]]
    dialog.reject()
    again = ask()
    assert again.words.text() == "No such tool here"
    again.go.click()
    room.settle()
    assert room.marks(1)["1.2"].reason == "No such tool here"
    assert drafts.all_typed() == {}


def test_the_reason_to_go_on_waits_until_the_pin_was_right(room: BoardRoom) -> None:
    drafts = room.floor.session.drafts
    room.press(room.page.bar.stop)
    asked = opened(WhyDialog)
    assert isinstance(asked, WhyDialog)
    asked.why.choose("alarm")
    asked.keep.click()
    room.settle()
    (stop,) = room.page.view.stops

    def to_the_pin(reason: str = "") -> PinPad:
        room.page.go_on_requested.emit(stop.id)
        dialog = opened(ReasonDialog)
        assert isinstance(dialog, ReasonDialog)
        if reason:
            dialog.words.write(reason)
        dialog.go.click()
        pad = opened(PinPad)
        assert isinstance(pad, PinPad)
        return pad

    to_the_pin("Practice alarm").reject()
    pad = to_the_pin()
    pad.entered.emit(PINS[ASSESSOR])
    room.settle()
    assert room.page.view.stops == ()
    assert drafts.all_typed() == {}


def test_marks_of_the_wrong_learner_are_moved_in_one_act(room: BoardRoom) -> None:
    room.tap(1)
    room.page.watch("1.2")
    room.tap(1)
    room.page.step_requested.emit("move", room.entries[0].id)
    dialog = opened(MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.target.choose(room.entries[1].id)
    room.settle()
    dialog.go.click()
    room.settle()
    assert room.marks(1) == {}
    assert set(room.marks(2)) == {"1.1", "1.2"}
    assert "2 marks changed hands" in room.page.view.said
    room.press(room.page.foot.undo)
    assert set(room.marks(1)) == {"1.1", "1.2"}


def test_grid_and_bench_show_and_take_the_same_marks(room: BoardRoom) -> None:
    room.tap(1)
    room.page.pick("grid")
    room.tap_cell(room.page.views.grid, 2, "2.1")
    room.brush("not-met")
    room.tap_cell(room.page.views.grid, 2, "2.2")
    assert {key: said.mark for key, said in room.marks(2).items()} == {"2.1": Mark.MET, "2.2": Mark.NOT_MET}
    room.page.pick("bench")
    room.page.watch("2.1")
    room.tap_cell(room.page.views.bench, 3, "2.3")
    assert room.marks(3)["2.3"].mark is Mark.MET
    text = room.page.views.bench.cells.data(
        room.page.views.bench.cells.index(1, 1), Qt.ItemDataRole.AccessibleTextRole
    )
    assert text == "2  Learner B2, 2.2: not met today"


def test_twenty_eight_stand_on_one_page_and_forty_on_two(qtbot: QtBot, tmp_path: Path, look: Look) -> None:
    with board_room(qtbot, tmp_path, look, learners=28) as room:
        assert len(room.page.views.wall.seating.pages) == 1
        assert not room.page.views.front().pager.isVisible()
    with board_room(qtbot, tmp_path / "more", look, learners=40) as room:
        assert room.page.views.wall.pager.words.text() == "1/2"
        room.tap(40)
        assert room.marks(40)["1.1"].mark is Mark.MET


def test_the_clock_of_the_room_counts_down_rings_once_and_flashes(
    room: BoardRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(room.presenter.clock.bell, "ring", lambda: rung.append(True))
    room.presenter._act(lambda hand: hand.clock("start", 20))
    room.settle()
    clock = room.page.bar.clock
    assert clock.text().strip().startswith(("19:5", "20:00"))
    room.floor.story.clock.pass_by(timedelta(minutes=21))
    for _ in range(3):
        room.presenter.clock.tick()
    assert clock.text().strip().startswith("+1:")
    assert clock.property("kind") in {"danger", "alarm"}
    assert rung == [True]
    room.page.step_requested.emit("clock", "")
    dialog = opened(ClockDialog)
    assert isinstance(dialog, ClockDialog)
    dialog.ask("pause")
    assert dialog.isVisible(), "a pause needs its reason"
    dialog.reason.write("Fire drill")
    dialog.ask("pause")
    room.settle()
    assert "❙❙" in clock.text()


def test_each_learner_has_a_clock_for_a_timed_task(room: BoardRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(room.presenter.clock.bell, "ring", lambda: rung.append(True))
    entry, clock = room.entries[1].id, room.floor.story.clock

    def asked() -> TaskClockDialog:
        room.page.step_requested.emit("timer", entry)
        dialog = opened(TaskClockDialog)
        assert isinstance(dialog, TaskClockDialog)
        assert dialog.whose.key() == entry
        return dialog

    def said() -> str:
        tile = room.page.views.wall.tile(entry)
        assert tile is not None
        return tile.accessibleDescription()

    dialog = asked()
    task = dialog.task.key()
    assert task == room.form.tasks[0].id
    dialog.minutes.write("10")
    dialog.acts["start"].click()
    room.settle()
    assert said().startswith(("9:5", "10:00"))
    clock.pass_by(timedelta(minutes=4))
    dialog = asked()
    dialog.acts["pause"].click()
    assert dialog.isVisible(), "a pause needs its reason"
    dialog.reason.write("The probe is changed")
    dialog.acts["pause"].click()
    room.settle()
    assert said().startswith("❙❙ ")
    clock.pass_by(timedelta(minutes=30))
    dialog = asked()
    assert dialog.acts["start"].isHidden()
    dialog.acts["go-on"].click()
    room.settle()
    assert rung == []
    clock.pass_by(timedelta(minutes=7))
    for _ in range(3):
        room.presenter.clock.tick()
    assert said().startswith("+")
    assert rung == [True]
    asked().acts["stop"].click()
    room.settle()
    assert said() == ""
    timings = room.floor.story.device.tables.timings.of_sitting(room.sitting.id)
    assert [(one.entry, one.task, one.act.value) for one in timings] == [
        (entry, task, act) for act in ("start", "pause", "go-on", "end", "stop")
    ]
    assert timings[1].reason == "The probe is changed"


def test_the_sound_is_a_whole_file_and_silent_at_its_ends() -> None:
    with wave.open(BytesIO(tones())) as file:
        frames = file.readframes(file.getnframes())
    assert len(frames) > 20_000
    assert frames[:2] == b"\x00\x00"
    assert abs(int.from_bytes(frames[-2:], "little", signed=True)) < 100


def test_a_key_that_could_not_be_kept_comes_back_to_its_learner(room: BoardRoom) -> None:
    """A full disk, a stop from another page: nothing is painted, and the next key is not somebody else's."""
    stop(room.floor.story.device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[0].id)
    room.page.views.go_to(room.entries[0].id, "1.1")
    room.type("+")
    assert room.marks(1) == {}
    assert room.painted(1) == "not-seen"
    assert room.who().startswith("1 ")
    assert room.floor.troubles == ["stopped"]


@pytest.mark.parametrize("size", [(1366, 768), (800, 1280), (1280, 800), (1024, 600)])
def test_a_refusal_lies_over_the_criterion_and_leaves_who_and_every_step(
    room: BoardRoom, size: tuple[int, int]
) -> None:
    window, page = room.window, room.page
    window.resize(*size)
    room.settle()
    window.show_trouble(
        "The work on AUT-BRK v1 is not in the scope of Leïla Haddad, so its marks are not shown."
    )
    room.settle()

    def lies() -> QRect:
        return QRect(corner(window.trouble), window.trouble.size())

    # A window of another size settles over several passes.
    room.qtbot.waitUntil(lambda: QRect(corner(page.head), page.head.size()).contains(lies()))
    bar = page.bar
    for kept in (bar.back, bar.views, bar.clock, bar.more, bar.stop, page.head.who, page.views):
        assert not lies().intersects(QRect(corner(kept), kept.size())), kept.accessibleName()
    assert window.rect().contains(lies())


def test_a_scan_points_at_a_tile_and_the_next_touch_there_marks(room: BoardRoom) -> None:
    room.presenter.open(f"{room.sitting.id} {room.entries[2].id}")
    room.settle()
    assert room.page.showing.pointed == room.entries[2].id
    room.tap(1)
    assert room.marks(1) == {}
    room.presenter.open(f"{room.sitting.id} {room.entries[2].id}")
    room.settle()
    room.tap(3)
    assert room.painted(3) == "met"


def test_marks_from_a_paper_sheet_say_so_until_done(room: BoardRoom) -> None:
    device = room.floor.story.device
    number = device.tables.paper.add(
        sitting=room.sitting.id,
        form=FORM,
        kind=SheetKind.GROUP,
        entry="",
        at="2026-11-22T08:00:00+00:00",
        by=ASSESSOR,
    )
    room.page.watch("1.2")
    room.page.step_requested.emit("paper", "")
    dialog = opened(SheetDialog)
    assert isinstance(dialog, SheetDialog)
    for field, text in ((dialog.number, str(number)), (dialog.seen, "08:40")):
        field.edit.setText(text)  # type: ignore[union-attr]  # one line
    dialog.go.click()
    room.settle()
    assert room.page.copying.isVisible()
    assert not room.page.foot.fill.isEnabled()
    room.tap(1)
    said = room.marks(1)["1.2"]
    assert (said.how, said.source, said.observed_at[11:16]) == (How.PAPER, f"sheet-{number}", "08:40")
    assert said.entered_at[11:16] != "08:40"
    assessment = room.floor.story.device.board.reads.lines(room.sitting.id)[0].entry.assessment
    lacks = {item.key for item in standing(room.floor.story.device.assessing, assessment)}
    assert f"sheet:{number}" in lacks, "a copy alone proves nothing"
    keep_sheet_photo(
        device.board,
        evidence_desk(device),
        by=ASSESSOR,
        sitting=room.sitting.id,
        sheet=number,
        picture=BytesIO(a_photo()),
    )
    lacks = {item.key for item in standing(room.floor.story.device.assessing, assessment)}
    assert f"sheet:{number}" not in lacks
    with pytest.raises(KnownError, match="sheet-not-copied"):
        keep_sheet_photo(
            device.board,
            evidence_desk(device),
            by=ASSESSOR,
            sitting=room.sitting.id,
            sheet=number + 1,
            picture=BytesIO(a_photo()),
        )
    room.page.copying.done.click()
    room.tap(2)
    assert room.marks(2)["1.2"].how is How.TAP
    assert not room.page.copying.isVisible()


def test_a_learners_own_sheet_has_marks_of_nobody_else(room: BoardRoom) -> None:
    number = room.floor.story.device.tables.paper.add(
        sitting=room.sitting.id,
        form=FORM,
        kind=SheetKind.LEARNER,
        entry=room.entries[1].id,
        at="2026-11-22T08:00:00+00:00",
        by=ASSESSOR,
    )
    room.presenter.copy.begin(number, f"{room.sitting.date} 08:40")
    room.settle()
    room.tap(1)
    room.brush("prompted")
    room.tap(3)
    room.type("4+")
    assert room.floor.troubles == ["sheet-of-other-learner"] * 3
    assert all(not room.marks(bib) for bib in (1, 3, 4))
    room.tap(2)
    assert room.marks(2)["1.1"].source == f"sheet-{number}"


def test_a_sheet_of_yesterday_is_copied_the_morning_after(room: BoardRoom) -> None:
    device, clock = room.floor.story.device, room.floor.story.clock
    number = device.tables.paper.add(
        sitting=room.sitting.id,
        form=FORM,
        kind=SheetKind.GROUP,
        entry="",
        at="2026-11-22T08:00:00+00:00",
        by=ASSESSOR,
    )
    clock.moment = clock.moment.replace(hour=8) + timedelta(days=1)
    room.page.watch("1.2")
    room.page.step_requested.emit("paper", "")
    dialog = opened(SheetDialog)
    assert isinstance(dialog, SheetDialog)
    assert dialog.day.text() == room.sitting.date, "the day of the sitting stands there"
    dialog.number.write(str(number))
    dialog.seen.write("16:40")
    dialog.day.write("yesterday")
    dialog.go.click()
    assert dialog.isVisible(), "a day is written as a day"
    dialog.day.write(room.sitting.date)
    dialog.go.click()
    room.settle()
    room.tap(1)
    assert room.marks(1)["1.2"].observed_at == f"{room.sitting.date}T16:40:00+00:00"


def test_marks_since_a_time_of_another_day_change_hands(room: BoardRoom) -> None:
    clock = room.floor.story.clock
    room.page.watch("1.2")
    room.tap(1)
    clock.moment += timedelta(days=1)
    room.page.watch("1.3")
    room.tap(1)
    room.page.step_requested.emit("move", room.entries[0].id)
    dialog = opened(MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.target.choose(room.entries[1].id)
    dialog.what.choose("since")
    dialog.day.write(f"{clock.moment:%Y-%m-%d}")
    dialog.since.write("00:00")
    room.settle()
    dialog.go.click()
    room.settle()
    assert set(room.marks(1)) == {"1.2"}
    assert set(room.marks(2)) == {"1.3"}


def test_a_sheet_of_another_sitting_is_not_copied_here(room: BoardRoom) -> None:
    room.presenter.copy.begin(77, "08:40")
    room.settle(troubled=True)
    assert room.floor.troubles == ["no-such-paper-sheet"]
    assert not room.page.copying.isVisible()
