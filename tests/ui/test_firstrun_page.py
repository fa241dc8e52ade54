from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.device import COPIES_TO, create_device, open_device
from assessor_app.domain.centre import Centre
from assessor_app.domain.people import Role, Staff
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.storage.engine.stick import make_copy, restore
from assessor_app.ui.firstrun.page import FirstRunPage, WelcomeStep
from assessor_app.ui.firstrun.presenter import FirstRunPresenter
from assessor_app.ui.firstrun.recovery import RecoveryStep
from assessor_app.ui.firstrun.restore import RestoreStep
from assessor_app.ui.firstrun.view import Beginnings, NewCentre
from assessor_app.ui.firstrun.wizard import SheetStep
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import PASSPHRASE, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off

RECOVERY = "7K2M-0PQR-9XYZ-ABCD-EFGH-JKMN-1234-5678-V"


def create(folder: Path, values: NewCentre) -> str:
    made = create_device(
        folder,
        centre=Centre(
            id="c1",
            name=values.name,
            approval_number=values.approval_number,
            country=values.country,
            phone=values.phone,
            host=values.host,
            awarding_body=values.awarding_body,
        ),
        administrator=Staff(
            id="a" * 32,
            name=values.administrator,
            label=values.label,
            roles=frozenset({Role.ADMINISTRATOR}),
        ),
        passphrase=values.passphrase,
        pin=values.pin,
        state=folder.with_name("state"),
    )
    made.device.close()
    return made.recovery


@dataclass
class Begun:
    """A first run over real folders."""

    page: FirstRunPage
    presenter: FirstRunPresenter
    folder: Path
    ready: list[Path] = field(default_factory=list)

    def step(self) -> QWidget:
        found = self.page._room.step()
        assert found is not None
        return found

    def says(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def fill(self, **answers: str) -> None:
        step = self.step()
        assert isinstance(step, SheetStep)
        for key, text in answers.items():
            found = step.inputs[key]
            if isinstance(found, Field):
                found.write(text)
            elif isinstance(found, Select):
                found.choose(text)
        step.go.click()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def begun(look: Look, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Begun:
    page = FirstRunPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    folder = tmp_path / "data"
    ways = Beginnings(
        folder=folder,
        make_sample=lambda into: into.mkdir(),
        create=create,
        restore=lambda copy, typed, into, progress: restore(copy, typed, into=into, progress=progress),
    )
    made = Begun(page, FirstRunPresenter(page, tasks, ways, page), folder)
    made.presenter.ready.connect(made.ready.append)
    made.presenter.show()
    return made


def press(page: QWidget, name: str) -> None:
    next(one for one in page.findChildren(PlainButton) if one.accessibleName() == name).click()


def test_a_centre_is_set_up_and_the_recovery_key_is_on_paper_before_anybody_goes_on(
    begun: Begun, qtbot: QtBot
) -> None:
    press(begun.page, "Set up this centre")
    begun.fill(name="Harbour <b>Centre</b>")
    assert "This is needed." in begun.says()
    begun.fill(country="IE", phone="+353 1 555 0100", approval_number="TC-1")
    begun.fill(host="check example", awarding_body="")
    assert "2 of 4" in begun.says()
    begun.fill(host="https://check.example.org/")
    begun.fill(administrator="Ada Admin", label="Ada", passphrase="short", passphrase_again="other")
    assert "The two are not the same." in begun.says()
    begun.fill(passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    begun.fill(pin="1234", pin_again="1234")
    assert "4 of 4" in begun.says()
    begun.fill(pin="2580", pin_again="2580")
    qtbot.waitUntil(lambda: isinstance(begun.step(), RecoveryStep), timeout=20_000)
    step = begun.step()
    assert isinstance(step, RecoveryStep)
    assert not step.go.isEnabled()
    step._tick.click()
    step._typed.write("0000-0")
    assert not step.go.isEnabled()
    step._typed.write(step._end.lower())
    step.go.click()
    assert begun.ready == [begun.folder]
    device = open_device(
        begun.folder, lambda slots: slots.open_with(PASSPHRASE), state=begun.folder.with_name("state")
    )
    try:
        centre = device.tables.settings.centre()
        assert (centre.name, centre.country, centre.host) == (
            "Harbour <b>Centre</b>",
            "IE",
            "check.example.org",
        )
    finally:
        device.close()


def test_what_was_answered_stands_there_when_one_goes_back(begun: Begun) -> None:
    press(begun.page, "Set up this centre")
    begun.fill(name="Harbour", country="IE", phone="1")
    press(begun.page, "Back")
    step = begun.step()
    assert isinstance(step, SheetStep)
    name, country = step.inputs["name"], step.inputs["country"]
    assert isinstance(name, Field)
    assert isinstance(country, Select)
    assert (name.text(), country.key()) == ("Harbour", "IE")


def test_sample_data_is_one_touch(begun: Begun, qtbot: QtBot) -> None:
    press(begun.page, "Try with sample data")
    assert "Making the sample centre" in begun.says()
    qtbot.waitUntil(lambda: begun.ready == [begun.folder])


def test_a_copy_from_a_stick_is_restored_and_what_is_no_copy_is_said(
    begun: Begun, qtbot: QtBot, tmp_path: Path
) -> None:
    story = begin(tmp_path / "old", tmp_path / "oldstate")
    receiver = bytes.fromhex(story.device.tables.settings.get(COPIES_TO))
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    made = make_copy(story.device.store, tmp_path, receiver=receiver, centre="c", now=moment).path
    story.device.close()
    press(begun.page, "Restore from a stick")
    step = begun.step()
    assert isinstance(step, RestoreStep)
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"nothing of ours")
    step.go.click()
    assert "This is needed." in begun.says()
    step.copy.write(str(foreign))
    step.key.write(story.recovery)
    step.go.click()
    qtbot.waitUntil(lambda: "foreign" in begun.says() or "copy-unreadable" in begun.says())
    assert step.go.isEnabled()
    step.copy.write(str(made))
    usual = step.into.text()
    step.into.write("somewhere")
    step.go.click()
    assert "Write the whole path of the folder" in begun.says()
    step.into.write(str(tmp_path / "elsewhere"))
    assert f"assessor-app --data {tmp_path / 'elsewhere'}" in begun.says()
    step.into.write(usual)
    assert "assessor-app --data" not in begun.says()
    QTest.keyClick(step.into.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begun.ready == [begun.folder], timeout=20_000)
    assert KeySlots(begun.folder).slots()


def test_every_step_has_names_and_room(every_look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    page = FirstRunPage(every_look)
    qtbot.addWidget(page)
    every_look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    page.show_data(tmp_path)
    assert isinstance(page._room.step(), WelcomeStep)
    walk(page, every_look)


def test_at_twice_the_size_too(large_look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    page = FirstRunPage(large_look)
    qtbot.addWidget(page)
    large_look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    page.show_data(tmp_path)
    walk(page, large_look)


def walk(page: FirstRunPage, look: Look) -> None:
    nothing_is_cut_off(page)
    for number in range(4):
        page.show_sheet(number)
        every_focusable_has_a_name(page)
        nothing_is_cut_off(page)
    page.show_recovery(RECOVERY)
    every_focusable_has_a_name(page)
    nothing_is_cut_off(page)
    page.show_restore(RestoreStep(look, into=Path("/data"), usual=Path("/data")))
    every_focusable_has_a_name(page)
    nothing_is_cut_off(page)
