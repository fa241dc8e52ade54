"""Designs in Settings: chosen, copied, changed with the page in sight, refused in plain sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.desktop.designs import DesignBoard
from assessor_app.documents.shipped import Shipped
from assessor_app.domain.design import CertificateDesign, Overleaf, Part, SidePlace, Way
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import check_design_model, parse_design
from assessor_app.services.designs.desk import CENTRE, sector_scope
from assessor_app.services.settings.table import SETTINGS
from assessor_app.ui.designs import edits, files
from assessor_app.ui.designs.editor import DesignEditor
from assessor_app.ui.designs.naming import NameDialog
from assessor_app.ui.designs.presenter import DesignParts, Designs
from assessor_app.ui.designs.section import DesignsSection
from assessor_app.ui.designs.vector import as_png, is_svg
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.view import MemberView, Places, SettingsView
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, Story, begin
from walks import every_focusable_has_a_name

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#123456"/></svg>'


@dataclass
class Open:
    """Settings at the section of designs, over a real centre."""

    page: SettingsPage
    section: DesignsSection
    story: Story

    def editor(self) -> DesignEditor | None:
        return next((one for one in self.page.findChildren(DesignEditor) if one.isVisible()), None)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def opened(look: Look, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Iterator[Open]:
    story = begin(tmp_path / "data", tmp_path / "state")
    page, session = SettingsPage(look, today=lambda: date(2026, 11, 22)), Session()
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(QSize(1366, 768))
    page.show()
    session.sign_in(story.device.tables.staff.get(ADMIN))
    board = DesignBoard(story.device)
    desk = story.device.designs
    Designs(
        page,
        DesignParts(
            desk=desk, look=board.look, to_edit=board.to_edit, draw=board.draw, tasks=tasks, session=session
        ),
    )
    me = MemberView(id=ADMIN, name="Ada", label="ada", roles=frozenset())
    places = Places(data=tmp_path, log=None)
    page.show_data(view(me, places))
    page.open_section("designs")
    section = page.findChildren(DesignsSection)[0]
    qtbot.waitUntil(lambda: section.view is not None, timeout=20_000)
    yield Open(page, section, story)
    tasks.shutdown()
    story.device.close()


def view(me: MemberView, places: Places) -> SettingsView:
    values = {one.key: one.allowed[0] if one.allowed else "en" for one in SETTINGS}
    return SettingsView(values=values, languages=("en",), places=places, me=me, administrator=True)


def shipped() -> list[CertificateDesign]:
    return [parse_design(Shipped().text(name)) for name in Shipped().names()]


def test_every_design_that_ships_stands_there_drawn(opened: Open) -> None:
    assert {"engraver", "modern", "diploma", "trade"} <= set(opened.section.pictures)
    assert all(picture.is_drawn for picture in opened.section.pictures.values())
    every_focusable_has_a_name(opened.page)


def test_a_design_is_chosen_for_the_centre_and_for_a_sector(opened: Open, qtbot: QtBot) -> None:
    section, store = opened.section, opened.story.device.tables.designs
    section.chosen.emit(CENTRE, "diploma")
    qtbot.waitUntil(lambda: store.choices() == {CENTRE: "diploma"})
    section.scope.choose(sector_scope("culinary"))
    section.scope.activated.emit(section.scope.currentIndex())
    assert section.design.key() == ""
    section.design.choose("trade")
    section.design.activated.emit(section.design.currentIndex())
    qtbot.waitUntil(lambda: store.choices().get(sector_scope("culinary")) == "trade")


def test_a_design_is_copied_changed_with_the_page_in_sight_and_kept(opened: Open, qtbot: QtBot) -> None:
    section, desk = opened.section, opened.story.device.designs
    section.copy_asked.emit("modern")
    dialog = opened.page.findChildren(NameDialog)[0]
    dialog.name.write("Modern")
    dialog.go.click()
    qtbot.waitUntil(lambda: "Modern" in dialog.name.edit.accessibleDescription())
    dialog.name.write("Ours")
    dialog.go.click()
    qtbot.waitUntil(lambda: opened.editor() is not None)
    editor = opened.editor()
    assert editor is not None
    qtbot.waitUntil(lambda: editor.page.is_drawn, timeout=20_000)
    every_focusable_has_a_name(editor)
    for part in ("letters", "pictures", "words", "order", "sizes"):
        editor.open_part(part)
        every_focusable_has_a_name(editor)
    editor.colours["accent"].picked.emit("accent", "#0A5A8C")
    editor.colours["muted"].picked.emit("muted", "#EEEEEE")
    qtbot.waitUntil(lambda: not editor.save.isEnabled(), timeout=20_000)
    assert "cannot be read" in editor.problems.text()
    editor.colours["muted"].picked.emit("muted", "#555555")
    editor.wordings.heading.write("Trade Certificate")
    editor.ordering.choose(Part.PRINT)
    assert not editor.ordering.down.isEnabled()
    editor.ordering.up.click()
    assert not editor.ordering.up.isEnabled(), "it is the first of the foot, and still the one that is moved"
    editor.ordering.ticks[Part.CERTIFY].click()
    for _step in range(4):
        editor.measures.code.less.click()
    small = "34.0 mm wide, and a telephone does not read it under 35.0 mm"
    qtbot.waitUntil(lambda: small in editor.problems.text(), timeout=20_000)
    assert not editor.save.isEnabled()
    editor.measures.code.more.click()
    editor.measures.place.chosen.emit("end")
    qtbot.waitUntil(editor.save.isEnabled, timeout=20_000)
    editor.save.click()
    qtbot.waitUntil(lambda: opened.editor() is None)
    kept = desk.store.newest()[0]
    assert (kept.title, kept.version, kept.by) == ("Ours", 2, ADMIN)
    design = parse_design(kept.text)
    assert design.colours["accent"] == "#0A5A8C"
    assert design.texts[0].heading == "Trade Certificate"
    assert [line.part for line in design.layout.foot] == [Part.PRINT, Part.SIGNATURES]
    assert Part.CERTIFY not in design.layout.parts()
    assert (design.code.side, design.layout.side.place) == (35, SidePlace.END)


def test_a_design_is_taken_from_a_file_and_a_bad_one_refused_in_a_sentence(
    opened: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the button; only the system's question for a file is answered here."""
    section, desk = opened.section, opened.story.device.designs
    good = Shipped().text("trade").replace(b"\ntitle: ", b"\ntitle: Foundry ")
    given = {"bad.yaml": good.replace(b"\nfonts:", b"\nfont:"), "none.yaml": b"\xff\xfe", "good.yaml": good}
    button = next(one for one in section.findChildren(PlainButton) if "file" in one.accessibleName())

    def take(name: str) -> str:
        (tmp_path / name).write_bytes(given[name])
        monkeypatch.setattr(files, "ask_to_open", lambda *_asked: str(tmp_path / name))
        section.took.say("")
        button.click()
        qtbot.waitUntil(lambda: bool(section.took.text()), timeout=20_000)
        return section.took.text()

    assert take("bad.yaml").startswith("bad.yaml was not taken. It has 2 errors, the first in line ")
    assert take("none.yaml").startswith("none.yaml was not taken: ")
    assert desk.store.newest() == ()
    assert take("good.yaml").startswith("Foundry Trade, version 1, is here")
    (kept,) = desk.store.newest()
    qtbot.waitUntil(lambda: kept.id in section.pictures, timeout=20_000)
    assert section.pictures[kept.id].is_drawn
    every_focusable_has_a_name(section)


