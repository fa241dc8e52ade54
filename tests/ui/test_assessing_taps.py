"""The assessment page on the real services: every tap is on disk before it is painted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Assessment, Decision, End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement, Mark
from assessor_app.domain.stopping import StopWhy
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.ending import end
from assessor_app.services.assessing.ports import WorkStore
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.trust import jws
from assessor_app.ui.assess.going_on import GoOnDialog
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.stopped import EndedNotice
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.assessing.stopping import Stopping
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, PINS


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    yield found
    found.close()
    qapp.processEvents()


class Bench:
    """A learner's assessment, and the page it is shown on."""

    def __init__(self, floor: Floor, qtbot: QtBot, work: Assessment) -> None:
        self.floor, self.qtbot, self.work = floor, qtbot, work
        self.page = AssessPage(floor.look)
        floor.look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.show()
        desk = floor.story.device.assessing
        self.presenter = AssessingPresenter(self.page, desk, tasks=floor.tasks, session=floor.session)
        Stopping(
            self.page,
            floor.story.device.board,
            assessing=self.presenter,
            tasks=floor.tasks,
            session=floor.session,
        )
        self.went: list[tuple[str, str]] = []
        self.presenter.go.connect(lambda name, key: self.went.append((name, key)))
        self.presenter.open(work.id)
        self.settle()

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    def stop(self) -> None:
        self.page.stop_requested.emit()
        self.settle()

    def go_on(self, pin: str = PINS[ASSESSOR], *, discards: bool = False) -> None:
        """Says what happened and why work can go on, or is set aside, and types a PIN."""
        asked = self.page.discard_requested if discards else self.page.resume_requested
        asked.emit()
        self.settle()
        dialog = self.page.findChildren(GoOnDialog)[-1]
        dialog.why.choose("alarm")
        dialog.reason.edit.setText("All clear")  # type: ignore[union-attr]  # one line
        dialog.go.click()
        pad = self.page.findChildren(PinPad)[-1]
        pad.entered.emit(pin)
        self.floor.settle(self.qtbot, troubled=True)

    def tap(self, criterion: str, mark: str) -> None:
        button = self.page.sheet.rows[criterion].marks.button(mark)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def kept(self, criterion: str) -> Mark | None:
        work = whole_work(self.floor.story.device.assessing, self.work.id)
        said = work.of_criterion(criterion)
        return said[-1][1].mark if said else None

    @property
    def first(self) -> str:
        return next(iter(self.page.sheet.rows))

    @property
    def undo(self) -> str:
        return self.page.panel.undo.accessibleName()


def begun(floor: Floor, form: tuple[str, str] = ("CUL-KNI", "1")) -> Assessment:
    floor.story.add_learner("Amina Bello", "2031")
    _, entries = floor.story.open_sitting(form)
    return floor.story.start(entries[0])


@pytest.fixture
def bench(floor: Floor, qtbot: QtBot) -> Bench:
    return Bench(floor, qtbot, begun(floor))


def test_a_tap_is_on_disk_and_then_painted(bench: Bench, qtbot: QtBot) -> None:
    criterion = bench.first
    bench.tap(criterion, "met")
    assert bench.kept(criterion) is Mark.MET
    qtbot.waitUntil(lambda: bench.page.mark_shown(criterion) == "met")
    bench.tap(criterion, "not-met")
    assert bench.kept(criterion) is Mark.NOT_MET


def test_undo_says_what_it_undoes_and_works_after_a_restart(floor: Floor, qtbot: QtBot, bench: Bench) -> None:
    criterion = bench.first
    bench.tap(criterion, "met")
    assert bench.undo == f"Undo 2031 Amina {criterion} met"
    again = Bench(floor, qtbot, bench.work)
    assert again.undo == f"Undo 2031 Amina {criterion} met"
    QTest.mouseClick(again.page.panel.undo, Qt.MouseButton.LeftButton)
    again.settle()
    assert again.kept(criterion) is None
    assert not again.page.panel.undo.isEnabled()


