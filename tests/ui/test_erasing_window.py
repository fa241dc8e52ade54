"""An administrator erases data of a learner in the window: what goes, what stays, the PIN, and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.erasing import Extent, Why
from assessor_app.exchange import rosters
from assessor_app.services.sittings.open import close_sitting
from assessor_app.ui.erasing.dialogs import EraseDialog, RunOutDialog
from assessor_app.ui.erasing.flow import EraseFlow
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Text
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.presenter import LearnersPresenter
from assessor_app.ui.theme.look import Look
from office_story import OfficeStory, office, the_dialog
from story import ADMIN, ASSESSOR, PINS
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: LearnersPage
    presenter: LearnersPresenter
    flow: EraseFlow
    office: OfficeStory
    bot: QtBot
    told: list[str]

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle)
        QApplication.processEvents()

    def type_pin(self) -> None:
        self.settle()
        the_dialog(self.page, PinPad).entered.emit(PINS[ADMIN])
        self.settle()


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Amina's certificate is out and her sitting closed; an administrator is at the screen."""
    page = LearnersPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    with office(tmp_path, look, lambda: page) as made:
        shared = {"tasks": made.tasks, "acts": made.acts, "session": made.session}
        device = made.story.device
        presenter = LearnersPresenter(
            page,
            desk=device.learners,
            reads=made.reads,
            rosters=rosters,
            **shared,  # type: ignore[arg-type]  # as named
        )
        flow = EraseFlow(
            page,
            desk=device.erasing,
            require=device.deciding.require_pin,
            **shared,  # type: ignore[arg-type]  # as named
        )
        told: list[str] = []
        flow.erased.connect(told.append)
        flow.erased.connect(presenter.erased)
        page.run_out_requested.connect(flow.ask_all)
        page.panel.erase_asked.connect(lambda: flow.ask(made.story.learners[0]))
        made.add("Amina Bello", "2031")
        (work,) = made.competent()
        made.issue([work])
        sitting = device.tables.assessments.occasions(work)[0].sitting
        close_sitting(device.sittings, by=ASSESSOR, sitting=sitting)
        made.be(ADMIN)
        page.resize(1200, 700)
        page.show()
        found = Room(page, presenter, flow, made, qtbot, told)
        presenter.show()
        presenter.open(made.story.learners[0])
        found.settle()
        yield found


def words_of(dialog: EraseDialog | RunOutDialog) -> str:
    return "\n".join(text.text() for text in dialog.findChildren(Text) if text.isVisible())


def test_what_goes_and_what_stays_is_said_before_the_pin(room: Room) -> None:
    room.page.panel.erase.click()
    room.settle()
    dialog = the_dialog(room.page, EraseDialog)
    every_focusable_has_a_name(dialog)
    assert [dialog.extent.itemData(at) for at in range(dialog.extent.count())] == [Extent.WORK]
    assert [dialog.why.itemData(at) for at in range(dialog.why.count())] == [Why.REQUEST, Why.MISTAKE]
    assert "notes, feedback and reasons" in words_of(dialog)
    assert "a certificate of theirs stands" in words_of(dialog)
    dialog.go.click()
    room.type_pin()
    assert room.told == ["Erased of Amina Bello: what was written about 1 result."]
    assert not room.office.troubles
    room.page.panel.erase.click()
    room.settle()
    dialog = the_dialog(room.page, EraseDialog)
    assert not dialog.go.isVisible()
    assert "Nothing of this learner can be erased now." in words_of(dialog)


def test_what_has_run_out_is_proposed_and_opens_the_same_question(room: Room) -> None:
    room.page.run_out.click()
    room.settle()
    dialog = the_dialog(room.page, RunOutDialog)
    assert "Nothing has run out" in words_of(dialog)
    dialog.reject()
    room.office.story.clock.moment += timedelta(days=370)
    room.page.run_out.click()
    room.settle()
    dialog = the_dialog(room.page, RunOutDialog)
    (button,) = dialog.buttons
    button.click()
    room.settle()
    asked = the_dialog(room.page, EraseDialog)
    assert asked.why.key() == Why.RETENTION


def test_nobody_but_an_administrator_is_offered_it(room: Room) -> None:
    room.office.be(ASSESSOR)
    room.presenter.show()
    room.settle()
    assert not room.page.panel.erase.isVisible()
    assert not room.page.run_out.isVisible()
