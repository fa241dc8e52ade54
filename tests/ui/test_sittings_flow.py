"""Sittings on the real services: started, people marked present, briefed, walked in, signed, closed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.age import AgeSeen
from assessor_app.domain.assessment import Decision
from assessor_app.domain.sitting import Environment
from assessor_app.domain.stopping import StopWhy
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.quality.inside import Attend, look_inside
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.services.sittings.attend import place_entry
from assessor_app.services.sittings.expected import Expected
from assessor_app.services.sittings.open import add_entry, open_sitting
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog, still_open
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.sittings.age import AgeDialog
from assessor_app.ui.sittings.beyond import BeyondDialog
from assessor_app.ui.sittings.briefing import BriefingDialog
from assessor_app.ui.sittings.entry_dialog import EntryDialog, IdentifiedDialog
from assessor_app.ui.sittings.entry_row import EntryRow
from assessor_app.ui.sittings.opening import OpeningDialog
from assessor_app.ui.sittings.page import SittingsPage
from assessor_app.ui.sittings.presenter import SittingsPresenter
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
from assessor_app.ui.sittings.walk_in import WalkInDialog
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, ASSURER, PINS
from walks import every_focusable_has_a_name, nothing_is_cut_off


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    yield found
    found.close()
    qapp.processEvents()


class Room:
    """The list and a sitting's page, wired as the window wires them."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        self.page, self.sitting = SittingsPage(floor.look), SittingPage(floor.look)
        for page in (self.page, self.sitting):
            floor.look.dress(page)
            qtbot.addWidget(page)
            page.resize(1366, 700)
        device = floor.story.device
        self.list = SittingsPresenter(
            self.page, floor.parts, tasks=floor.tasks, acts=floor.acts, session=floor.session
        )
        self.one = SittingPresenter(
            self.sitting,
            floor.parts,
            assessing=device.assessing,
            deciding=device.deciding,
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.went: list[tuple[str, str]] = []
        for presenter in (self.list, self.one):
            presenter.go.connect(self._go)

    def _go(self, name: str, key: str) -> None:
        self.went.append((name, key))
        if name == "sitting":
            self.one.open(key)
            self.sitting.show()

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    def open(self, sitting: str) -> None:
        self.one.open(sitting)
        self.sitting.show()
        self.settle()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        found = [
            made
            for made in (*self.page.findChildren(kind), *self.sitting.findChildren(kind))
            if made.isVisible()
        ]
        return found[-1]

    def row(self, bib: str) -> EntryRow:
        return next(row for row in self.sitting.list.rows.values() if row.entry.bib == bib)


@pytest.fixture
def room(floor: Floor, qtbot: QtBot) -> Room:
    return Room(floor, qtbot)


def expected(floor: Floor, *names: str) -> str:
    """A sitting at which these learners are expected; nobody is here yet."""
    from assessor_app.domain.sitting import Environment
    from assessor_app.services.sittings.open import open_sitting

    for index, name in enumerate(names):
        floor.story.add_learner(name, f"20{index}")
    made = open_sitting(
        floor.story.device.sittings,
        by=ASSESSOR,
        place="Kitchen 2",
        environment=Environment.SIMULATED,
        on=floor.story.clock.moment.date(),
        form=("CUL-KNI", "1"),
        learners=floor.story.learners,
    )
    return made.id


def test_a_fresh_centre_is_told_what_to_do_and_starts_a_sitting(floor: Floor, room: Room) -> None:
    floor.story.add_learner("Amina Bello", "2031")
    room.page.show()
    room.list.show()
    room.settle()
    every_focusable_has_a_name(room.page)
    focus = room.page.first_focus()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    room.settle()
    dialog = room.dialog(OpeningDialog)
    assert isinstance(dialog, OpeningDialog)
    every_focusable_has_a_name(dialog)
    dialog.form.choose("CUL-KNI/1")
    dialog.search.setText("ami")
    room.settle()
    found = next(button for button in dialog.findChildren(PlainButton) if "Amina" in button.text())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    assert [person.words for person in dialog.people.values()] == ["Amina Bello · 2031"]
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert dialog.isVisible(), "a place is missing, so the dialog stays and says so"
    dialog.place.write("Kitchen 2")
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.went[-1][0] == "sitting"
    assert not still_open(dialog)
    assert room.row("1").entry.name == "Amina Bello"


def test_what_the_office_planned_is_one_choice_and_nothing_to_type(floor: Floor, room: Room) -> None:
    learner = floor.story.add_learner("Amina Bello", "2031")
    book = floor.story.device.tables.expected
    planned = Expected(
        id="5" * 32,
        name="Kitchen 2",
        made_at="2026-11-20T09:00:00+00:00",
        day="2026-11-24",
        place="Kitchen 2",
        forms=("CUL-KNI/1",),
        learners=(learner, "6" * 32),
    )
    assert book.put(planned, at=planned.made_at)
    room.list.start_sitting()
    room.settle()
    dialog = room.dialog(OpeningDialog)
    assert isinstance(dialog, OpeningDialog)
    assert any("Kitchen 2" in dialog.group.itemText(place) for place in range(dialog.group.count()))
    dialog.group.choose(planned.id)
    dialog.group.activated.emit(dialog.group.currentIndex())
    room.settle()
    assert (dialog.form.key(), dialog.place.text(), dialog.date.text()) == (
        "CUL-KNI/1",
        "Kitchen 2",
        "2026-11-24",
    )
    assert [person.words for person in dialog.people.values()] == ["Amina Bello · 2031"]
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.went[-1][0] == "sitting"
    assert room.row("1").entry.name == "Amina Bello"
    assert book.waiting() == (), "it was opened"


def test_a_place_belongs_to_its_sector_and_what_was_typed_stays(floor: Floor, room: Room) -> None:
    story = floor.story
    for place, form in (("Board room 1", "ELE-SAF"), ("Kitchen 1", "CUL-KNI"), ("Kitchen 2", "CUL-KNI")):
        sitting = open_sitting(
            story.device.sittings,
            by=ASSESSOR,
            place=place,
            environment=Environment.SIMULATED,
            on=story.clock.moment.date(),
            form=(form, "1"),
        )
        story.clock.moment += timedelta(minutes=1)
        story.add_learner(f"Learner of {place}", place)
        add_entry(
            story.device.sittings,
            by=ASSESSOR,
            sitting=sitting.id,
            learner=story.learners[-1],
            form=(form, "1"),
        )
    room.list.start_sitting("CUL-KNI/1")
    room.settle()
    dialog = room.dialog(OpeningDialog)
    assert isinstance(dialog, OpeningDialog)

    def choose(sector: str) -> str:
        dialog.sector.choose(sector)
        dialog.sector.activated.emit(dialog.sector.currentIndex())
        return dialog.place.text()

    assert dialog.place.text() == "Kitchen 2", "the last one of that sector"
    assert choose("electrical") == "Board room 1"
    assert choose("automotive") == "", "nothing was there before"
    assert choose("culinary") == "Kitchen 2"
    dialog.place.write("Canteen")
    assert choose("electrical") == "Canteen"


def test_present_is_one_tap_once_it_was_said_how_people_are_known(floor: Floor, room: Room) -> None:
    room.open(expected(floor, "Amina Bello", "Bo Lindqvist"))
    every_focusable_has_a_name(room.sitting)
    QTest.mouseClick(room.row("1").step, Qt.MouseButton.LeftButton)
    asked = room.dialog(IdentifiedDialog)
    asked.picked.emit("identity-document")  # type: ignore[attr-defined]  # this dialog's signal
    asked.accept()
    room.settle()
    assert room.row("1").entry.attendance == "present"
    QTest.keyClick(room.row("2"), Qt.Key.Key_Plus)
    room.settle()
    second = room.row("2").entry
    assert (second.attendance, second.identified, second.not_briefed) == (
        "present",
        "identity-document",
        True,
    )
    QTest.mouseClick(room.sitting.head.brief, Qt.MouseButton.LeftButton)
    room.settle()
    assert not any(row.entry.not_briefed for row in room.sitting.list.rows.values())
    assert room.sitting.head.brief.isHidden()


def test_escape_in_the_search_drops_nobody_and_a_listed_learner_is_not_offered_again(
    floor: Floor, room: Room
) -> None:
    for name in ("Amina Bello", "Amina Obi"):
        floor.story.add_learner(name, "")
    room.list.start_sitting()
    room.settle()
    dialog = room.dialog(OpeningDialog)
    assert isinstance(dialog, OpeningDialog)

    def offered() -> list[str]:
        return [
            one.text().strip("\u2009 ") for one in dialog.findChildren(PlainButton) if "Amina" in one.text()
        ]

    dialog.search.setText("ami")
    room.settle()
    assert len(offered()) == 2
    next(one for one in dialog.findChildren(PlainButton) if "Bello" in one.text()).click()
    room.settle()
    dialog.search.setText("ami")
    room.settle()
    QApplication.processEvents()
    assert [words for words in offered() if "Bello" in words] == []
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (dialog.search.text(), dialog.isVisible()) == ("", True)
    assert [person.words for person in dialog.people.values()] == ["Amina Bello"]
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not still_open(dialog)


def test_nobody_is_offered_what_they_may_not_do(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello")
    floor.session.sign_in(floor.story.device.tables.staff.get(ASSURER))
    room.open(sitting)
    head, row = room.sitting.head, room.row("1")
    for button in (head.walk_in, head.close_button, head.brief, head.board, row.step, row.more):
        assert button.isHidden(), button.accessibleName()
    floor.session.sign_in(floor.story.device.tables.staff.get(ASSESSOR))
    room.open(sitting)
    for button in (head.walk_in, head.close_button, head.board, row.step, row.more):
        assert not button.isHidden(), button.accessibleName()


def test_an_empty_sitting_says_its_form(floor: Floor, room: Room) -> None:
    room.open(expected(floor))
    assert "CUL-KNI v1" in room.sitting._view.about


def test_a_double_press_on_present_starts_nothing(floor: Floor, room: Room, qtbot: QtBot) -> None:
    room.open(expected(floor, "Amina Bello"))
    room.sitting.head.identified.choose("identity-document")
    row = room.row("1")
    QTest.mouseClick(row.step, Qt.MouseButton.LeftButton)
    room.settle()
    assert row.entry.step == "start"
    QTest.mouseClick(row.step, Qt.MouseButton.LeftButton)
    QTest.keyClick(row, Qt.Key.Key_Return)
    room.settle()
    assert not room.sitting.window().findChildren(BriefingDialog)
    assert room.went == [], "the second half of a double press was meant for Present"
    qtbot.waitUntil(lambda: not row.step.is_new())
    QTest.mouseClick(row.step, Qt.MouseButton.LeftButton)
    assert room.dialog(BriefingDialog).isVisible()


@pytest.mark.parametrize("briefed", [True, False])
def test_whoever_was_not_briefed_begins_with_a_word_about_it(floor: Floor, room: Room, briefed: bool) -> None:
    sitting = expected(floor, "Amina Bello")
    room.open(sitting)
    (entry,) = room.sitting.list.rows
    room.sitting.present_requested.emit(entry, "identity-document")
    room.settle()
    room.sitting.work_requested.emit(entry)
    dialog = room.dialog(BriefingDialog)
    assert isinstance(dialog, BriefingDialog)
    every_focusable_has_a_name(dialog)
    (dialog.briefed if briefed else dialog.without).click()
    room.settle()
    assert room.went[-1][0] == "assessing"
    device = floor.story.device
    assert bool(device.tables.sittings.entry(entry).briefed_at) is briefed
    quality = QualityDesk(
        reads=QualityTable(device.store), outcomes=device.tables.outcomes, desk=device.assessing
    )
    inside = look_inside(quality, by=ASSURER, assessment=room.went[-1][1])
    kinds = [item.kind for item in inside.attention]
    assert (Attend.UNBRIEFED in kinds) is not briefed


def test_a_walk_in_is_present_and_a_known_one_is_not_doubled(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello")
    floor.story.add_learner("Chen Wei", "2099")
    room.open(sitting)
    QTest.keyClick(room.sitting, Qt.Key.Key_F3)
    dialog = room.dialog(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    every_focusable_has_a_name(dialog)
    dialog.name.write("Dara O’Neill")
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.isVisible(), "nobody said yet how this one is known"
    dialog.identified.choose("vouched-for")
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    room.settle()
    assert (room.row("2").entry.name, room.row("2").entry.attendance) == ("Dara O’Neill", "present")
    QTest.keyClick(room.sitting, Qt.Key.Key_F3)
    dialog = room.dialog(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    dialog.name.write("Chen")
    room.settle()
    dialog.identified.choose("badge")
    known = next(button for button in dialog.findChildren(PlainButton) if "Chen Wei" in button.text())
    QTest.mouseClick(known, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.row("3").entry.name == "Chen Wei"
    assert floor.story.device.tables.learners.count() == 3


def test_a_narrow_list_tells_the_day_and_how_many_came_under_the_place(floor: Floor, room: Room) -> None:
    expected(floor, "Amina Bello")
    room.page.show()
    room.list.show()
    room.settle()
    rows, table = room.page.table.rows, room.page.table
    assert not table.isColumnHidden(2)
    counts = str(rows.cell(0, 2))
    assert counts == "1 listed · 0 here · 0 finished"
    assert counts not in str(rows.cell(0, 1))
    table.setCurrentIndex(rows.index(0, 0))
    room.page.resize(600, 700)
    room.page.grab()
    assert table.isColumnHidden(2)
    assert str(rows.cell(0, 1)).endswith(f" · {counts}")
    room.page.resize(480, 700)
    room.page.grab()
    assert table.isColumnHidden(0)
    under = str(rows.cell(0, 1)).partition("\n")[2]
    assert under.startswith(f"{rows.cell(0, 0)} · CUL-KNI v1")
    assert under.endswith(f" · {counts}")
    assert table.currentIndex().row() == 0, "whoever stands in the list goes on standing there"
    room.page.resize(1366, 700)
    room.page.grab()
    assert counts not in str(rows.cell(0, 1))


def open_walk_in(room: Room) -> WalkInDialog:
    QTest.keyClick(room.sitting, Qt.Key.Key_F3)
    dialog = room.dialog(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    return dialog


def typed_now(floor: Floor) -> list[str]:
    """What would outlive an end now."""
    return [said for one in floor.session.drafts.all_typed().values() for said in one.fields.values()]


def test_the_name_of_a_walk_in_waits_until_they_are_listed(floor: Floor, room: Room) -> None:
    room.open(expected(floor, "Amina Bello"))
    dialog = open_walk_in(room)
    assert typed_now(floor) == []
    dialog.name.write("Dara O’Ne")
    assert typed_now(floor) == ["Dara O’Ne"], "as it is typed: an end may come at any moment"
    dialog.reject()
    dialog = open_walk_in(room)
    assert dialog.name.text() == "Dara O’Ne"
    dialog.name.write("Dara O’Neill")
    dialog.identified.choose("vouched-for")
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.row("2").entry.name == "Dara O’Neill"
    assert typed_now(floor) == []
    assert open_walk_in(room).name.text() == ""


def open_row(room: Room, bib: str) -> EntryDialog:
    QTest.keyClick(room.row(bib), Qt.Key.Key_F2)
    dialog = room.dialog(EntryDialog)
    assert isinstance(dialog, EntryDialog)
    return dialog


def test_a_note_on_attendance_waits_until_it_is_kept(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello", "Chen Wei")
    room.open(sitting)
    dialog = open_row(room, "1")
    dialog.note.write("no boots, sent for")
    assert typed_now(floor) == ["no boots, sent for"]
    dialog.reject()
    assert open_row(room, "2").note.text() == "", "of another learner it says nothing"
    room.dialog(EntryDialog).reject()
    # What nobody touched is as it stands now, not as it stood.
    entry = room.row("1").entry
    place_entry(floor.story.device.sittings, by=ASSESSOR, entry=entry.id, bib="1", bench="4")
    room.open(sitting)
    dialog = open_row(room, "1")
    assert (dialog.note.text(), dialog.bench.text()) == ("no boots, sent for", "4")
    dialog.attendance.choose("turned-away")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    room.settle()
    kept = floor.story.device.tables.sittings.entry(entry.id)
    assert (kept.attendance, kept.note, kept.bench) == ("turned-away", "no boots, sent for", "4")
    assert typed_now(floor) == []


def test_a_note_waits_where_one_of_two_acts_is_refused(floor: Floor, room: Room) -> None:
    room.open(expected(floor, "Amina Bello"))
    dialog = open_row(room, "1")
    dialog.attendance.choose("absent")
    dialog.note.write("rang in ill")
    dialog.bench.write("the bench beside the furnace")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    floor.settle(room.qtbot, troubled=True)
    assert floor.troubles == ["text-too-long"]
    dialog = open_row(room, "1")
    assert dialog.bench.text() == "the bench beside the furnace"
    dialog.bench.write("furnace")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    floor.settle(room.qtbot, troubled=True)
    assert room.row("1").entry.bench == "furnace"
    assert typed_now(floor) == []


def test_a_bib_number_finds_its_learner_and_enter_starts(floor: Floor, room: Room, qtbot: QtBot) -> None:
    room.open(expected(floor, *[f"Learner {number}" for number in range(12)]))
    QTest.keyClicks(room.row("1"), "12")
    assert room.row("12").hasFocus()
    room.sitting.head.identified.choose("known-to-assessor")
    QTest.keyClick(room.row("12"), Qt.Key.Key_Return)
    room.settle()
    room.sitting.head.brief.click()
    room.settle()
    qtbot.waitUntil(lambda: not room.row("12").step.is_new())
    QTest.keyClick(room.row("12"), Qt.Key.Key_Return)
    room.settle()
    assert room.went[-1][0] == "assessing"
    room.one.show()
    room.settle()
    assert room.row("12").entry.step_words == "Go on"


def test_behind_a_row_stand_absence_bib_and_bench(floor: Floor, room: Room) -> None:
    room.open(expected(floor, "Amina Bello"))
    QTest.keyClick(room.row("1"), Qt.Key.Key_F2)
    dialog = room.dialog(EntryDialog)
    assert isinstance(dialog, EntryDialog)
    every_focusable_has_a_name(dialog)
    dialog.attendance.choose("turned-away")
    dialog.note.write("no boots")
    dialog.bib.write("17")
    dialog.bench.write("3")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    room.settle()
    entry = room.row("17").entry
    assert (entry.attendance, entry.bench) == ("turned-away", "3")
    assert "no boots" in entry.details


def test_one_pin_signs_the_list_and_the_sum_closes(floor: Floor, room: Room) -> None:
    story = floor.story
    for name, number in (("Amina Bello", "2031"), ("Bo Lindqvist", "2032"), ("Chen Wei", "2033")):
        story.add_learner(name, number)
    sitting, entries = story.open_sitting()
    for entry in entries[:2]:
        work = story.start(entry)
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
    story.start(entries[2])
    room.open(sitting.id)
    assert room.sitting.head.sign.text().strip() == "Sign 2 decisions"
    QTest.mouseClick(room.sitting.head.sign, Qt.MouseButton.LeftButton)
    pad = room.dialog(PinPad)
    QTest.keyClicks(pad, "9999")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    room.settle()
    assert pad.isVisible(), "a wrong PIN costs nothing but another try"
    QTest.keyClicks(pad, PINS[ASSESSOR])
    QTest.keyClick(pad, Qt.Key.Key_Return)
    room.settle()
    assert not still_open(pad)
    assert room.sitting.head.sign.isHidden()
    room.sitting.close_requested.emit()
    room.settle()
    assert room.sitting._view.sum == "3 listed = 2 finished + 1 part-done"
    assert not room.sitting._view.open


def test_the_page_says_what_is_stopped_and_leads_to_where_it_goes_on(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello", "Bo Lindqvist")
    room.open(sitting)
    assert not room.sitting.head.stops.isVisible()
    board = floor.story.device.board
    stop(board, by=ASSESSOR, sitting=sitting, entry=room.row("2").entry.id)
    made = stop(board, by=ASSESSOR, sitting=sitting)
    say_why(board, by=ASSESSOR, stoppage=made.id, why=StopWhy.ALARM)
    room.one.show()
    room.settle()
    assert room.sitting.head.stops.isVisible()
    first, second = room.sitting._view.stops
    assert first.endswith("2 Bo Lindqvist · nobody has said yet what happened")
    assert "The whole room" in second
    every_focusable_has_a_name(room.sitting)
    room.sitting.head.stops.go_on.click()
    assert room.went[-1] == ("board", sitting)
    for standing in board.stops.standing(sitting):
        say_why(board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.ALARM)
        restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="Safe again.")
    room.one.show()
    room.settle()
    assert not room.sitting.head.stops.isVisible()


def test_a_sitting_is_repeated_today(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello", "Bo Lindqvist")
    room.page.show()
    room.list.show()
    room.settle()
    QTest.mouseClick(room.page.again, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.went[-1][0] == "sitting"
    assert room.went[-1][1] != sitting
    assert [row.entry.attendance for row in room.sitting.list.rows.values()] == ["expected", "expected"]


def test_back_on_the_sitting_the_focus_is_where_it_was(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello", "Bo Lindqvist", "Chen Wei")
    room.sitting.show()
    room.sitting.activateWindow()
    room.qtbot.waitUntil(room.sitting.isActiveWindow)
    room.open(sitting)
    assert room.row("1").hasFocus()
    QTest.keyClick(room.row("1"), Qt.Key.Key_Down)
    assert room.row("2").hasFocus()
    room.sitting.hide()
    room.open(sitting)
    assert room.sitting.first_focus() is room.row("2")


def test_a_walk_in_of_an_empty_sitting_is_offered_the_form_it_was_opened_for(
    floor: Floor, room: Room
) -> None:
    room.open(expected(floor))
    QTest.keyClick(room.sitting, Qt.Key.Key_F3)
    dialog = room.dialog(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    assert dialog.form.count() > 1
    assert dialog.form.key() == "CUL-KNI/1"
    dialog.reject()


def test_a_hand_that_presses_twice_starts_and_repeats_once(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello")
    room.page.show()
    room.list.show()
    room.settle()
    for _press in range(2):
        room.page.start_requested.emit()
    room.settle()
    room.dialog(OpeningDialog).reject()
    assert not [one for one in room.page.findChildren(OpeningDialog) if one.isVisible()]
    for _press in range(2):
        room.page.again_requested.emit(sitting)
    room.settle()
    assert len(floor.table.recent_sittings(limit=9)) == 2


def test_the_page_takes_no_touch_for_the_sitting_before(floor: Floor, room: Room) -> None:
    first = expected(floor, "Amina Bello")
    second = expected(floor)
    room.open(first)
    assert room.sitting.isEnabled()
    room.one.open(second)
    assert not room.sitting.isEnabled(), "it still shows the first"
    room.settle()
    assert room.sitting.isEnabled()


def test_an_attempt_before_its_time_begins_with_a_reason_that_outlives_its_dialog(
    floor: Floor, room: Room
) -> None:
    device = floor.story.device
    floor.story.add_learner("Amina Bello", "2031")
    _before, entries = floor.story.open_sitting(("CUL-KNI", "1"))
    work = floor.story.start(entries[0])
    decide(device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET, feedback="Again")
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    sitting, entries = floor.story.open_sitting(("CUL-KNI", "1"))
    room.open(sitting.id)
    entry = entries[0].id

    def ask() -> BeyondDialog:
        room.sitting.work_requested.emit(entry)
        room.settle()
        found = room.dialog(BeyondDialog)
        assert isinstance(found, BeyondDialog)
        return found

    dialog = ask()
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    dialog.go.click()
    assert dialog.isVisible(), "a reason is needed"
    dialog.reason.write("Moves abroad tomorrow")
    dialog.reject()
    room.settle()
    assert room.went == []
    dialog = ask()
    assert dialog.reason.text() == "Moves abroad tomorrow"
    dialog.go.click()
    room.settle()
    assert room.went[-1][0] == "assessing"
    begun = device.tables.assessments.get(room.went[-1][1])
    assert begun.overrides == {"cooling-off": "Moves abroad tomorrow"}
    assert not floor.session.drafts.all_typed()


def test_an_unknown_age_is_asked_once_and_the_answer_opens_the_work(floor: Floor, room: Room) -> None:
    sitting = expected(floor, "Amina Bello")
    learners = floor.story.device.tables.learners
    (learner,) = floor.story.learners
    unknown = replace(learners.get(learner), said_under_18=None)
    learners.put(unknown, at="2026-11-22T09:00:00+00:00", by=ASSESSOR)
    room.open(sitting)
    (entry,) = room.sitting.list.rows
    room.sitting.present_requested.emit(entry, "identity-document")
    room.settle()

    def ask() -> AgeDialog:
        room.sitting.work_requested.emit(entry)
        for dialog in room.sitting.window().findChildren(BriefingDialog):
            if dialog.isVisible():
                dialog.briefed.click()
        room.settle()
        found = room.dialog(AgeDialog)
        assert isinstance(found, AgeDialog)
        return found

    dialog = ask()
    assert "Is Amina Bello at least 16?" in dialog.windowTitle()
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    dialog.unknown.click()
    room.settle()
    assert room.went == []
    dialog = ask()
    assert "not known whether Amina Bello is" in dialog._sentence.text()
    dialog.adult.click()
    dialog.seen[AgeSeen.DOCUMENT].click()
    room.settle()
    assert room.went[-1][0] == "assessing"
    assert learners.get(learner).said_under_18 is False
