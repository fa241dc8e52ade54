"""Joining an awarding body from the window: who may, what is said, and what came of it."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.keys.vault import open_vault
from assessor_app.issuer.setting_up.make import NewIssuer, make_issuer
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import Store, file_url, open_store, read_url
from assessor_app.resources import forms_folder
from assessor_app.services.enrolling.restarting import restart_chain
from assessor_app.services.enrolling.retire import RetireDesk
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.records.ports import RETIRED_CHAIN
from assessor_app.transport.stick import Stick
from assessor_app.ui.acts import Acts
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.joining.desk import JoinDesk
from assessor_app.ui.joining.dialog import JoinDialog
from assessor_app.ui.joining.presenter import Joining
from assessor_app.ui.joining.retire_dialog import RetireDialog
from assessor_app.ui.joining.retiring import Retiring
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, PINS, Story, begin
from test_sync_page import copy_desk
from walks import every_focusable_has_a_name, nothing_is_cut_off

SECRET = "sesame"


class Office:
    """An awarding body in this process."""

    def __init__(self, store: Store, folder: Path, story: Story) -> None:
        self.store, self.story, self.away = store, story, False
        make_issuer(
            store,
            NewIssuer(host="issuer.test", name="Example Awarding", phone=""),
            root_out=folder / "root.json",
            passphrase=SECRET,
            root_passphrase=SECRET,
            forms=forms_folder(),
            now=story.clock.now() - timedelta(hours=1),
        )
        with store.read() as connection:
            self.vault = open_vault(connection, passphrase=SECRET)

    def enrol(self, request: bytes, /) -> bytes:
        if self.away:
            raise KnownError("network-away", host="issuer.test")
        with self.store.write() as connection:
            text = enrolment.read_request(request)
            answer = enrol(connection, text, vault=self.vault, now=self.story.clock.now())
        return enrolment.write_answer(answer)

    def code(self) -> str:
        with self.store.write() as connection:
            centre = Centre(id="C-1042", name="Weldon Training")
            return invite(connection, centre, by="test", now=self.story.clock.now()).code


class Screen:
    def __init__(self, look: Look, story: Story, office: Office, qtbot: QtBot) -> None:
        self.qtbot, self.tasks, self.session = qtbot, Tasks(), Session()
        self.told: list[KnownError] = []
        self.tasks.trouble.connect(self.told.append)
        device = story.device
        self.device = device
        self.card = JoinCard(look)
        look.dress(self.card)
        qtbot.addWidget(self.card)
        self.card.resize(900, 200)
        self.card.show()
        desk = JoinDesk(
            enrolling=device.enrolling,
            pins=device.pins,
            connect=lambda _url, _go_on: nullcontext(office),
            stick=Stick,
        )
        self.presenter = Joining(
            self.card,
            look,
            desk=desk,
            tasks=self.tasks,
            acts=Acts(self.tasks, look, lambda: self.card),
            session=self.session,
        )
        self.retiring = Retiring(
            self.card,
            look,
            desk=RetireDesk(
                ledger=device.ledger,
                pins=device.pins,
                copies=copy_desk(device),
                open_work=lambda: len(device.tables.assessments.unfinished()),
                evidence=device.tables.counted.evidence,
                asks_for_evidence=lambda: False,
            ),
            tasks=self.tasks,
            acts=Acts(self.tasks, look, lambda: self.card),
            session=self.session,
        )
        self.retiring.changed.connect(self.presenter.show)
        self.sign_in(ADMIN)

    def sign_in(self, staff: str) -> None:
        self.session.sign_in(self.device.tables.staff.get(staff))
        self.presenter.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle, timeout=20_000)

    def dialog(self) -> JoinDialog:
        self.card.step.click()
        found = self.card.window().findChildren(JoinDialog)
        return found[-1]

    def type_pin(self, dialog: QWidget, pin: str = PINS[ADMIN]) -> PinPad:
        pad = dialog.findChildren(PinPad)[-1]
        pad.entered.emit(pin)
        self.settle()
        return pad


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


@pytest.fixture
def office(story: Story, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "issuer").mkdir()
    store = open_store(read_url(file_url(tmp_path / "issuer").render_as_string(hide_password=False)))
    yield Office(store, tmp_path / "issuer", story)
    store.close()


@pytest.fixture
def screen(look: Look, story: Story, office: Office, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(look, story, office, qtbot)
    yield made
    made.tasks.shutdown()


def test_only_an_administrator_is_offered_it(screen: Screen) -> None:
    assert screen.card.step.isVisible()
    screen.sign_in(ASSESSOR)
    assert not screen.card.step.isVisible()
    assert "An administrator can join one." in screen.card.words.text()


def test_a_device_joins_with_a_code_an_address_and_a_pin(screen: Screen, office: Office) -> None:
    dialog = screen.dialog()
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    dialog.code.write(office.code())
    dialog.address.write("issuer.test")
    dialog.go.click()
    pad = screen.type_pin(dialog, "0000")
    assert pad.isVisible()
    assert screen.device.tables.enrolment.pending() is None
    screen.type_pin(dialog)
    screen.settle()
    joined = screen.device.tables.enrolment.current()
    assert joined is not None
    assert joined.url == "https://issuer.test"
    assert "belongs to Example Awarding" in screen.card.words.text()
    assert "C-1042" in screen.card.done.text()
    assert not screen.card.step.isVisible()
    assert not still_open(dialog)


def test_what_is_no_code_and_no_address_is_said_where_it_was_typed(screen: Screen) -> None:
    dialog = screen.dialog()
    dialog.go.click()
    assert dialog.code.edit.accessibleDescription() == "This is needed."
    dialog.code.write("ABCDE")
    dialog.address.write("http://issuer.test")
    dialog.go.click()
    screen.type_pin(dialog)
    assert dialog.code.edit.accessibleDescription() == sentence(KnownError("code-unreadable"))
    assert dialog.isVisible()


def test_without_a_network_the_request_waits_and_is_the_same_again(screen: Screen, office: Office) -> None:
    office.away, code = True, office.code()
    for _turn in range(2):
        dialog = screen.dialog()
        dialog.code.write(code)
        dialog.address.write("issuer.test")
        dialog.go.click()
        screen.type_pin(dialog)
        screen.settle()
        assert [error.code for error in screen.told] == ["network-away"]
        assert "the answer has not come yet" in screen.card.words.text()
        assert screen.card.step.isEnabled()
        screen.told.clear()
    office.away = False
    dialog = screen.dialog()
    assert dialog.address.text() == "https://issuer.test"
    dialog.code.write(code)
    dialog.go.click()
    screen.type_pin(dialog)
    screen.settle()
    assert screen.device.tables.enrolment.current() is not None


def test_a_device_with_unsent_records_is_retired_over_a_stick_alone(screen: Screen, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    screen.card.retire.click()
    screen.settle()
    (dialog,) = screen.card.window().findChildren(RetireDialog)
    every_focusable_has_a_name(dialog)
    assert dialog.left.text().startswith("On this device alone: 1 unsent record.")
    assert not dialog.go.isEnabled()
    dialog.copy.click()
    choose(screen, dialog, stick)
    pad = screen.type_pin(dialog, "0000")
    assert pad.isVisible()
    assert list(stick.iterdir()) == []
    screen.type_pin(dialog)
    (copy,) = stick.iterdir()
    assert copy.name in screen.card.done.text()
    screen.settle()
    assert not screen.card.retire.isVisible()
    with pytest.raises(KnownError, match="chain-retired"):
        require_may_sign(screen.device.ledger)


def test_a_retired_device_that_begins_anew_joins_with_a_new_code(screen: Screen, office: Office) -> None:
    dialog = screen.dialog()
    dialog.code.write(office.code())
    dialog.address.write("issuer.test")
    dialog.go.click()
    screen.type_pin(dialog)
    screen.settle()
    device = screen.device
    device.tables.settings.put(RETIRED_CHAIN, device.tables.records.active_chain().id)
    restart_chain(device.enrolling, device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=lambda _chain: None)
    screen.presenter.show()
    screen.settle()
    assert "Where it wants a new code" in screen.card.words.text()
    dialog = screen.dialog()
    assert dialog.address.text() == "https://issuer.test"
    dialog.code.write(office.code())
    dialog.go.click()
    screen.type_pin(dialog)
    screen.settle()
    assert screen.told == []
    assert "belongs to Example Awarding" in screen.card.words.text()
    assert not screen.card.step.isVisible()
    assert device.tables.enrolment.pending() is None


def test_only_an_administrator_is_offered_the_end(screen: Screen) -> None:
    assert screen.card.retire.isVisible()
    screen.sign_in(ASSESSOR)
    assert not screen.card.retire.isVisible()


def test_by_stick_the_request_goes_and_the_answer_comes(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = screen.dialog()
    dialog.code.write(office.code())
    dialog.write.click()
    choose(screen, dialog, stick)
    screen.type_pin(dialog)
    screen.settle()
    (request,) = stick.iterdir()
    assert request.name in screen.card.done.text()
    take(screen, stick)
    assert screen.card.done.text() == "No answer to this device lies there yet."
    (stick / "enrolment-answer-x-00000000.assessor-enrol").write_bytes(office.enrol(request.read_bytes()))
    take(screen, stick)
    joined = screen.device.tables.enrolment.current()
    assert joined is not None
    assert joined.url == ""


def take(screen: Screen, stick: Path) -> None:
    dialog = screen.dialog()
    dialog.take.click()
    choose(screen, dialog, stick)
    screen.settle()
    screen.settle()


def choose(screen: Screen, dialog: QWidget, folder: Path) -> None:
    asking = dialog.findChildren(QFileDialog)[-1]
    asking.fileSelected.emit(str(folder))
    asking.reject()
    screen.settle()
