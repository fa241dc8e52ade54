"""What is done about a signed result in the window: corrected, annulled by two, appealed against, decided."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.certificate import CertificateState
from assessor_app.exchange import rosters
from assessor_app.services.after.look import Act
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.awards.sheets import state
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from assessor_app.ui.after.asking import AnnulDialog, AppealDialog, RulingDialog
from assessor_app.ui.after.choice import ActChoice
from assessor_app.ui.after.correction import CorrectionDialog
from assessor_app.ui.after.flow import Afterwards
from assessor_app.ui.assessing.countersigning import WhoDialog
from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.presenter import LearnersPresenter
from assessor_app.ui.quality.appeals import Appeals
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.theme.look import Look
from office_story import Kind, OfficeStory, office, the_dialog
from story import ADMIN, ASSESSOR, ASSURER, PINS
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: LearnersPage
    presenter: LearnersPresenter
    flow: Afterwards
    office: OfficeStory
    bot: QtBot
    learner: str
    work: str
    number: str

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle)
        QApplication.processEvents()

    def dialog(self, kind: type[Kind]) -> Kind:
        self.settle()
        return the_dialog(self.page, kind)

    def choose(self, act: Act) -> None:
        self.presenter.open(self.learner)
        self.settle()
        (button,) = [
            found
            for found in self.page.panel.history.findChildren(QuietButton)
            if found.isVisible() and "appeal" in found.accessibleName()
        ]
        button.setFocus()
        button.click()
        choice = self.dialog(ActChoice)
        every_focusable_has_a_name(choice)
        choice.buttons[act].click()

    def who_decides(self) -> str:
        """What is said to whoever may do nothing about the result."""
        self.page.panel.history.result_asked.emit(self.work)
        choice = self.dialog(ActChoice)
        assert not choice.buttons
        told = " ".join(label.text() for label in choice.findChildren(QLabel))
        choice.reject()
        return told

    def type_pin(self, pin: str) -> None:
        self.dialog(PinPad).entered.emit(pin)
        self.settle()

    def told(self) -> str:
        self.presenter.open(self.learner)
        self.settle()
        view = self.page.panel.view
        assert view is not None
        return " / ".join(words for _shape, words in view.history[0].after)


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = LearnersPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    with office(tmp_path, look, lambda: page) as made:
        device = made.story.device
        presenter = LearnersPresenter(
            page,
            tasks=made.tasks,
            acts=made.acts,
            session=made.session,
            desk=device.learners,
            reads=made.reads,
            rosters=rosters,
        )
        flow = Afterwards(page, desk=device.after, tasks=made.tasks, acts=made.acts, session=made.session)
        page.panel.history.result_asked.connect(flow.ask)
        flow.changed.connect(presenter.show)
        learner = made.add("Amina Bello", "2031")
        (work,) = made.competent()
        (number,) = made.issue([work])
        page.resize(1200, 800)
        page.show()
        yield Room(page, presenter, flow, made, qtbot, learner, work, number)


def test_the_assessor_corrects_down_and_the_paper_is_withdrawn(room: Room) -> None:
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    every_focusable_has_a_name(form)
    form.go.click()
    assert form.isVisible(), "a reason is needed"
    form.reason.write("The wrong row.")
    form.decision.choose(Decision.NOT_YET.value)
    form.marks[0].mark.choose("not-met")
    form.go.click()
    room.type_pin(PINS[ASSESSOR])
    assert room.office.troubles == []
    assert state(room.office.story.device.awards, room.number) is CertificateState.REVOKED
    told = room.told()
    assert "not yet competent" in told
    assert "“The wrong row.”" in told
    assert room.page.panel.view is not None
    assert room.page.panel.view.history[0].result == "Not yet competent"


def test_readings_and_answers_are_corrected_too(room: Room) -> None:
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    form.reason.write("Read off the wrong scale.")
    edit = next(one for one in form.marks if one.readings)
    fields, answer = edit.readings[0], form.answers[0]
    fields.value.write("two")
    form.go.click()
    assert form.isVisible(), "that is no number"
    assert not fields.value.edit.visibleRegion().isEmpty(), "and one sees where"
    fields.value.write("2,5")
    for point in answer.points:
        point.setChecked(False)
    answer.note.write("")
    form.go.click()
    assert form.isVisible(), "a bare tick is no answer"
    answer.note.write("In her own words.")
    form.decision.choose(Decision.NOT_YET.value)
    form.go.click()
    room.type_pin(PINS[ASSESSOR])
    assert room.office.troubles == []
    work = whole_work(room.office.story.device.assessing, room.work)
    assert work.judgements[edit.occasion, edit.criterion].readings[0].value == 2.5
    assert (work.oral[answer.question].note, work.oral[answer.question].said) == ("In her own words.", ())
    told = room.told()
    assert f"reading on {edit.criterion}" in told
    assert f"answer on {answer.question}" in told


def test_what_the_rules_refuse_is_told_in_the_window(room: Room) -> None:
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    form.reason.write("The wrong row.")
    form.marks[0].mark.choose("not-met")
    form.go.click()
    room.settle()
    assert not [pad for pad in room.page.findChildren(PinPad) if pad.isVisible()], "before any PIN"
    assert [error.code for error in room.office.troubles] == ["not-competent-by-rule"]
    assert room.told() == ""


def test_a_correction_asks_whose_word_it_wants_before_any_pin(room: Room) -> None:
    """A trainee's marks are mended: what was countersigned before is other work now."""
    staff = room.office.story.device.tables.staff
    at = "2026-11-22T09:00:00+00:00"
    staff.put(replace(staff.get(ASSESSOR), trainee=True), at=at)
    second = replace(staff.get(ASSESSOR), id="d" * 32, name="Dora Dlamini", label="Dora", trainee=False)
    staff.put(second, at=at)
    staff.put_pin(second.id, PinState(hash=PinHasher().hash("7531"), failures=0, wait_until=""))
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    form.reason.write("In her own words, after all.")
    form.answers[0].note.write("She said it twice.")
    form.go.click()
    who = room.dialog(WhoDialog)
    every_focusable_has_a_name(who)
    assert list(who.people) == [second.id]
    who.people[second.id].click()
    room.type_pin(PINS[ASSESSOR])
    room.type_pin("7531")
    assert room.office.troubles == []
    (word,) = room.office.story.device.tables.countersigned.of_assessment(room.work)
    assert word.by == second.id
    assert "answer on" in room.told()


