"""Countersigning in the window: told before the decision, asked after it, found again on the sitting's page and Today."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.people import Role, Staff
from assessor_app.services.deciding.countersign import waiting_decisions
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assessing.countersigning import Countersigning, WhoDialog
from assessor_app.ui.assessing.decide_presenter import DecidePresenter
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
from assessor_app.ui.theme.look import Look
from assessor_app.ui.today.page import TodayPage
from assessor_app.ui.today.presenter import TodayPresenter
from floor import Floor, open_floor
from story import ASSESSOR, PINS
from walks import every_focusable_has_a_name

SECOND, PIN = "d" * 32, "6172"


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    found.story.add_learner("Amina Bello", "2031")
    second = Staff(
        id=SECOND, name="Zoe Maas", label="zoe", roles=frozenset({Role.ASSESSOR}), scope=("culinary",)
    )
    tables = found.story.device.tables
    tables.staff.put(second, at="2026-11-22T08:00:00+00:00")
    tables.staff.put_pin(SECOND, PinState(hash=PinHasher().hash(PIN), failures=0, wait_until=""))
    yield found
    found.close()
    qapp.processEvents()


class Room:
    """The pages of a decision, wired as the window wires them; the first assessor saw it all, the second decides."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        device = floor.story.device
        self.sitting, entries = floor.story.open_sitting(("CUL-KNI", "1"))
        self.work: Assessment = floor.story.start(entries[0])
        floor.story.show_everything(self.work, self.sitting.id)
        floor.session.sign_in(device.tables.staff.get(SECOND))
        self.decide, self.page, self.today = (
            DecidePage(floor.look),
            SittingPage(floor.look),
            TodayPage(floor.look),
        )
        for page in (self.decide, self.page, self.today):
            floor.look.dress(page)
            qtbot.addWidget(page)
            page.resize(1366, 760)
        shared: dict[str, Any] = {"tasks": floor.tasks, "acts": floor.acts, "session": floor.session}
        self.deciding = DecidePresenter(self.decide, device.deciding, **shared)
        self.one = SittingPresenter(
            self.page, floor.parts, assessing=device.assessing, deciding=device.deciding, **shared
        )
        self.first = TodayPresenter(self.today, floor.today, device.deciding, after=device.after, **shared)
        words = Countersigning(self.page, device.deciding, tasks=floor.tasks, acts=floor.acts)
        self.page.countersign_requested.connect(
            lambda sitting: words.ask_mine(self.signed_in(), sitting, done=self.one.show)
        )
        self.went: list[str] = []
        self.deciding.go.connect(lambda name, _key: self.went.append(name))

    def signed_in(self) -> Staff:
        assert self.floor.session.staff is not None
        return self.floor.session.staff

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    def open_decision(self) -> None:
        self.deciding.open(self.work.id)
        self.decide.show()
        self.settle()

    def decide_competent(self) -> None:
        self.open_decision()
        for field in self.decide.reasons.values():
            field.write("Seen by the assurer")
        QTest.mouseClick(self.decide.competent, Qt.MouseButton.LeftButton)
        self.settle()

    def pad(self, page: Page, pin: str) -> PinPad:
        (pad,) = [made for made in page.findChildren(PinPad) if made.isVisible()]
        QTest.keyClicks(pad, pin)
        QTest.keyClick(pad, Qt.Key.Key_Return)
        self.settle()
        return pad

    def kept(self) -> Assessment:
        return self.floor.story.device.tables.assessments.get(self.work.id)


@pytest.fixture
def room(floor: Floor, qtbot: QtBot) -> Room:
    return Room(floor, qtbot)


def test_it_is_told_before_and_asked_after_the_decision(room: Room) -> None:
    room.open_decision()
    words = [label.text() for label in room.decide.findChildren(Text)]
    assert any("Bram Bakker, who countersigns" in said for said in words)
    room.decide_competent()
    (who,) = room.decide.findChildren(WhoDialog)
    every_focusable_has_a_name(who)
    assert list(who.people) == [ASSESSOR]
    QTest.mouseClick(who.people[ASSESSOR], Qt.MouseButton.LeftButton)
    room.settle()
    wrong = room.pad(room.decide, "0000")
    assert wrong.isVisible(), "a wrong PIN is refused on the pad"
    assert waiting_decisions(room.floor.story.device.deciding)


def test_the_countersigner_and_then_the_decider_sign(room: Room) -> None:
    room.decide_competent()
    (who,) = room.decide.findChildren(WhoDialog)
    QTest.mouseClick(who.people[ASSESSOR], Qt.MouseButton.LeftButton)
    room.settle()
    room.pad(room.decide, PINS[ASSESSOR])
    room.pad(room.decide, PIN)
    assert room.kept().state is State.FINALISED
    assert room.went == ["handover"]


def test_later_leaves_it_on_the_list_of_whose_word_is_wanted(room: Room) -> None:
    room.decide_competent()
    (who,) = room.decide.findChildren(WhoDialog)
    who.reject()
    room.settle()
    assert room.went == ["sitting"]
    room.one.open(room.sitting.id)
    room.page.show()
    room.settle()
    (row,) = room.page.list.rows.values()
    assert row.entry.work_about == "waits for a countersignature"
    assert not room.page.head.sign.isVisible(), "what waits cannot be signed yet"
    assert not room.page.head.countersign.isVisible(), "it is not this one's word that is wanted"
    device = room.floor.story.device
    room.floor.session.sign_in(device.tables.staff.get(ASSESSOR))
    room.one.show()
    room.settle()
    assert room.page.head.countersign.isVisible()
    QTest.mouseClick(room.page.head.countersign, Qt.MouseButton.LeftButton)
    room.settle()
    room.pad(room.page, PINS[ASSESSOR])
    assert not waiting_decisions(device.deciding)
    assert not room.page.head.countersign.isVisible()
    room.floor.session.sign_in(device.tables.staff.get(SECOND))
    room.one.show()
    room.settle()
    assert room.page.head.sign.isVisible()


def test_today_lists_what_waits_for_my_word(room: Room) -> None:
    room.decide_competent()
    (who,) = room.decide.findChildren(WhoDialog)
    who.reject()
    room.settle()
    room.floor.session.sign_in(room.floor.story.device.tables.staff.get(ASSESSOR))
    room.first.show()
    room.today.show()
    room.settle()
    every_focusable_has_a_name(room.today)
    room.today.asked.emit("countersign", "")
    room.settle()
    room.pad(room.today, PINS[ASSESSOR])
    assert not waiting_decisions(room.floor.story.device.deciding)
