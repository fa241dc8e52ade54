"""Packs and credentials from the Certificates page, saved by a few touches."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication

from assessor_app.documents.reading import codes_in
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.packs.code import code_to_show
from assessor_app.services.packs.make import README
from assessor_app.ui.kit.text import Text
from assessor_app.ui.packs.choice import PackChoice
from assessor_app.ui.packs.code import CodeDialog
from assessor_app.ui.packs.dialog import PackingDialog
from assessor_app.ui.packs.packing import CODE, FOLDER, ZIP
from assessor_app.ui.papers.choice import PaperChoice
from assessor_app.wording.catalogue import paper_languages, words
from office_story import the_dialog
from story import ASSESSOR
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


def test_a_pack_speaks_the_language_that_was_chosen_and_by_default_that_of_the_papers(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, numbers = three
    told = []
    for language, zipped in (("", FOLDER), ("de", FOLDER), ("de", ZIP)):
        room.open(numbers[1])
        room.page.panels.certificate.pack.click()
        choice = room.dialog(PackChoice)
        every_focusable_has_a_name(choice)
        assert choice.language.key() == ""
        assert [choice.language.itemData(place) for place in range(choice.language.count())] == [
            "",
            *paper_languages(),
        ]
        choice.language.choose(language)
        choice.buttons[zipped].click()
        packed(room).close_button.click()
        told.append(_readme(room.folder / "stick", zipped=zipped == ZIP))
    by_default, german, packed_german = told
    assert by_default.startswith("\ufeff")
    assert by_default != german
    assert german == packed_german


def _readme(stick: Path, *, zipped: bool) -> str:
    if not zipped:
        (folder,) = (path for path in stick.iterdir() if path.is_dir())
        return (folder / README).read_text(encoding="utf-8")
    (archive,) = stick.glob("*.zip")
    with ZipFile(archive) as opened:
        (name,) = (one for one in opened.namelist() if one.endswith(README))
        return opened.read(name).decode("utf-8").replace("\r\n", "\n")


def test_packs_of_those_chosen_speak_it_too(three: tuple[Room, tuple[str, ...]]) -> None:
    room, _numbers = three
    room.page.several.switch.click()
    room.page.several.everything.click()
    room.page.several.pack.click()
    choice = room.dialog(PackChoice)
    choice.language.choose("de")
    choice.buttons[FOLDER].click()
    packed(room).close_button.click()
    told = [(path / README).read_text(encoding="utf-8") for path in (room.folder / "stick").iterdir()]
    assert len(told) == 3
    assert all(words("de").gettext("How anybody checks it") in one for one in told)


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


def test_a_phone_reads_the_code_on_the_screen(three: tuple[Room, tuple[str, ...]]) -> None:
    """What the dialog really shows, read as a camera would."""
    room, numbers = three
    room.open(numbers[0])
    room.page.panels.certificate.pack.click()
    room.dialog(PaperChoice).buttons[CODE].click()
    dialog = room.dialog(CodeDialog)
    every_focusable_has_a_name(dialog)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    dialog.grab().save(buffer, "PNG")
    paper = room.office.story.device.tables.certificates.get(numbers[0])
    assert codes_in(bytes(buffer.data().data())) == [paper.qr]
    dialog.reject()


def test_a_centre_without_a_page_says_so(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    desk = room.office.story.device.packs
    paper = replace(room.office.story.device.tables.certificates.get(numbers[0]), qr="ASSESSOR:MFRGG")

    class Papers:
        """The same papers, this one by a centre without a page."""

        def __getattr__(self, name: str) -> object:
            return getattr(desk.credentials.awards.certificates, name)

        def get(self, _number: str) -> object:
            return paper

    awards = replace(desk.credentials.awards, certificates=Papers())  # type: ignore[arg-type]  # it stands in for one
    without = replace(desk, credentials=replace(desk.credentials, awards=awards))
    with pytest.raises(KnownError, match="no-verifier-page"):
        code_to_show(without, by=ASSESSOR, number=numbers[0])