def test_ctrl_z_undoes_and_a_stop_keeps_marks_as_they_are(bench: Bench) -> None:
    criterion = bench.first

    def ctrl_z() -> None:
        row = bench.page.sheet.rows[criterion]
        QTest.keyClick(row, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        bench.floor.settle(bench.qtbot, troubled=True)

    bench.tap(criterion, "met")
    ctrl_z()
    assert bench.kept(criterion) is None
    bench.tap(criterion, "not-met")
    bench.stop()
    ctrl_z()
    assert bench.kept(criterion) is Mark.NOT_MET


def test_what_is_behind_a_row_is_kept(bench: Bench) -> None:
    criterion = bench.first
    bench.page.prompted_requested.emit(criterion, True)
    bench.page.note_requested.emit(criterion, "Held the blade in the air.")
    bench.settle()
    work = whole_work(bench.floor.story.device.assessing, bench.work.id)
    ((_, judgement),) = work.of_criterion(criterion)
    assert (judgement.prompted, judgement.note) == (True, "Held the blade in the air.")
    assert bench.undo == f"Undo 2031 Amina {criterion} note"


def test_what_a_mark_was_judged_by_is_said_by_keys_alone_and_stays_while_the_mark_is_put_right(
    bench: Bench,
) -> None:
    criterion, desk = bench.first, bench.floor.story.device.assessing

    def kept() -> Judgement:
        ((_, judgement),) = whole_work(desk, bench.work.id).of_criterion(criterion)
        return judgement

    row = bench.page.sheet.rows[criterion]
    details = row.open_details()
    assert not details.method.isEnabled(), "there is no mark yet"
    bench.tap(criterion, "met")
    seen = kept().observed_at
    assert details.method.current() == "tap"
    watching, piece, _oral = details.method.findChildren(QPushButton)
    watching.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(watching, Qt.Key.Key_Right)
    assert piece.hasFocus()
    QTest.keyClick(piece, Qt.Key.Key_Space)
    bench.settle()
    assert (kept().how, kept().observed_at, kept().mark) == (How.PRODUCT, seen, Mark.MET)
    assert details.method.current() == "product"
    assert bench.undo == f"Undo 2031 Amina {criterion} judged by"
    bench.tap(criterion, "not-met")
    assert (kept().how, kept().mark) == (How.PRODUCT, Mark.NOT_MET)
    bench.page.method_requested.emit(criterion, "oral")
    bench.settle()
    QTest.mouseClick(bench.page.panel.undo, Qt.MouseButton.LeftButton)
    bench.settle()
    assert kept().how is How.PRODUCT
    bench.page.method_requested.emit(criterion, "tap")
    bench.settle()
    assert kept().how is How.TAP
    bench.page.method_requested.emit(criterion, "product")
    bench.settle()
    decide(desk, by=ASSESSOR, assessment=bench.work.id, decision=Decision.NOT_YET, feedback="Again")
    deciding = bench.floor.story.device.deciding
    (signed,) = finalise(deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[bench.work.id])
    record = bench.floor.story.device.tables.records.get(signed.id)
    (mark,) = decode(jws.peek(record.jws)[1]).body["marks"]
    assert (mark["how"], mark["observed"]) == ("product", kept().observed_at)


def test_a_reading_is_kept_with_its_instrument_and_can_be_taken_back(floor: Floor, qtbot: QtBot) -> None:
    bench = Bench(floor, qtbot, begun(floor, ("ELE-SAF", "1")))
    form = floor.story.device.shelf.get("ELE-SAF", "1")
    criterion = next(item for item in form.criteria() if item.readings)
    bench.page.reading_requested.emit(criterion.id, 0, 230.5, "Meter 7", "2026-06-01", True)
    bench.settle()
    view = bench.presenter._shown
    assert view is not None
    shown = next(
        item for task in view.view.tasks for item in task.criteria if item.id == criterion.id
    ).readings[0]
    assert (shown.value, shown.instrument) == ("230.5", "Meter 7")
    bench.page.reading_requested.emit(criterion.id, 0, None, "", "", None)
    bench.settle()
    work = whole_work(floor.story.device.assessing, bench.work.id)
    assert work.of_criterion(criterion.id) == ()


def test_an_answer_keeps_the_points_that_were_said(bench: Bench) -> None:
    question = next(iter(bench.page.sheet.questions))
    bench.page.oral_requested.emit(question, "met", [0])
    bench.settle()
    assert bench.floor.story.device.assessing.work.oral(bench.work.id)[question].said == (0,)
    assert bench.undo == "Undo 2031 Amina question met"


def test_keys_walk_through_the_questions_too(bench: Bench) -> None:
    first, second, *_more = bench.page.sheet.questions.values()
    bench.page.sheet.go_to(first.question.id)
    QTest.keyClick(first, Qt.Key.Key_Plus)
    bench.floor.settle(bench.qtbot, troubled=True)
    assert bench.floor.troubles == ["answer-not-said"]
    bench.floor.troubles.clear()
    assert bench.page.focusWidget() is first, "nothing of what must be said was ticked"
    first.points[0].click()
    bench.settle()
    QTest.keyClick(first.points[0], Qt.Key.Key_Plus)
    bench.settle()
    assert bench.page.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert bench.page.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert bench.page.focusWidget() is list(bench.page.sheet.rows.values())[-1]


def test_keys_that_were_not_kept_lead_back_to_the_first_of_them(bench: Bench) -> None:
    one, two, three, *_more = bench.page.sheet.rows.values()
    bench.page.sheet.go_to(one.criterion.id)
    full = DiskFull(bench.floor.story.device.assessing.work)
    bench.presenter._desk = replace(bench.presenter._desk, work=full)
    for row in (one, two, three):
        QTest.keyClick(row, Qt.Key.Key_Plus)
    bench.floor.settle(bench.qtbot, troubled=True)
    assert bench.floor.troubles == ["disk-full"] * 3
    bench.floor.troubles.clear()
    assert bench.page.focusWidget() is one
    full.full = False
    QTest.keyClick(one, Qt.Key.Key_Plus)
    bench.settle()
    assert bench.kept(one.criterion.id) is Mark.MET
    assert bench.page.focusWidget() is two


def test_a_note_that_was_not_kept_is_asked_for_again(bench: Bench) -> None:
    row = bench.page.sheet.rows[bench.first]
    full = DiskFull(bench.floor.story.device.assessing.work)
    bench.presenter._desk = replace(bench.presenter._desk, work=full)
    row.toggle()
    assert row.details is not None
    row.details.note.write("Held the blade in the air.")
    bench.page.keep()
    bench.floor.settle(bench.qtbot, troubled=True)
    bench.floor.troubles.clear()
    full.full = False
    bench.page.keep()
    bench.settle()
    work = whole_work(bench.floor.story.device.assessing, bench.work.id)
    assert work.of_criterion(bench.first)[0][1].note == "Held the blade in the air."


class DiskFull:
    """The store of judgements on a disk that is full until it is not."""

    def __init__(self, store: WorkStore) -> None:
        self._store, self.full = store, True

    def put_judgement(self, assessment: str, occasion: str, judgement: Judgement) -> None:
        if self.full:
            raise KnownError("disk-full")
        self._store.put_judgement(assessment, occasion, judgement)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_a_read_from_before_a_tap_is_not_painted_over_it(bench: Bench) -> None:
    criterion = bench.first
    late = bench.presenter._shown
    assert late is not None
    turn = bench.presenter._turns.take()
    bench.tap(criterion, "met")
    bench.presenter._arrived(turn, late)
    assert bench.page.sheet.rows[criterion].criterion.mark == "met"


def test_another_occasion_begins_at_its_first_row(bench: Bench) -> None:
    first, *_between, last = bench.page.sheet.rows.values()
    bench.page.sheet.go_to(last.criterion.id)
    bench.page.new_occasion_requested.emit("")
    bench.settle()
    assert bench.page.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Plus)
    bench.settle()
    assert bench.kept(first.criterion.id) is Mark.MET