def test_a_correction_that_nobody_signed_is_found_again(room: Room) -> None:
    staff = room.office.story.device.tables.staff
    at = "2026-11-22T09:00:00+00:00"
    staff.put(replace(staff.get(ASSESSOR), trainee=True), at=at)
    second = replace(staff.get(ASSESSOR), id="d" * 32, name="Dora Dlamini", label="Dora", trainee=False)
    staff.put(second, at=at)
    staff.put_pin(second.id, PinState(hash=PinHasher().hash("7531"), failures=0, wait_until=""))
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    form.reason.write("In her own words, after all.")
    form.answers[0].note.write("She said it twice.")
    form.reject()
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    assert form.reason.text() == "In her own words, after all.", "Cancel was touched"
    assert form.answers[0].note.text() == "She said it twice."
    form.go.click()
    room.dialog(WhoDialog).reject()
    room.choose(Act.CORRECT)
    form = room.dialog(CorrectionDialog)
    assert form.answers[0].note.text() == "She said it twice.", "Dora is not there"
    form.go.click()
    room.dialog(WhoDialog).people[second.id].click()
    room.type_pin(PINS[ASSESSOR])
    room.type_pin("7531")
    assert room.office.session.drafts.all_typed() == {}
    room.choose(Act.CORRECT)
    assert room.dialog(CorrectionDialog).reason.text() == "", "what was signed is not proposed again"


