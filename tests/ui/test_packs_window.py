"""Packs and credentials from the Certificates page, saved by a few touches."""

from PySide6.QtWidgets import QApplication

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.ui.kit.text import Text
from assessor_app.ui.packs.dialog import PackingDialog
from assessor_app.ui.packs.packing import ZIP
from assessor_app.ui.papers.choice import PaperChoice
from office_story import the_dialog
from test_certificates_page import Room, room, three
from walks import every_focusable_has_a_name

__all__ = ["room", "three"]


def packed(room: Room) -> PackingDialog:
    """The dialog once everything is on the stick."""
    room.bot.waitUntil(room.office.tasks.idle, timeout=60_000)
    QApplication.processEvents()
    dialog = the_dialog(room.page.window(), PackingDialog)
    assert dialog.close_button.isEnabled()
    every_focusable_has_a_name(dialog)
    return dialog


def test_a_pack_of_the_certificate_shown_is_saved_in_two_touches(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.open(numbers[1])
    room.page.panels.certificate.pack.click()
    choice = room.dialog(PaperChoice)
    choice.buttons["folder"].click()
    dialog = packed(room)
    (folder,) = (room.folder / "stick").iterdir()
    assert numbers[1] in folder.name
    assert {path.suffix for path in folder.iterdir()} >= {".pdf", ".json", ".png", ".svg", ".jwt", ".txt"}
    assert "1 saved" in _words(dialog)
    assert room.outcomes(numbers[1]) == [(Target.FILE, CameOut.CAME_OUT, 1)]
    dialog.close_button.click()


def test_packs_of_those_chosen_come_as_archives_one_each(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.page.several.switch.click()
    room.page.several.everything.click()
    room.page.several.pack.click()
    room.dialog(PaperChoice).buttons[ZIP].click()
    dialog = packed(room)
    assert len(list((room.folder / "stick").glob("*.zip"))) == len(numbers)
    assert "3 saved" in _words(dialog)
    dialog.close_button.click()


def test_a_credential_alone_is_saved_in_every_form(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.open(numbers[0])
    room.page.panels.certificate.credential.click()
    dialog = packed(room)
    names = {path.name for path in (room.folder / "stick").iterdir()}
    assert names == {f"{numbers[0]}.{kind}" for kind in ("json", "jwt", "pdf", "png", "svg")}
    dialog.close_button.click()


def test_a_stick_that_takes_nothing_is_said_and_nothing_is_left(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, numbers = three
    (room.folder / "stick").write_bytes(b"a file where a folder was")
    room.presenter._packing._ask = lambda _parent, _title: room.folder / "stick"
    room.open(numbers[0])
    room.page.panels.certificate.pack.click()
    room.dialog(PaperChoice).buttons["folder"].click()
    dialog = packed(room)
    assert "0 saved" in _words(dialog)
    assert room.outcomes(numbers[0]) == [(Target.FILE, CameOut.NOT_PRINTED, 1)]
    dialog.close_button.click()


def _words(dialog: PackingDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Text))
