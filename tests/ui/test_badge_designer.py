"""The badge designer in the window: every touch is seen, what is saved holds for what is issued afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.desktop.badge_designs import designer_parts
from assessor_app.domain.badge_design import of_form, of_sector
from assessor_app.domain.errors import KnownError
from assessor_app.services.badge_designs.designs import ChosenDesigns
from assessor_app.storage.engine import driver
from assessor_app.ui.kit.page import Page
from assessor_app.ui.settings.badge_designer import BadgeDesigner
from assessor_app.ui.theme.look import Look
from office_story import OfficeStory, office
from story import ADMIN, ASSESSOR
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: Page
    office: OfficeStory
    bot: QtBot

    def designer(self, target: str = "") -> BadgeDesigner:
        parts = designer_parts(self.office.story.device)
        view = parts.view(target)
        made = BadgeDesigner(self.page.look, view)
        self.bot.addWidget(made)
        made.show_pictures(parts.draw(view.target, view.design))
        made.saved.connect(lambda design: parts.save(ADMIN, view.target, design))
        made.resize(1000, 800)
        made.show()
        QApplication.processEvents()
        return made


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = Page(look, "Settings")
    qtbot.addWidget(page)
    with office(tmp_path, look, lambda: page) as made:
        yield Room(page, made, qtbot)


def test_every_touch_changes_the_badge(room: Room) -> None:
    designer = room.designer()
    every_focusable_has_a_name(designer)
    told: list[object] = []
    designer.touched.connect(told.append)
    designer.shapes["burst"].click()
    designer.signs["leaf"].click()
    designer.palettes["plum"].click()
    designer.text.write("Quay Street")
    design = designer.design
    assert (design.shape, design.sign, design.colour, design.text) == (
        "burst",
        "leaf",
        "#5B1F57",
        "Quay Street",
    )
    assert designer.shapes["burst"].isChecked()
    assert told[-1] == design
    designer.own.write("808080")
    assert designer.design.colour == "#808080"
    assert not any(button.isChecked() for button in designer.palettes.values())
    before = designer.design
    designer.surprise.click()
    assert (designer.design.shape, designer.design.sign) != (before.shape, before.sign)


def test_what_is_saved_holds_from_then_on_and_for_what_it_was_chosen(room: Room) -> None:
    device = room.office.story.device
    designs = ChosenDesigns(device.tables.badge_designs)
    sector, form = of_sector("electrical"), of_form("ELE-SAF")

    def now(code: str = "ELE-SAF") -> object:
        return designs.design(form=code, sector="electrical", at=device.clock.now())

    before = device.clock.now()
    assert now() is None
    general = room.designer(sector)
    general.shapes["circle"].click()
    general.keep.click()
    own = room.designer(form)
    assert own.design == general.design
    own.signs["gear"].click()
    own.keep.click()
    assert now() == own.design
    assert now("ELE-WIR") == general.design
    assert designs.design(form="ELE-SAF", sector="electrical", at=before - timedelta(minutes=1)) is None
    room.designer(form).shipped.click()
    assert now() == general.design
    kept = device.tables.badge_designs.newest(form)
    assert kept is not None
    assert (kept.version, kept.design) == (2, None)
    for sql in ("UPDATE badge_design SET design = NULL", "DELETE FROM badge_design"):
        with pytest.raises(driver.DriverError, match="frozen"):
            device.store.raw().execute(sql)


def test_only_administrators_choose_and_only_what_can_be_read(room: Room) -> None:
    parts = designer_parts(room.office.story.device)
    design = parts.view("").design
    with pytest.raises(KnownError, match="not-allowed"):
        parts.save(ASSESSOR, of_sector("electrical"), design)
    unreadable = type(design)(**{**vars(design), "accent": design.colour})
    with pytest.raises(KnownError, match="badge-contrast"):
        parts.save(ADMIN, of_sector("electrical"), unreadable)
    unknown = type(design)(**{**vars(design), "sign": "dragon"})
    with pytest.raises(KnownError, match="badge-part-unknown"):
        parts.save(ADMIN, of_sector("electrical"), unknown)