def test_two_people_annul_each_with_a_pin(room: Room) -> None:
    room.choose(Act.ANNUL)
    form = room.dialog(AnnulDialog)
    every_focusable_has_a_name(form)
    assert [form.second.itemData(at) for at in range(form.second.count())] == [ASSURER]
    form.reason.write("These were the marks of Seán.")
    form.go.click()
    room.type_pin("1379")
    pad = room.dialog(PinPad)
    assert pad.isVisible(), "one's own PIN is proved first"
    room.type_pin(PINS[ASSESSOR])
    room.type_pin(PINS[ASSURER])
    device = room.office.story.device
    assert device.tables.assessments.get(room.work).state is State.ANNULLED
    assert state(device.awards, room.number) is CertificateState.ANNULLED
    told = room.told()
    assert "Bram Bakker" in told
    assert "Chidi Obi" in told
    view = room.page.panel.view
    assert view is not None
    assert (view.history[0].result, view.history[0].signed) == ("Annulled", False)


def test_an_appeal_is_written_down_and_decided_by_somebody_else(room: Room, look: Look, qtbot: QtBot) -> None:
    room.choose(Act.APPEAL)
    form = room.dialog(AppealDialog)
    every_focusable_has_a_name(form)
    form.grounds.write("I was not asked question 3.")
    form.go.click()
    room.type_pin(PINS[ASSESSOR])
    told = room.page.panel.view
    assert told is not None
    assert told.history[0].after, "the page was read again"
    focused = room.page.focusWidget()
    assert focused is not None
    assert room.page.panel.history.isAncestorOf(focused), "it stays at the learner"
    assert "appeal" in focused.accessibleName()
    assert "I was not asked question 3." in room.told()
    assert "Not decided yet" in room.told()
    device = room.office.story.device
    assert f"no interest in it: {device.tables.staff.get(ADMIN).name}." in room.who_decides()
    quality = QualityPage(look)
    qtbot.addWidget(quality)
    appeals = Appeals(quality, desk=device.after, tasks=room.office.tasks, session=room.office.session)
    room.office.be(ADMIN)
    appeals.show()
    room.settle()
    assert not appeals.notice.isHidden()
    every_focusable_has_a_name(quality)
    room.choose(Act.RULE)
    ruling = room.dialog(RulingDialog)
    every_focusable_has_a_name(ruling)
    ruling.outcome.choose("new-attempt")
    ruling.reasons.write("The question was skipped.")
    ruling.go.click()
    room.type_pin(PINS[ADMIN])
    assert "a new attempt, which uses none" in room.told()
    assert not device.tables.assessments.get(room.work).uses_attempt
    appeals.show()
    room.settle()
    assert appeals.notice.isHidden()


def test_where_nobody_may_decide_an_appeal_it_says_so_and_what_to_do(room: Room) -> None:
    room.choose(Act.APPEAL)
    form = room.dialog(AppealDialog)
    form.grounds.write("I was not asked question 3.")
    form.go.click()
    room.type_pin(PINS[ASSESSOR])
    room.office.story.device.store.raw().execute(
        "UPDATE staff SET left_at = '2026-11-22' WHERE id <> ?", (ASSESSOR,)
    )
    assert "An administrator adds a quality assurer" in room.who_decides()


def test_a_late_appeal_asks_why_it_is_heard(look: Look, qtbot: QtBot) -> None:
    from datetime import date

    page = Page(look, "x")
    qtbot.addWidget(page)
    form = AppealDialog(look, today=date(2026, 12, 20), until=date(2026, 12, 12), parent=page)
    form.open()
    assert form.late.isVisible()
    form.grounds.write("No.")
    form.go.click()
    assert form.isVisible()
    form.day.write("2026-12-12")
    assert not form.late.isVisible()
    with qtbot.waitSignal(form.agreed) as said:
        form.go.click()
    assert said.args[0].late == ""


def test_nobody_is_offered_what_they_may_not_do(room: Room) -> None:
    room.office.be(ASSURER)
    room.page.panel.history.result_asked.emit(room.work)
    choice = room.dialog(ActChoice)
    assert set(choice.buttons) == {Act.APPEAL}