@pytest.mark.parametrize("name", Shipped().names())
def test_whatever_the_editor_does_leaves_a_design_that_can_be_used(name: str) -> None:
    design = parse_design(Shipped().text(name))
    tried = [edits.with_frame(design, like) for like in (None, *shipped())]
    tried += [edits.in_sectors_colour(design, on=on, before=design) for on in (True, False)]
    tried += [edits.with_second_language(design, language) for language in ("de", "")]
    tried += [replace(design, overleaf=overleaf) for overleaf in Overleaf]
    for one, way in product(tried, Way):
        assert check_design_model(replace(one, page=replace(one.page, way=way))) == ()


def test_own_words_go_when_they_are_emptied() -> None:
    design = shipped()[0]
    said = edits.with_wording(design, "de", heading="Gesellenbrief", certify="", found="")
    assert edits.wording_of(said, "de").heading == "Gesellenbrief"
    assert edits.with_wording(said, "de", heading=" ", certify="", found="").texts == ()


def test_a_drawing_becomes_a_picture_and_one_that_reaches_outside_is_refused(qapp: QApplication) -> None:
    assert is_svg(LOGO)
    assert as_png(LOGO).startswith(b"\x89PNG")
    for bad in (b"<svg", LOGO.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect')):
        with pytest.raises(KnownError, match="photo-unreadable"):
            as_png(bad)
    assert qapp
