"""What is settled before the work, through its dialog: ticked, arranged, refused, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.before import Arranged, Condition
from assessor_app.services.sittings.before import settled
from assessor_app.ui.before.dialog import BeforeDialog
from assessor_app.ui.before.presenter import BeforePresenter
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.sittings.entry_dialog import EntryDialog
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, ASSURER
from walks import every_focusable_has_a_name

FORM = ("CUL-KNI", "1")


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    found.story.add_learner("Amina Bello", "2031")
    yield found
    found.close()
    qapp.processEvents()


class Room:
    """A sitting's page with the dialog behind it, wired as the window wires them."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        self.page = SittingPage(floor.look)
        floor.look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        device = floor.story.device
        self.presenter = SittingPresenter(
            self.page,
            floor.parts,
            assessing=device.assessing,
            deciding=device.deciding,
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        before = BeforePresenter(
            self.page, device.sittings, floor.look, tasks=floor.tasks, session=floor.session
        )
        self.page.conditions_requested.connect(before.of_sitting)
        self.page.before_requested.connect(before.of_entry)
        before.changed.connect(self.presenter.show)
        self.sitting, self.entries = floor.story.open_sitting(FORM, ticked=False)
        self.presenter.open(self.sitting.id)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self.floor.settle(self.qtbot)

    @property
    def dialog(self) -> BeforeDialog:
        (found,) = [made for made in self.page.findChildren(BeforeDialog) if made.isVisible()]
        return found

    def of_the_learner(self) -> BeforeDialog:
        (row,) = self.page.list.rows.values()
        QTest.keyClick(row, Qt.Key.Key_F2)
        (entry,) = self.page.findChildren(EntryDialog)
        QTest.mouseClick(entry.before, Qt.MouseButton.LeftButton)
        self.settle()
        return self.dialog


@pytest.fixture
def room(floor: Floor, qtbot: QtBot) -> Room:
    return Room(floor, qtbot)


def test_conditions_are_ticked_from_the_head_of_the_sitting(room: Room) -> None:
    assert room.page.head.conditions.text().endswith("0 of 4")
    QTest.mouseClick(room.page.head.conditions, Qt.MouseButton.LeftButton)
    room.settle()
    every_focusable_has_a_name(room.dialog)
    assert not room.dialog.adding.isVisible(), "nothing is arranged for a whole sitting"
    tick = room.dialog.ticks[FORM, Condition.TOOLS.value]
    assert not tick.isChecked()
    assert "not ticked" in tick.accessibleName()
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    room.settle()
    again = room.dialog.ticks[FORM, Condition.TOOLS.value]
    assert again.isChecked()
    assert again.hasFocus(), "the next one is one Tab away"
    assert "Ben" in again.accessibleName() or "," in again.accessibleName(), "who ticked it, and when"
    assert room.page.head.conditions.text().endswith("1 of 4")


def test_what_is_arranged_is_asked_kind_by_kind(room: Room) -> None:
    dialog = room.of_the_learner()
    every_focusable_has_a_name(dialog)
    part = dialog.adding
    part.kind.choose(Arranged.INTERPRETER.value)
    part.kind.activated.emit(part.kind.currentIndex())
    assert list(part.fields) == ["who", "language", "relation"]
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert not settled(room.floor.story.device.sittings, room.sitting.id, by=ASSESSOR).arranged
    part.fields["who"].write("Lin Wei")
    part.fields["language"].write("Mandarin")
    part.fields["relation"].write("neighbour")
    part.declared.setChecked(True)
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    (made,) = settled(room.floor.story.device.sittings, room.sitting.id, by=ASSESSOR).arranged
    assert (made.who, made.language) == ("Lin Wei", "Mandarin")
    assert not part.fields["who"].text(), "the next one begins empty"
    (row,) = room.page.list.rows.values()
    assert "interpreter" in row.entry.details
    assert "Lin Wei" not in row.entry.details
    QTest.mouseClick(dialog.taking_back[made.id], Qt.MouseButton.LeftButton)
    room.settle()
    assert not settled(room.floor.story.device.sittings, room.sitting.id, by=ASSESSOR).arranged


def test_what_is_refused_is_said_and_stays_typed(room: Room) -> None:
    dialog = room.of_the_learner()
    part = dialog.adding
    part.kind.choose(Arranged.INTERPRETER.value)
    part.kind.activated.emit(part.kind.currentIndex())
    for name, words in (("who", "Amina Bello"), ("language", "Hausa"), ("relation", "herself")):
        part.fields[name].write(words)
    part.declared.setChecked(True)
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    assert part.wrong.isVisible()
    assert part.fields["who"].text() == "Amina Bello"
    assert part.keep.isEnabled()


def _press(dialog: BeforeDialog, word: str) -> None:
    (button,) = [found for found in dialog.findChildren(PlainButton) if found.text() == word]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_was_typed_and_not_kept_waits_for_whoever_typed_it(room: Room) -> None:
    part = room.of_the_learner().adding
    part.fields["what"].write("Sits down while the stock simmers")
    part.kind.choose(Arranged.INTERPRETER.value)
    part.kind.activated.emit(part.kind.currentIndex())
    part.fields["who"].write("Lin Wei")
    part.declared.setChecked(True)
    primaries = [button for button in room.dialog.findChildren(PrimaryButton) if button.isVisible()]
    assert primaries == [part.keep], "one next step"
    _press(room.dialog, "Close")
    room.settle()
    dialog = room.of_the_learner()
    part = dialog.adding
    assert part.again.isVisible(), "it says that this was never kept"
    assert part.kind.key() == Arranged.INTERPRETER.value
    assert (part.fields["who"].text(), part.declared.isChecked()) == ("Lin Wei", True)
    part.kind.choose(Arranged.ADJUSTMENT.value)
    part.kind.activated.emit(part.kind.currentIndex())
    assert part.fields["what"].text() == "Sits down while the stock simmers", "another kind drops no words"
    part.fields["why"].write("Back pain")
    part.fields["agreed_by"].write("The centre")
    part.declared.setChecked(True)
    QTest.mouseClick(part.keep, Qt.MouseButton.LeftButton)
    room.settle()
    _press(dialog, "Close")
    room.settle()
    part = room.of_the_learner().adding
    assert not part.again.isVisible()
    assert not any(field.text() for field in part.fields.values()), "what was kept is no draft"


def test_nobody_finds_the_words_of_another(room: Room) -> None:
    room.of_the_learner().adding.fields["what"].write("Sits down")
    _press(room.dialog, "Close")
    room.settle()
    room.floor.session.sign_in(room.floor.story.device.tables.staff.get(ASSURER))
    part = room.of_the_learner().adding
    assert not part.fields["what"].text()
