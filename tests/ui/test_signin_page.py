import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.device import open_device
from assessor_app.domain.errors import KnownError
from assessor_app.services.people.pin import require_pin
from assessor_app.services.people.recover import administrators, renew
from assessor_app.storage.engine.os_keyring import Keyring
from assessor_app.storage.engine.slots import KEYRING, RECOVERY, KeySlots
from assessor_app.storage.engine.slots import PASSPHRASE as BY_PASSPHRASE
from assessor_app.storage.engine.stick import restore
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.signin.page import SignInPage
from assessor_app.ui.signin.presenter import SignInPresenter, trouble_of
from assessor_app.ui.signin.renew import RenewStep
from assessor_app.ui.signin.steps import LostStep, SecretStep, TroubleStep, WhoStep
from assessor_app.ui.signin.view import Door, Entrance, SignInView
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import PASSPHRASE, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off


class MemoryKeyring:
    """A keyring that keeps its secrets in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


@dataclass
class Room:
    """A sign-in page over a real folder."""

    page: SignInPage
    presenter: SignInPresenter
    folder: Path
    recovery: str
    keyring: MemoryKeyring
    opened: list[tuple[str, bool]] = field(default_factory=list)

    def step(self) -> QWidget:
        found = self.page._room.step()
        assert found is not None
        return found

    def says(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def type_in(self, text: str) -> None:
        step = self.step()
        assert isinstance(step, SecretStep)
        step.field.write(text)
        QTest.keyClick(step.field.edit, Qt.Key.Key_Return)


def entrance(folder: Path, state: Path, keyring: Keyring) -> Entrance:
    def look() -> SignInView:
        slots = KeySlots(folder).slots()
        kinds = {slot.kind for slot in slots}
        return SignInView(
            doors=tuple(Door(slot=slot.id, label=slot.label) for slot in slots if slot.kind == BY_PASSPHRASE),
            keyring=KEYRING in kinds,
            recovery=RECOVERY in kinds,
        )

    def by_keyring() -> object:
        opened = KeySlots(folder).open_with_keyring(keyring)
        return None if opened is None else open_device(folder, lambda _slots: opened, state=state)

    return Entrance(
        folder=folder,
        look=look,
        with_passphrase=lambda slot, typed: open_device(
            folder, lambda slots: slots.open_with(typed, slot=slot), state=state
        ),
        with_recovery=lambda typed: open_device(
            folder, lambda slots: slots.open_with_recovery(typed), state=state
        ),
        with_keyring=by_keyring,
        restore=lambda copy, typed, into, progress: restore(copy, typed, into=into, progress=progress),
    )


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def room(look: Look, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Room:
    folder, state = tmp_path / "data", tmp_path / "state"
    story = begin(folder, state)
    keyring = MemoryKeyring()
    story.device.close()
    page = SignInPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(1024, 700)
    page.show()
    presenter = SignInPresenter(page, tasks, entrance(folder, state, keyring), page)
    made = Room(page, presenter, folder, story.recovery, keyring)

    def opened(device: object, recovery: bool) -> None:
        made.opened.append((device.opened_by, recovery))  # type: ignore[attr-defined]  # it is a Device
        device.close()  # type: ignore[attr-defined]  # the same

    presenter.opened.connect(opened)
    return made


def pick_first(room: Room, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), WhoStep))
    step = room.step()
    assert isinstance(step, WhoStep)
    tile = step.tiles.first()
    assert tile is not None
    tile.click()


def press(page: QWidget, name: str) -> None:
    found = [
        one for one in page.findChildren(PlainButton) if one.accessibleName() == name and one.isVisible()
    ]
    found[0].click()


def test_a_member_opens_with_a_passphrase_and_a_wrong_one_costs_nothing(room: Room, qtbot: QtBot) -> None:
    room.presenter.show()
    pick_first(room, qtbot)
    for _ in range(3):
        room.type_in("not the passphrase")
        step = room.step()
        assert isinstance(step, SecretStep)
        qtbot.waitUntil(step.go.isEnabled, timeout=10_000)
        assert step.field.edit.accessibleDescription()
        assert not room.opened
    room.type_in(PASSPHRASE)
    qtbot.waitUntil(lambda: bool(room.opened), timeout=10_000)
    assert room.opened == [("a" * 32, False)]


def test_the_recovery_key_opens_behind_what_is_said_about_losing_everything(room: Room, qtbot: QtBot) -> None:
    room.presenter.show()
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), WhoStep))
    press(room.page, "I have lost my passphrase")
    assert isinstance(room.step(), LostStep)
    assert "can no longer be read by anybody" in room.says()
    press(room.page, "Use the recovery key")
    room.type_in("nonsense")
    step = room.step()
    assert isinstance(step, SecretStep)
    qtbot.waitUntil(step.go.isEnabled)
    assert step.field.edit.accessibleDescription()
    room.type_in(room.recovery.lower().replace("-", " "))
    qtbot.waitUntil(lambda: bool(room.opened), timeout=10_000)
    assert room.opened == [("", True)]


def test_after_the_recovery_key_an_administrator_gets_a_new_passphrase_and_pin(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    ways = dataclasses.replace(
        entrance(room.folder, tmp_path / "state", room.keyring),
        administrators=lambda device: [(one.id, one.name) for one in administrators(device.staff)],
        renew=lambda device, staff, passphrase, pin: renew(
            device.staff, device.pins, staff_id=staff, passphrase=passphrase, pin=pin
        ),
    )
    room.presenter._entrance = ways
    room.presenter.show()
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), WhoStep))
    room.page.show_recovery()
    room.type_in(room.recovery)
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), RenewStep), timeout=10_000)
    step = room.step()
    assert isinstance(step, RenewStep)
    every_focusable_has_a_name(room.page)
    for field_, text in ((step.passphrase, "short"), (step.passphrase_again, "short")):
        field_.write(text)
    step.pin.write("7305")
    step.go.click()
    assert step.pin_again.edit.accessibleDescription()
    step.pin_again.write("7305")
    step.go.click()
    qtbot.waitUntil(step._wrong.isVisible)
    step.passphrase.write("new words of mine")
    step.passphrase_again.write("new words of mine")
    step.go.click()
    qtbot.waitUntil(lambda: room.opened == [("", True)], timeout=10_000)
    device = open_device(
        room.folder, lambda slots: slots.open_with("new words of mine"), state=tmp_path / "state"
    )
    try:
        assert device.opened_by == "a" * 32
        assert require_pin(device.pins, staff_id="a" * 32, pin="7305")
    finally:
        device.close()


def test_a_chosen_keyring_opens_by_itself_and_one_that_forgot_says_so(room: Room, qtbot: QtBot) -> None:
    slots = KeySlots(room.folder)
    slots.add_keyring(slots.open_with(PASSPHRASE).key, room.keyring)
    room.presenter.show()
    qtbot.waitUntil(lambda: room.opened == [("", False)], timeout=10_000)
    room.keyring.kept.clear()
    room.presenter.show()
    qtbot.waitUntil(lambda: "type a passphrase" in room.says(), timeout=10_000)
    room.presenter.show(by_itself=False)
    qtbot.waitUntil(lambda: "type a passphrase" not in room.says())
    assert len(room.opened) == 1


def test_a_folder_without_keys_says_so_and_offers_a_copy(room: Room, qtbot: QtBot) -> None:
    for name in ("keys.json", "keys.json.bak"):
        (room.folder / name).unlink()
    room.presenter.show()
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), TroubleStep))
    assert "The keys are missing" in room.says()
    press(room.page, "Restore a copy")
    assert "Restore a copy from a stick" in room.says()
    press(room.page, "Back")
    qtbot.waitUntil(lambda: isinstance(room.page._room.step(), TroubleStep))


def test_a_folder_that_is_open_elsewhere_says_so(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    elsewhere = open_device(room.folder, lambda slots: slots.open_with(PASSPHRASE), state=tmp_path / "state")
    try:
        room.presenter.show()
        pick_first(room, qtbot)
        room.type_in(PASSPHRASE)
        qtbot.waitUntil(lambda: isinstance(room.step(), TroubleStep), timeout=10_000)
        assert "It is open already" in room.says()
        assert "Restore a copy" not in room.says()
    finally:
        elsewhere.close()
    press(room.page, "Try again")
    qtbot.waitUntil(lambda: isinstance(room.step(), WhoStep))


SAMPLE = SignInView(
    doors=(
        Door(slot="1", label="Ingrid", role="administrator", pin="5029"),
        Door(slot="2", label="João Pedro da Conceição Albuquerque Vasconcelos e Sá Nogueira", pin="1"),
        Door(slot="3", label="يوسف بن صالح الحداد <b>", role="assessor", pin="4071"),
    ),
    sample_passphrase="sample",
    sample_recovery="AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-H",
    keyring=True,
)


def walk(page: SignInPage) -> None:
    steps: tuple[Callable[[], None], ...] = (
        page.show_who,
        lambda: page.show_passphrase("3"),
        page.show_lost,
        page.show_recovery,
    )
    for show in steps:
        show()
        every_focusable_has_a_name(page)
        nothing_is_cut_off(page)


def test_a_sample_tells_everything_and_every_step_has_names_and_room(every_look: Look, qtbot: QtBot) -> None:
    page = SignInPage(every_look)
    qtbot.addWidget(page)
    every_look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    page.show_data(SAMPLE)
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "“sample”" in said
    assert "AAAA-BBBB" in said
    step = page._room.step()
    assert isinstance(step, WhoStep)
    tile = step.tiles.first()
    assert tile is not None
    assert "PIN 5029" in tile.accessibleName()
    assert tile.height() >= every_look.metrics.mm(12)
    walk(page)
    page.show_data(trouble_of(KnownError("database-newer", migration="0009")))
    every_focusable_has_a_name(page)


def test_a_sample_opens_with_one_touch_more(look: Look, qtbot: QtBot) -> None:
    page = SignInPage(look)
    qtbot.addWidget(page)
    page.show_data(SAMPLE)
    page.show_passphrase("1")
    with qtbot.waitSignal(page.passphrase_entered) as told:
        step = page._room.step()
        assert isinstance(step, SecretStep)
        step.go.click()
    assert told.args == ["1", "sample"]
    with qtbot.waitSignal(page.passphrase_entered) as told:
        typed = step.field.edit
        assert isinstance(typed, QLineEdit)
        QTest.keyClicks(typed, "sample")
        step.go.click()
    assert told.args == ["1", "sample"]


def test_at_twice_the_size_nothing_is_cut_off(large_look: Look, qtbot: QtBot) -> None:
    page = SignInPage(large_look)
    qtbot.addWidget(page)
    large_look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    page.show_data(SAMPLE)
    walk(page)
