"""Twenty learners signed off: one PIN for all decisions, then each learner's own part, counted touch by touch.

Two touches a learner (a signature under the sentence that says what is signed, the name with it, and done), and the next
one's page comes up by itself; two PINs, before and after, of four digits and their button each.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Decision
from assessor_app.services.board.marking import working_on
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.ui.assess.handover import HandoverPage
from assessor_app.ui.assess.strokes import SignaturePad
from assessor_app.ui.assessing.appeal import appeal_of
from assessor_app.ui.assessing.handover_presenter import HandoverPresenter
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, PINS

LEARNERS = 20
MOST_TOUCHES = 65


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    yield found
    found.close()
    qapp.processEvents()


class Hand:
    """One finger over the sitting's page and the learner's page, counting."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot, self.touches = floor, qtbot, 0
        device = floor.story.device
        self.sitting, self.learner = SittingPage(floor.look), HandoverPage(floor.look)
        for page in (self.sitting, self.learner):
            floor.look.dress(page)
            qtbot.addWidget(page)
            page.resize(1366, 768)
            page.show()
        self.one = SittingPresenter(
            self.sitting,
            floor.parts,
            assessing=device.assessing,
            deciding=device.deciding,
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.handing = HandoverPresenter(
            self.learner,
            device.deciding,
            floor.table,
            appeal=lambda decided: appeal_of(device.slips, decided),
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.left = False
        self.one.go.connect(self._go)
        self.handing.go.connect(self._leave)

    def _go(self, name: str, key: str) -> None:
        if name == "handover":
            self.handing.open(key)

    def _leave(self, _name: str, _key: str) -> None:
        self.left = True

    def press(self, button: QWidget) -> None:
        self.touches += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
        self.floor.settle(self.qtbot)

    def sign(self, pad: SignaturePad) -> None:
        """One stroke, without lifting the finger."""
        self.touches += 1
        start = pad.rect().center()
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 9):
            QTest.mouseMove(pad, start + QPoint(10 * step, 14 * (step % 3)))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))

    def enter_pin(self, page: QWidget) -> None:
        """Touches the digits and the button of the pad."""
        pad = [found for found in page.findChildren(PinPad) if found.isVisible()][-1]
        for digit in PINS[ASSESSOR]:
            key = next(
                button
                for button in pad.findChildren(QAbstractButton)
                if button.isVisible() and button.text() == digit
            )
            self.press(key)
        self.press(pad.go)


def test_twenty_are_signed_off(floor: Floor, qtbot: QtBot, tell: Callable[[str], None]) -> None:
    story = floor.story
    for number in range(LEARNERS):
        story.add_learner(f"Learner {number + 1}", str(2031 + number))
    sitting, entries = story.open_sitting()
    desk = story.device.assessing
    works = []
    for entry in entries:
        work, _occasion = working_on(desk, by=ASSESSOR, entry=entry.id)
        decide(desk, by=ASSESSOR, assessment=work, decision=Decision.NOT_YET, feedback="Practise the claw.")
        works.append(work)
    hand = Hand(floor, qtbot)
    hand.one.open(sitting.id)
    floor.settle(qtbot)
    hand.press(hand.sitting.head.sign)
    hand.enter_pin(hand.sitting)
    # A button that has just changed its meaning takes no second half of a double press.
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    hand.press(hand.sitting.list.rows[entries[0].id].step)
    for number in range(LEARNERS):
        assert hand.learner.accessibleName()
        assert hand.handing._told is not None
        assert hand.handing._told.view.name == f"Learner {number + 1}"
        says = [label.text() for label in hand.learner.findChildren(QLabel) if label.isVisible()]
        assert any(f"my name is written right: Learner {number + 1}." in words for words in says)
        hand.sign(hand.learner.pad)
        hand.press(hand.learner.done)
    hand.enter_pin(hand.learner)
    assert hand.left
    kinds = {story.device.tables.outcomes.acknowledgement(work) for work in works}
    assert kinds == {Acknowledged.SIGNED}
    names = [story.device.tables.learners.checked_name(learner) for learner in story.learners]
    assert names == [f"Learner {number + 1}" for number in range(LEARNERS)], (
        "everybody's name was read and signed for"
    )
    tell(f"Sign-off of {LEARNERS}: {hand.touches} touches")
    assert hand.touches <= MOST_TOUCHES