def test_what_is_missing_on_another_occasion_leads_to_it(bench: Bench) -> None:
    shown = bench.presenter._shown
    assert shown is not None
    earlier, criterion = shown.view.occasion, bench.first
    bench.page.new_occasion_requested.emit("")
    bench.settle()
    bench.page.panel.about_asked.emit(criterion, earlier)
    again = bench.presenter._shown
    assert again is not None
    assert again.view.occasion == earlier
    assert bench.page.focusWidget() is bench.page.sheet.rows[criterion]


def test_another_occasion_starts_empty_and_the_first_one_stands(floor: Floor, qtbot: QtBot) -> None:
    bench = Bench(floor, qtbot, begun(floor))
    criterion = bench.first
    bench.tap(criterion, "met")
    bench.page.new_occasion_requested.emit("")
    bench.settle()
    shown = bench.presenter._shown
    assert shown is not None
    assert len(shown.view.occasions) == 2
    assert shown.view.occasion == shown.view.occasions[1].id
    assert shown.view.tasks[0].criteria[0].mark == "not-seen"
    bench.page.occasion_requested.emit(shown.view.occasions[0].id)
    again = bench.presenter._shown
    assert again is not None
    assert again.view.tasks[0].criteria[0].mark == "met"


def test_stop_freezes_and_a_tap_in_flight_does_not_unfreeze(bench: Bench) -> None:
    criterion = bench.first
    QTest.mouseClick(bench.page.sheet.rows[criterion].marks.button("met"), Qt.MouseButton.LeftButton)
    bench.stop()
    assert bench.kept(criterion) is Mark.MET
    assert not bench.page.sheet.rows[criterion].marks.isEnabled()
    bench.page.end_requested.emit("stopped-unsafe")
    bench.settle()
    kept = bench.floor.story.device.tables.assessments.get(bench.work.id)
    assert kept.end is End.STOPPED_UNSAFE
    shown = bench.presenter._shown
    assert shown is not None
    assert "unsafe" in shown.view.ended
    assert shown.view.can_decide


