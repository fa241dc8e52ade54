"""Decided, signed with a PIN, handed to the learner, and out again with the assessor's PIN alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.marks import Mark
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.mark import mark
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.trust import jws
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.handover import HandoverPage
from assessor_app.ui.assessing.appeal import appeal_of
from assessor_app.ui.assessing.decide_presenter import DecidePresenter
from assessor_app.ui.assessing.handover_presenter import HandoverPresenter
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, ASSURER, PINS


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    yield found
    found.close()
    qapp.processEvents()


class Table:
    """The decision page and the learner's page, wired as the window wires them."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        self.decide, self.hand = DecidePage(floor.look), HandoverPage(floor.look)
        for page in (self.decide, self.hand):
            floor.look.dress(page)
            qtbot.addWidget(page)
            page.resize(1366, 768)
            page.show()
        device = floor.story.device
        self.deciding = DecidePresenter(
            self.decide, device.deciding, tasks=floor.tasks, acts=floor.acts, session=floor.session
        )
        self.handing = HandoverPresenter(
            self.hand,
            device.deciding,
            floor.table,
            appeal=lambda decided: appeal_of(device.slips, decided),
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.went: list[tuple[str, str]] = []
        self.deciding.go.connect(self._go)
        self.handing.go.connect(self._go)

    def _go(self, name: str, key: str) -> None:
        self.went.append((name, key))
        if name == "handover":
            self.handing.open(key)

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    def enter(self, page: QWidget, pin: str) -> PinPad:
        pad = [made for made in page.findChildren(PinPad) if made.isVisible()][-1]
        QTest.keyClicks(pad, pin)
        QTest.keyClick(pad, Qt.Key.Key_Return)
        self.settle()
        return pad

    def outcome(self, work: Assessment) -> Acknowledged | None:
        return self.floor.story.device.tables.outcomes.acknowledgement(work.id)


@pytest.fixture
def table(floor: Floor, qtbot: QtBot) -> Table:
    return Table(floor, qtbot)


def checked_names(floor: Floor, work: Assessment) -> list[tuple[str, str]]:
    """(name, how) of each signed check of this learner's name."""
    found = floor.story.device.tables.records.about("learner", work.learner)
    return [
        (open_sealed(kept.personal or b"")["name"], decode(jws.peek(kept.jws)[1]).body["how"])
        for kept in found
        if kept.type == RecordType.NAME_CHECKED
    ]


def buttons_of(page: HandoverPage) -> set[QAbstractButton]:
    """The buttons that can be pressed on the page itself."""
    found = page.findChildren(QAbstractButton)
    return {made for made in found if made.isVisible() and made.isEnabled() and made.window() is page}


def shown(floor: Floor, *names: str) -> list[Assessment]:
    """Learners who showed everything, in one sitting; nothing is decided."""
    for index, name in enumerate(names):
        floor.story.add_learner(name, f"203{index}")
    sitting, entries = floor.story.open_sitting()
    made = [floor.story.start(entry) for entry in entries]
    for work in made:
        floor.story.show_everything(work, sitting.id)
    return made


def test_decided_signed_taken_and_back_to_the_assessor(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Amina Bello")
    table.deciding.open(work.id)
    table.settle()
    for field in table.decide.reasons.values():
        field.write("Seen by the assurer")
    table.decide.feedback.write("A calm, clean bench.")
    QTest.mouseClick(table.decide.competent, Qt.MouseButton.LeftButton)
    table.settle()
    assert table.enter(table.decide, "0000").isVisible()
    assert not still_open(table.enter(table.decide, PINS[ASSESSOR]))
    kept = floor.story.device.tables.assessments.get(work.id)
    assert (kept.state, kept.decision) == (State.FINALISED, Decision.COMPETENT)
    assert table.went[-1] == ("handover", work.id)
    table.hand.name_right.setChecked(True)
    table.hand.acknowledged.emit("typed", {"typed": "Amina Bello", "name_right": True})
    table.settle()
    assert table.outcome(work) is Acknowledged.TYPED
    assert checked_names(floor, work) == [("Amina Bello", "learner")], "the learner is somebody"
    assert floor.story.device.tables.learners.checked_name(work.learner) == "Amina Bello"
    assert table.enter(table.hand, "0000").isVisible(), "the learner does not get out"
    table.enter(table.hand, PINS[ASSESSOR])
    assert table.went[-1][0] == "sitting"


def test_once_it_is_taken_nothing_is_offered_but_giving_the_screen_back(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Amina Bello")
    floor.story.decide_competent(work)
    finalise(floor.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    table.handing.open(work.id)
    table.settle()
    assert buttons_of(table.hand) >= {table.hand.done, table.hand.leave}
    for _tap in range(2):  # a finger that taps twice
        table.hand.acknowledged.emit("typed", {"typed": "Amina Bello", "name_right": True})
    table.settle()
    pad = [made for made in table.hand.findChildren(PinPad) if made.isVisible()][-1]
    pad.reject()
    table.settle()
    assert buttons_of(table.hand) == {table.hand.give_back}
    assert "give the screen back" in "\n".join(
        label.text() for label in table.hand.findChildren(QLabel) if label.isVisible()
    )
    QTest.mouseClick(table.hand.give_back, Qt.MouseButton.LeftButton)
    table.enter(table.hand, PINS[ASSESSOR])
    assert table.went[-1][0] == "sitting"


def test_what_was_taken_before_is_not_asked_again(floor: Floor, table: Table) -> None:
    first, second = shown(floor, "Amina Bello", "Bo Lindqvist")
    for work in (first, second):
        floor.story.decide_competent(work)
    finalise(floor.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[first.id, second.id])
    acknowledge(
        floor.story.device.deciding,
        by=ASSESSOR,
        assessment=first.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
    )
    table.handing.open(first.id)
    table.settle()
    assert buttons_of(table.hand) == {table.hand.give_back}
    table.handing.open(second.id)
    table.settle()
    assert table.hand.done in buttons_of(table.hand)
    assert table.hand.give_back.isHidden()


def test_not_yet_needs_no_reasons_and_unsigned_it_waits_on_the_list(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Amina Bello")
    table.deciding.open(work.id)
    table.settle()
    table.decide.feedback.write("Show the claw grip again.")
    QTest.mouseClick(table.decide.not_yet, Qt.MouseButton.LeftButton)
    table.settle()
    pad = [made for made in table.decide.findChildren(PinPad) if made.isVisible()][-1]
    pad.reject()
    table.settle()
    assert table.went[-1][0] == "sitting"
    kept = floor.story.device.tables.assessments.get(work.id)
    assert (kept.state, kept.decision) == (State.DECIDED, Decision.NOT_YET)


def test_the_pad_says_what_is_signed(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Walter Walkin")
    table.deciding.open(work.id)
    table.settle()
    table.decide.feedback.write("Show the claw grip again.")
    table.decide.not_yet.click()
    table.decide.not_yet.click()
    table.settle()
    (pad,) = [made for made in table.decide.findChildren(PinPad) if made.isVisible()]
    said = [text.text() for text in pad.findChildren(Text)]
    assert "Walter Walkin: not yet competent · CUL-KNI v1" in said


def test_what_is_typed_outlives_a_lock_and_is_nobody_elses(floor: Floor, table: Table, qtbot: QtBot) -> None:
    (work,) = shown(floor, "Amina Bello")
    table.deciding.open(work.id)
    table.settle()
    table.decide.feedback.write("Show the claw grip again.")
    table.deciding.open(work.id)
    table.settle()
    assert table.decide.feedback.text() == "Show the claw grip again."
    drawn_anew = Table(floor, qtbot)
    drawn_anew.deciding.open(work.id)
    drawn_anew.settle()
    assert drawn_anew.decide.feedback.text() == "Show the claw grip again."
    floor.session.sign_in(floor.story.device.tables.staff.get(ASSURER))
    drawn_anew.deciding.open(work.id)
    drawn_anew.settle()
    assert drawn_anew.decide.feedback.text() == ""


def test_a_critical_criterion_that_was_not_met_leaves_only_not_yet(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Amina Bello")
    form = floor.story.device.shelf.get("CUL-KNI", "1")
    critical = next(item.id for item in form.criteria() if item.critical)
    desk = floor.story.device.assessing
    occasion = desk.assessments.occasions(work.id)[0]
    mark(desk, by=ASSESSOR, assessment=work.id, occasion=occasion.id, criterion=critical, mark=Mark.NOT_MET)
    table.deciding.open(work.id)
    table.settle()
    assert not table.decide.competent.isEnabled()
    assert table.decide.not_yet.isEnabled()


def test_the_next_learner_who_waits_comes_up(floor: Floor, table: Table) -> None:
    first, second = shown(floor, "Amina Bello", "Bo Lindqvist")
    for work in (first, second):
        floor.story.decide_competent(work)
    finalise(floor.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[first.id, second.id])
    table.handing.open(first.id)
    table.settle()
    table.hand.acknowledged.emit("declined", {"words": "I disagree.", "name_right": False})
    table.settle()
    assert table.handing._told is not None
    assert table.handing._told.view.name == "Bo Lindqvist"
    table.hand.acknowledged.emit("signed", {"strokes": [[[1, 2], [3, 4]]], "name_right": True})
    table.settle()
    assert (table.outcome(first), table.outcome(second)) == (Acknowledged.DECLINED, Acknowledged.SIGNED)
    assert [made for made in table.hand.findChildren(PinPad) if made.isVisible()]


def test_of_a_learner_who_is_not_there_no_name_is_checked(floor: Floor, table: Table) -> None:
    (work,) = shown(floor, "Amina Bello")
    floor.story.decide_competent(work)
    finalise(floor.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    table.handing.open(work.id)
    table.settle()
    table.hand.name_right.setChecked(True)
    (away,) = [made for made in buttons_of(table.hand) if made.text() == "Not here"]
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)
    assert not table.hand.name_right.isVisible()
    table.hand.why.write("Left for the bus")
    QTest.mouseClick(table.hand.done, Qt.MouseButton.LeftButton)
    table.settle()
    assert table.outcome(work) is Acknowledged.NOT_AVAILABLE
    assert not checked_names(floor, work)
