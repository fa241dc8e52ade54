"""The room of settings."""

from pathlib import Path

from assessor_app.desktop.badge_designs import designer_parts
from assessor_app.desktop.designs import build_designs
from assessor_app.desktop.papers import draw_badges, papers
from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.device.desks import Device
from assessor_app.sample.told import tell_recovery
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.safekeeping.copy import COPIES_TO
from assessor_app.services.settings.table import Kept
from assessor_app.storage.engine.os_keyring import OsKeyring
from assessor_app.storage.engine.slots import KEYRING
from assessor_app.storage.tables.form_dates import FormDates
from assessor_app.ui.badges.staff import StaffBadgeParts, StaffBadges
from assessor_app.ui.crash.log import LOG_FILE
from assessor_app.ui.endorsements.presenter import EndorsementParts, Endorsements
from assessor_app.ui.papers.offer import Offer
from assessor_app.ui.settings.badge_presenter import BadgeDesigning
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.parts import SettingsParts, WaysIn
from assessor_app.ui.settings.presenter import SettingsPresenter
from assessor_app.ui.settings.view import Places
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import languages


def build_settings(parts: Parts, frame: Frame) -> None:
    """The window, oneself, staff, keys, data, forms, about."""
    device = parts.device
    page = SettingsPage(parts.window.look, today=lambda: device.clock.now().date())
    presenter = SettingsPresenter(
        page,
        parts.tasks,
        parts.session,
        SettingsParts(
            kept=Kept(computer=parts.preferences, centre=device.tables.settings),
            staff=device.staff,
            pins=device.pins,
            badges=device.staff_badges,
            shelf=device.shelf,
            dates=FormDates(device.store),
            ways=ways_in(device),
            sealing=device.sealing,
            places=Places(data=device.folder, log=_log_file(parts.logs)),
            languages=languages,
            sectors=_sectors,
        ),
        parent=page,
        ask=parts.asking.certificate,
    )
    presenter.look_changed.connect(frame.look_changed)
    presenter.idle_changed.connect(frame.idle_changed)
    centre = device.tables.settings.centre
    badges = StaffBadges(
        page,
        StaffBadgeParts(
            desk=device.staff_badges,
            draw=lambda made: draw_badges(made, centre()),
            papers=papers(page, parts),
            tasks=parts.tasks,
            session=parts.session,
        ),
    )
    badges.changed.connect(presenter.show)
    page.test_page_requested.connect(lambda: _offer_test_page(page, parts))
    BadgeDesigning(page, tasks=parts.tasks, session=parts.session, parts=designer_parts(device))
    build_designs(parts, page)
    Endorsements(
        page,
        EndorsementParts(
            desk=device.credentials,
            forms=lambda: tuple(device.tables.forms.all()),
            tasks=parts.tasks,
            session=parts.session,
        ),
    )
    frame.add("settings", page, Room(show=lambda _id: presenter.show()))


def _offer_test_page(page: SettingsPage, parts: Parts) -> None:
    """Drawn when it is asked for: what draws comes in with it."""
    device = parts.device

    def draw(_way: str) -> PaperFile:
        from assessor_app.documents.test_page import draw_test_page

        return draw_test_page(device.tables.settings.centre(), on=device.clock.now().date().isoformat())

    papers(page, parts).offer(
        Offer(
            title=_("Test page of the printer"),
            sentence=_("Two bars of 100 mm to measure, a code to scan, frames along the edge. Choose A4."),
            name=_("Test page"),
            make=draw,
        )
    )


def _sectors() -> dict[str, str]:
    from assessor_app.desktop.floor import sector_titles  # it brings the floor's pages in

    return sector_titles()


def ways_in(device: Device) -> WaysIn:
    """The keyring's slot and the recovery key of an open device."""

    def keyring_slots() -> list[str]:
        return [slot.id for slot in device.slots.slots() if slot.kind == KEYRING]

    def set_keyring(on: bool) -> None:
        if on:
            device.slots.add_keyring(device.key, OsKeyring())
            return
        for slot in keyring_slots():
            device.slots.remove(device.key, slot)

    def new_recovery() -> str:
        made = device.slots.add_recovery(device.key)
        device.tables.settings.put(COPIES_TO, made.copies_to.hex())
        tell_recovery(device.folder, made.shown)
        return made.shown

    return WaysIn(
        keyring_on=lambda: bool(keyring_slots()), set_keyring=set_keyring, new_recovery=new_recovery
    )


def _log_file(folder: Path) -> Path | None:
    path = folder / LOG_FILE
    return path if path.exists() else None
