"""Endorsements in Settings, Forms: taken from a file, listed with who signed and for how long, taken away."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.services.credentials.endorsing import add_endorsement, endorsed_form, endorsement_request
from assessor_app.services.settings.table import SETTINGS
from assessor_app.ui.endorsements import asking, presenter
from assessor_app.ui.endorsements.asking import AskDialog
from assessor_app.ui.endorsements.card import EndorsementsCard
from assessor_app.ui.endorsements.presenter import EndorsementParts, Endorsements
from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.text import Text
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.view import MemberView, Places, SettingsView
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from endorsed import FORM, signed_elsewhere
from story import ADMIN, Story, begin
from walks import every_focusable_has_a_name


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    made.add_learner("Amina Bello", "2031")
    made.open_sitting(FORM)
    yield made
    made.device.close()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


def asked_in_the_window(
    page: SettingsPage,
    card: EndorsementsCard,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Any:
    """The request as it was written; only the system's question for a place is answered here."""
    card.ask.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(AskDialog)), timeout=20_000)
    (dialog,) = page.findChildren(AskDialog)
    every_focusable_has_a_name(dialog)
    dialog.form.setCurrentIndex(
        next(at for at in range(dialog.form.count()) if FORM[0] in dialog.form.itemText(at))
    )
    places = iter([str(folder / "none" / "there.json"), "", str(folder / "asked")])
    monkeypatch.setattr(asking, "ask_to_save", lambda *_asked: next(places))
    dialog.write.click()
    qtbot.waitUntil(lambda: "there.json" in dialog.problem.text(), timeout=20_000)
    dialog.write.click()
    assert dialog.isVisible(), "nothing was chosen"
    dialog.write.click()
    qtbot.waitUntil(lambda: "asked.json" in card.told.text(), timeout=20_000)
    return json.loads((folder / "asked.json").read_bytes())


def test_one_is_taken_listed_and_taken_away(
    look: Look, qtbot: QtBot, tasks: Tasks, story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, session, device = SettingsPage(look, today=lambda: date(2026, 11, 22)), Session(), story.device
    qtbot.addWidget(page)
    session.sign_in(device.tables.staff.get(ADMIN))
    Endorsements(
        page,
        EndorsementParts(
            desk=device.credentials,
            forms=lambda: tuple(device.tables.forms.all()),
            tasks=tasks,
            session=session,
        ),
    )
    me = MemberView(id=ADMIN, name="Ada", label="ada", roles=frozenset())
    values = {one.key: one.allowed[0] if one.allowed else "en" for one in SETTINGS}
    places = Places(data=tmp_path, log=None)
    page.show_data(SettingsView(values=values, languages=("en",), places=places, me=me, administrator=True))
    page.open_section("forms")
    (card,) = page.findChildren(EndorsementsCard)
    page.show()
    assert asked_in_the_window(page, card, tmp_path, monkeypatch, qtbot) == endorsement_request(
        device.credentials, by=ADMIN, code=FORM[0], version=FORM[1]
    )
    signed = signed_elsewhere(story, tmp_path)

    def take(content: bytes) -> str:
        (tmp_path / "given.json").write_bytes(content)
        monkeypatch.setattr(presenter, "ask_to_open", lambda *_asked: str(tmp_path / "given.json"))
        card.told.say("")
        card.take.click()
        qtbot.waitUntil(lambda: bool(card.told.text()) and tasks.idle(), timeout=60_000)
        return card.told.text()

    assert take(signed.replace(b"hire", b"fire")).startswith(
        "This is no endorsement whose signature is good."
    )
    assert take(b"\xff").startswith("This is no endorsement")
    assert take(signed) == "Taken. Credentials of CUL-KNI v1 have it from now on."
    said = " ".join(label.text() for label in card.findChildren(Text))
    for words in (
        "Harbour Kitchens Ltd",
        "CUL-KNI v1",
        "We hire whoever holds this.",
        "did:key:z",
        "without an end",
    ):
        assert words in said
    every_focusable_has_a_name(card)
    next(one for one in card.findChildren(QuietButton) if "Harbour Kitchens" in one.accessibleName()).click()
    page.findChildren(Question)[0].yes.click()
    qtbot.waitUntil(
        lambda: tasks.idle() and "None yet." in [one.text() for one in card.findChildren(Text)],
        timeout=60_000,
    )
    assert take(signed).startswith("This endorsement was taken away here")
    desk = device.credentials
    forms = device.tables.forms.all()
    assert endorsed_form(desk, signed, forms) == FORM
    assert desk.endorsements.of_form(*FORM, at=device.clock.now()) == ()
    assert add_endorsement(
        desk, signed_elsewhere(story, tmp_path, name="Quay Ltd"), by=ADMIN, code=FORM[0], version=FORM[1]
    )