def test_a_stop_outlives_the_program_and_wants_a_pin_and_a_reason(
    floor: Floor, qtbot: QtBot, bench: Bench
) -> None:
    bench.tap(bench.first, "met")
    bench.stop()
    again = Bench(floor, qtbot, bench.work)
    assert not again.page.sheet.rows[again.first].marks.isEnabled()
    again.go_on(pin="0000")
    assert not again.page.sheet.rows[again.first].marks.isEnabled()
    again.page.findChildren(PinPad)[-1].entered.emit(PINS[ASSESSOR])
    again.settle()
    again.tap(again.first, "not-met")
    assert again.kept(again.first) is Mark.NOT_MET
    (stopped,) = floor.story.device.tables.stops.of_assessment(bench.work.id)
    assert (stopped.why, stopped.reason) == (StopWhy.ALARM, "All clear")


def test_interrupted_work_is_gone_on_with_when_somebody_says_so(floor: Floor, qtbot: QtBot) -> None:
    work = begun(floor)
    end(floor.story.device.assessing, by=ASSESSOR, assessment=work.id, how=End.INTERRUPTED)
    bench = Bench(floor, qtbot, work)
    assert not bench.page.panel.decide.isEnabled()
    question = bench.page.findChildren(Question)[-1]
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    bench.settle()
    bench.tap(bench.first, "met")
    assert bench.kept(bench.first) is Mark.MET


@pytest.mark.parametrize("how", ["stopped-unsafe", "withdrew", "interrupted"])
def test_an_end_said_by_a_slip_is_taken_back_where_it_is_told(bench: Bench, how: str) -> None:
    bench.tap(bench.first, "met")
    bench.stop()
    bench.page.end_requested.emit(how)
    bench.settle()
    notice = bench.page.findChildren(EndedNotice)[0]
    assert notice.way_back.isVisible()
    assert not bench.page.sheet.rows[bench.first].marks.isEnabled()
    QTest.mouseClick(notice.way_back, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not notice.isVisible()
    # The end was a slip; the stop was not, and still wants a PIN and a reason.
    assert not bench.page.sheet.rows[bench.first].marks.isEnabled()
    bench.go_on()
    bench.tap(bench.first, "not-met")
    assert bench.kept(bench.first) is Mark.NOT_MET


def test_undo_names_the_end_and_takes_it_back(bench: Bench) -> None:
    bench.tap(bench.first, "met")
    bench.stop()
    bench.page.end_requested.emit("stopped-unsafe")
    bench.settle()
    assert bench.undo == "Undo 2031 Amina stopped: unsafe"
    QTest.mouseClick(bench.page.panel.undo, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.undo == f"Undo 2031 Amina {bench.first} met"
    assert bench.floor.story.device.tables.assessments.get(bench.work.id).end is None


def test_a_signed_end_has_no_way_back(floor: Floor, qtbot: QtBot) -> None:
    work = begun(floor)
    device = floor.story.device
    end(device.assessing, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    decide(device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    bench = Bench(floor, qtbot, work)
    assert not bench.page.findChildren(EndedNotice)[0].way_back.isVisible()
    assert not bench.page.panel.undo.isEnabled()


def test_what_was_started_by_mistake_is_set_aside_with_a_reason_and_a_pin(bench: Bench) -> None:
    bench.stop()
    tables = bench.floor.story.device.tables
    bench.go_on(pin="0000", discards=True)
    assert tables.assessments.get(bench.work.id).state is State.OPEN
    bench.page.findChildren(PinPad)[-1].entered.emit(PINS[ASSESSOR])
    bench.settle()
    assert tables.assessments.get(bench.work.id).state is State.DISCARDED
    assert bench.went[-1][0] == "sitting"
    (stopped,) = tables.stops.of_assessment(bench.work.id) or tables.stops.all_of(bench.went[-1][1])
    assert (stopped.why, stopped.reason, stopped.stands) == (StopWhy.ALARM, "All clear", False)


def test_taps_after_a_change_of_learner_are_on_the_learner_shown(floor: Floor, qtbot: QtBot) -> None:
    story = floor.story
    for name, number in (("Amina Bello", "2031"), ("Bo Lindqvist", "2032")):
        story.add_learner(name, number)
    _, entries = story.open_sitting()
    first, second = story.start(entries[0]), story.start(entries[1])
    bench = Bench(floor, qtbot, first)
    bench.presenter.open(second.id)
    assert not bench.page.isEnabled(), "until the other one is on the page, no tap counts"
    bench.settle()
    bench.tap(bench.first, "met")
    desk = story.device.assessing
    assert whole_work(desk, first.id).judgements == {}
    assert len(whole_work(desk, second.id).judgements) == 1
