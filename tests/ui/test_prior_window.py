"""Prior learning and witnesses in the window: chosen before the work, mapped, interviewed; a witness's word as a mark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.marks import How
from assessor_app.domain.sitting import Method
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.ui.before.dialog import BeforeDialog
from assessor_app.ui.before.presenter import BeforePresenter
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.prior.dialog import PriorDialog
from assessor_app.ui.prior.presenter import PriorPresenter
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR
from walks import every_focusable_has_a_name


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    found.story.add_learner("Amina Bello", "2031")
    yield found
    found.close()
    qapp.processEvents()


class Room:
    """A page with both dialogs behind it; the learner's work has begun and one piece of evidence is there."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        device = floor.story.device
        _sitting, (self.entry,) = floor.story.open_sitting(("CUL-KNI", "1"))
        self.work = floor.story.start(self.entry)
        (self.occasion,) = (item.id for item in device.tables.assessments.occasions(self.work.id))
        take_statement(
            evidence_desk(device),
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            statement=Statement(who="Ana", relation="chef", words="Daily.", saw_it=True, typed="Ana"),
        )
        self.page = QWidget()
        floor.look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.show()
        self.before = BeforePresenter(
            self.page, device.sittings, floor.look, tasks=floor.tasks, session=floor.session
        )
        self.prior = PriorPresenter(
            self.page, evidence_desk(device), floor.look, tasks=floor.tasks, session=floor.session
        )

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    def open_prior(self) -> PriorDialog:
        self.prior.open(self.work.id, self.occasion)
        self.settle()
        (found,) = [made for made in self.page.findChildren(PriorDialog) if made.isVisible()]
        return found

    def choose_prior_learning(self) -> None:
        self.before.of_entry(self.entry.id)
        self.settle()
        (dialog,) = self.page.findChildren(BeforeDialog)
        dialog.method.chosen.emit(Method.RPL.value)
        self.settle()
        assert dialog.method.current() == Method.RPL.value
        dialog.accept()


@pytest.fixture
def room(floor: Floor, qtbot: QtBot) -> Room:
    return Room(floor, qtbot)


def test_it_is_chosen_before_the_work_and_refused_without(room: Room) -> None:
    dialog = room.open_prior()
    every_focusable_has_a_name(dialog)
    dialog.claim.what.write("Reference")
    dialog.claim.dated.write("2026-10-01")
    next(iter(dialog.claim.ticks.values())).setChecked(True)
    QTest.mouseClick(dialog.claim.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert dialog.claim.wrong.isVisible(), "this learner is assessed by observation"
    room.choose_prior_learning()
    entry = room.floor.story.device.tables.sittings.entry(room.entry.id)
    assert entry.method is Method.RPL
    QTest.mouseClick(dialog.claim.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert not dialog.claim.wrong.isVisible()
    assert not dialog.claim.what.text(), "the next one begins empty"


def test_evidence_is_mapped_and_interviews_are_written_down(room: Room) -> None:
    room.choose_prior_learning()
    dialog = room.open_prior()
    first, second = list(dialog.claim.ticks)[:2]
    dialog.claim.what.write("Reference of Café Anker")
    dialog.claim.dated.write("2026-10-01")
    dialog.claim.known.write("phoned the chef")
    for key in (first, second):
        dialog.claim.ticks[key].setChecked(True)
    QTest.mouseClick(dialog.claim.keep, Qt.MouseButton.LeftButton)
    room.settle()
    dialog.interview.question.write("How do you keep raw and ready apart?")
    dialog.interview.answer.write("Two boards.")
    dialog.interview.enough.setChecked(True)
    QTest.mouseClick(dialog.interview.keep, Qt.MouseButton.LeftButton)
    room.settle()
    found = whole_work(room.floor.story.device.assessing, room.work.id)
    assert {item.how for item in found.judgements.values()} == {How.RPL}
    assert [claim.criterion for claim in found.prior.claims] == [first, second]
    assert [item.enough for item in found.prior.interviews] == [True]


def test_closing_drops_no_words(room: Room) -> None:
    room.choose_prior_learning()
    dialog = room.open_prior()
    key = next(iter(dialog.claim.ticks))
    dialog.claim.what.write("Reference of Café Anker")
    dialog.claim.ticks[key].setChecked(True)
    dialog.interview.answer.write("Two boards.")
    primaries = [button for button in dialog.findChildren(PrimaryButton) if button.isVisible()]
    assert primaries == [dialog.claim.keep], "one next step"
    dialog.reject()
    room.settle()
    dialog = room.open_prior()
    assert dialog.claim.again.isVisible()
    assert dialog.claim.what.text() == "Reference of Café Anker"
    assert dialog.claim.ticks[key].isChecked()
    assert dialog.interview.answer.text() == "Two boards."


def test_a_challenge_test_is_written_down_criterion_by_criterion(room: Room) -> None:
    room.choose_prior_learning()
    dialog = room.open_prior()
    part = dialog.challenge
    first, second = list(part.results)[:2]
    part.results[first].choose("met")
    part.results[second].choose("not-met")
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert part.wrong.isVisible(), "nobody said what was set"
    part.task.write("Dice an onion in three minutes")
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert not part.wrong.isVisible()
    (test,) = whole_work(room.floor.story.device.assessing, room.work.id).prior.challenges
    assert [result.value for result in test.results.values()] == ["met", "not-met"]
    assert {choice.current() for choice in part.results.values()} == {""}
