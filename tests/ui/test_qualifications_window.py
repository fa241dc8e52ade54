"""Qualifications in the window: how far a learner is, and the word of a quality assurer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.catalogue import Catalogue, MicroCredential, Qualification
from assessor_app.services.qualifications.look import towards
from assessor_app.services.qualifications.ports import QualificationDesk
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.learners.towards import TowardsList, towards_views
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.quality.qualifications import Qualifications
from assessor_app.ui.theme.look import Look
from office_story import OfficeStory, office, the_dialog
from story import ASSURER, PINS
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: QualityPage
    awards: Qualifications
    desk: QualificationDesk
    office: OfficeStory
    bot: QtBot
    learner: str
    changes: list[bool]

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle)
        QApplication.processEvents()

    def show(self) -> list[PlainButton]:
        self.awards.show()
        self.settle()
        return [one for one in self.awards.notice.findChildren(PlainButton) if one.isVisible()]


def catalogue(code: str, need: int) -> Catalogue:
    titles = {code: "The first", "ELE-WIR": "Basic Wiring"}
    return Catalogue(
        awarding_body="Example",
        frameworks=(),
        sectors=(),
        micro_credentials=tuple(
            MicroCredential(code=one, title=title, sector="electrical", planned=False)
            for one, title in titles.items()
        ),
        qualifications=(
            Qualification(
                code="ALL-ONE", title="Certified Maker", sector="electrical", parts=tuple(titles), need=need
            ),
        ),
    )


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = QualityPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    with office(tmp_path, look, lambda: page) as made:
        device = made.story.device
        learner = made.add("Amina Bello", "2031")
        (work,) = made.competent()
        made.issue([work])
        code = device.tables.assessments.get(work).form_code
        desk = replace(device.qualifications, catalogue=lambda: catalogue(code, 1))
        made.session.sign_in(device.tables.staff.get(ASSURER))
        awards = Qualifications(page, desk=desk, tasks=made.tasks, acts=made.acts, session=made.session)
        changes: list[bool] = []
        awards.changed.connect(lambda: changes.append(True))
        page.resize(1200, 800)
        page.show()
        yield Room(page, awards, desk, made, qtbot, learner, changes)


def test_a_quality_assurer_awards_it_with_a_pin(room: Room) -> None:
    (button,) = room.show()
    assert button.accessibleName() == "Award Certified Maker to Amina Bello"
    every_focusable_has_a_name(room.page)
    button.click()
    room.settle()
    pad = the_dialog(room.page, PinPad)
    pad.entered.emit("0000")
    room.settle()
    assert pad.isVisible()
    pad.entered.emit(PINS[ASSURER])
    room.settle()
    assert room.changes == [True]
    assert room.show() == []
    (kept,) = room.office.story.device.tables.qualifications.all()
    (view,) = towards_views(towards(room.desk, room.learner))
    assert (view.signs, view.about) == ((Shape.REGISTERED,), f"Number {kept.number}")
    assert view.words.startswith("Certified Maker, awarded on")


def test_a_learner_sees_how_far_and_what_is_next(room: Room) -> None:
    code = room.desk.catalogue().micro_credentials[0].code
    both = replace(room.desk, catalogue=lambda: catalogue(code, 2))
    (view,) = towards_views(towards(both, room.learner))
    assert view.words == "1 of 2 towards Certified Maker"
    assert view.about == "Next: Basic Wiring"
    assert view.signs == (Shape.MET, Shape.NOT_SEEN)
    shown = TowardsList(room.page.look)
    room.bot.addWidget(shown)
    shown.show_views((view,))
    assert not shown.isHidden()
    shown.show_views(())
    assert shown.isHidden()
