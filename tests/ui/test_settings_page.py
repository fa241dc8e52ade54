from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.people import Role
from assessor_app.services.people.pin import require_pin
from assessor_app.services.settings.table import SETTINGS, Kept
from assessor_app.storage.engine.slots import KEYRING
from assessor_app.storage.preferences import Preferences
from assessor_app.storage.tables.form_dates import FormDates
from assessor_app.ui.firstrun.recovery import RecoveryStep
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog, Question, still_open
from assessor_app.ui.kit.text import Text
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.parts import SettingsParts, WaysIn
from assessor_app.ui.settings.presenter import SettingsPresenter
from assessor_app.ui.settings.seal import PassphraseDialog
from assessor_app.ui.settings.secrets import SecretDialog
from assessor_app.ui.settings.simple import SimpleSettings
from assessor_app.ui.settings.staff_form import StaffForm
from assessor_app.ui.settings.staff_list import StaffList
from assessor_app.ui.settings.view import FormLine, MemberView, Places, SettingsView
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from certificates_of_a_centre import PASSPHRASE as OF_THE_FILE
from certificates_of_a_centre import make
from story import ADMIN, ASSESSOR, PASSPHRASE, PINS, Story, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off

TODAY = date(2026, 11, 22)


@dataclass
class Open:
    """The settings page over a real centre."""

    page: SettingsPage
    presenter: SettingsPresenter
    session: Session
    story: Story
    preferences: Path
    heard: list[str] = field(default_factory=list)

    def press(self, name: str) -> None:
        found = self.page.findChildren(PlainButton)
        next(one for one in found if one.accessibleName() == name and one.isVisible()).click()

    def dialog(self) -> Dialog:
        tops = self.page.findChildren(Dialog)
        return next(one for one in tops if one.isVisible())

    def secret(self, new: str, *, old: str = "", again: str = "") -> SecretDialog:
        dialog = self.dialog()
        assert isinstance(dialog, SecretDialog)
        dialog.old.write(old)
        dialog.new.write(new)
        dialog.again.write(again or new)
        dialog.go.click()
        return dialog

    def form(self) -> StaffForm:
        return next(one for one in self.page.findChildren(StaffForm) if one.isVisible())


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def opened(look: Look, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Iterator[Open]:
    story = begin(tmp_path / "data", tmp_path / "state")
    device = story.device
    page, session = SettingsPage(look, today=lambda: TODAY), Session()
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(QSize(1366, 768))
    page.show()
    session.sign_in(device.tables.staff.get(ADMIN))
    preferences = tmp_path / "config" / "preferences.json"
    parts = SettingsParts(
        kept=Kept(computer=Preferences(preferences), centre=device.tables.settings),
        staff=device.staff,
        pins=device.pins,
        badges=device.staff_badges,
        shelf=device.shelf,
        dates=FormDates(device.store),
        ways=WaysIn(
            keyring_on=lambda: any(slot.kind == KEYRING for slot in device.slots.slots()),
            set_keyring=lambda _on: None,
            new_recovery=lambda: device.slots.add_recovery(device.key).shown,
        ),
        places=Places(data=device.folder, log=None),
        sealing=device.sealing,
        languages=lambda: ("en", "fr"),
        sectors=lambda: {"culinary": "Kitchen and service"},
    )
    presenter = SettingsPresenter(
        page, tasks, session, parts, page, ask=lambda _parent: tmp_path / "centre.p12"
    )
    made = Open(page, presenter, session, story, preferences)
    presenter.look_changed.connect(lambda: made.heard.append("look"))
    presenter.idle_changed.connect(lambda minutes: made.heard.append(f"idle {minutes}"))
    presenter.show()
    qtbot.waitUntil(lambda: page.view is not None)
    yield made
    tasks.shutdown()
    device.close()


def test_what_is_chosen_is_kept_and_told(opened: Open, qtbot: QtBot) -> None:
    card = opened.page.findChildren(SimpleSettings)[0]
    card.changed.emit("theme", "dark")
    qtbot.waitUntil(lambda: opened.heard == ["look"])
    assert '"theme": "dark"' in opened.preferences.read_text(encoding="utf-8")
    card.changed.emit("idle-lock", "5")
    qtbot.waitUntil(lambda: opened.heard == ["look", "idle 5"])
    assert opened.story.device.tables.settings.get("idle-lock") == "5"


def test_an_administrator_adds_a_member_who_then_opens_and_signs(opened: Open, qtbot: QtBot) -> None:
    opened.page.open_section("staff")
    opened.press("Add a member")
    form = opened.form()
    assert ("culinary", "Kitchen and service") in opened.page.view.scopes  # type: ignore[union-attr]  # it was shown
    form.name.write("Zsófia Nagy")
    form.roles[Role.ASSESSOR].click()
    form.saved.emit(form.written())
    qtbot.waitUntil(form._wrong.isVisible)
    assert form._wrong.text()
    form.scope["electrical"].click()
    form.until.write("2028-13-01")
    opened.press("Add this member")
    assert "no day" in form.until.edit.accessibleDescription()
    form.until.write("2028-12-31")
    opened.press("Add this member")
    form._save_button.click()  # a hand that presses twice
    qtbot.waitUntil(lambda: len(opened.page.view.members) == 4)  # type: ignore[union-attr]  # it was shown
    added = next(one for one in opened.story.device.tables.staff.all() if one.name == "Zsófia Nagy")
    assert (added.scope, added.qualified_until) == (("electrical",), date(2028, 12, 31))
    opened.page.show_member(added.id)
    opened.press("Give a passphrase")
    dialog = opened.secret("short")
    qtbot.waitUntil(lambda: bool(dialog.new.edit.accessibleDescription()))
    opened.secret("four words of hers")
    qtbot.waitUntil(lambda: not still_open(dialog), timeout=10_000)
    opened.page.show_member(added.id)
    opened.press("Set a PIN")
    pins = opened.secret("7305")
    qtbot.waitUntil(lambda: not still_open(pins), timeout=10_000)
    assert opened.story.device.slots.open_with("four words of hers").slot.staff == added.id
    assert require_pin(opened.story.device.pins, staff_id=added.id, pin="7305").id == added.id


def test_a_member_leaves_after_a_question(opened: Open, qtbot: QtBot) -> None:
    opened.page.show_member(ASSESSOR)
    opened.press("Leaves the centre")
    question = opened.dialog()
    assert isinstance(question, Question)
    question.yes.click()
    qtbot.waitUntil(lambda: opened.story.device.tables.staff.get(ASSESSOR).left)
    qtbot.waitUntil(lambda: bool(opened.page.findChildren(StaffList)))


def test_my_pin_takes_the_old_one_and_my_passphrase_takes_my_pin(opened: Open, qtbot: QtBot) -> None:
    opened.page.open_section("me")
    opened.press("Change my PIN")
    dialog = opened.secret("7305", old="0000")
    qtbot.waitUntil(lambda: bool(dialog.old.edit.accessibleDescription()), timeout=10_000)
    opened.secret("7305", old=PINS[ADMIN])
    qtbot.waitUntil(lambda: not still_open(dialog), timeout=10_000)
    opened.press("Change my passphrase")
    own = opened.secret("another four words", old="2580")
    qtbot.waitUntil(lambda: bool(own.old.edit.accessibleDescription()), timeout=10_000)
    opened.secret("another four words", old="7305", again="other")
    assert own.again.edit.accessibleDescription()
    opened.secret("another four words", old="7305")
    qtbot.waitUntil(lambda: not still_open(own), timeout=10_000)
    assert opened.story.device.slots.open_with("another four words").slot.staff == ADMIN


def test_a_new_recovery_key_is_shown_once(opened: Open, qtbot: QtBot) -> None:
    opened.page.open_section("ways")
    opened.press("Make a new recovery key…")
    question = opened.dialog()
    assert isinstance(question, Question)
    question.yes.click()
    qtbot.waitUntil(lambda: bool(opened.page.findChildren(RecoveryStep)), timeout=10_000)
    step = opened.page.findChildren(RecoveryStep)[0]
    opened.presenter.show()
    qtbot.wait(100)
    assert step.isVisible()
    step._tick.click()
    step._typed.write(step._end)
    step.go.click()
    qtbot.waitUntil(lambda: not opened.page.findChildren(RecoveryStep))
    assert opened.story.device.slots.open_with(PASSPHRASE)


def test_a_recovery_key_is_not_left_for_somebody_who_takes_over(opened: Open, qtbot: QtBot) -> None:
    opened.page.open_section("ways")
    opened.press("Make a new recovery key…")
    question = opened.dialog()
    assert isinstance(question, Question)
    question.yes.click()
    qtbot.waitUntil(lambda: bool(opened.page.findChildren(RecoveryStep)), timeout=10_000)
    opened.session.sign_in(opened.story.device.tables.staff.get(ASSESSOR))
    qtbot.waitUntil(lambda: not opened.page.findChildren(RecoveryStep))
    opened.presenter.show()
    qtbot.waitUntil(lambda: opened.page.view is not None)
    assert opened.page.view is not None
    assert opened.page.view.me.id == ASSESSOR


def test_who_is_no_administrator_sees_neither_staff_nor_keys(opened: Open, qtbot: QtBot) -> None:
    opened.session.sign_in(opened.story.device.tables.staff.get(ASSESSOR))
    opened.presenter.show()
    qtbot.waitUntil(lambda: opened.page.view is not None and not opened.page.view.administrator)
    names = {one.accessibleName() for one in opened.page.findChildren(PlainButton) if one.isVisible()}
    assert "Me" in names
    assert not names & {"Staff", "Keys"}
    opened.page.open_section("me")
    said = "\n".join(label.text() for label in opened.page.findChildren(QLabel))
    assert "an administrator can give you one" in said


ME = MemberView(
    id="a",
    name="João Pedro da Conceição Albuquerque Vasconcelos e Sá Nogueira",
    label="João",
    roles=frozenset(Role),
    scope=("electrical", "XXX-OLD"),
    qualified_until=date(2026, 1, 1),
    may_open=True,
    has_pin=True,
)
VIEW = SettingsView(
    values={setting.key: setting.default for setting in SETTINGS},
    languages=("en", "ar", "fr"),
    places=Places(data=Path("/data"), log=Path("/log/assessor.log")),
    me=ME,
    administrator=True,
    members=(ME, MemberView(id="b", name="يوسف <b>", label="يوسف", roles=frozenset(), left=True)),
    forms=(
        FormLine(code="ELE-SAF", version="1", title="Electrical Safety", since="2026-11-20T09:00:00+00:00"),
    ),
    scopes=(("electrical", "electrical"),),
)


def walk(page: QWidget) -> None:
    every_focusable_has_a_name(page)
    nothing_is_cut_off(page)


def test_every_section_has_names_and_room(every_look: Look, qtbot: QtBot) -> None:
    show_all(every_look, qtbot)


def test_at_twice_the_size_too(large_look: Look, qtbot: QtBot) -> None:
    show_all(large_look, qtbot)


def show_all(look: Look, qtbot: QtBot) -> None:
    page = SettingsPage(look, today=lambda: TODAY)
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    page.show_data(VIEW)
    for name in ("window", "me", "staff", "ways", "data", "forms", "about"):
        page.open_section(name)
        walk(page)
    for member in ("a", "b", ""):
        page.show_member(member)
        walk(page)


def test_a_certificate_for_pdf_files_is_set_by_its_passphrase_and_taken_away(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    device = opened.story.device
    days = (device.clock.now().date() - datetime.now(UTC).date()).days
    (tmp_path / "centre.p12").write_bytes(make(days=(days - 5, days + 400)).pkcs12)
    opened.page.open_section("ways")
    opened.press("Choose a certificate…")
    dialog = opened.page.findChildren(PassphraseDialog)[-1]
    every_focusable_has_a_name(dialog)
    dialog.field.write("another")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.field.edit.accessibleDescription()))
    assert device.tables.learners_files.seal() is None
    dialog.field.write(OF_THE_FILE)
    dialog.go.click()
    qtbot.waitUntil(lambda: device.tables.learners_files.seal() is not None)
    qtbot.waitUntil(lambda: "Sign no more" in buttons(opened.page))
    assert any("Root of a test" in text.text() for text in opened.page.findChildren(Text))
    every_focusable_has_a_name(opened.page)
    opened.press("Sign no more")
    question = opened.page.findChildren(Question)[-1]
    question.answered.emit()
    question.accept()
    qtbot.waitUntil(lambda: device.tables.learners_files.seal() is None)
    qtbot.waitUntil(lambda: "Sign no more" not in buttons(opened.page))


def buttons(page: SettingsPage) -> set[str]:
    return {one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()}
