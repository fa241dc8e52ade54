"""The ways into a data folder, and the ways to begin one, as callables for the pages before anybody is in."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from assessor_app.device import Device, create_device, open_device
from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import EVERYTHING, Role, Staff
from assessor_app.formats.badge_text import BadgeKind, badge_of
from assessor_app.sample.told import told
from assessor_app.services.people import recover
from assessor_app.storage.engine.badge_home import badges_folder
from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.os_keyring import OsKeyring
from assessor_app.storage.engine.slots import BADGE, KEYRING, PASSPHRASE, RECOVERY, KeySlots, Opened
from assessor_app.ui.firstrun.view import Beginnings, NewCentre
from assessor_app.ui.signin.view import Door, Entrance, SignInView
from assessor_app.wording.catalogue import spoken


def entrance(folder: Path) -> Entrance:
    """The ways into this folder."""

    def into(unlock: Callable[[KeySlots], Opened]) -> Device:
        return open_device(folder, unlock, state=state_folder(), keyring=OsKeyring())

    def with_keyring() -> Device | None:
        opened = KeySlots(folder).open_with_keyring(OsKeyring())
        return None if opened is None else into(lambda _slots: opened)

    badges = BadgeSlots(folder, badges_folder(state_folder()))

    def badge_label(code: str) -> str:
        return badges.find(_secret(code)).label

    def with_badge(code: str, pin: str) -> Device:
        return into(lambda _slots: badges.open(_secret(code), pin))

    return Entrance(
        folder=folder,
        badge_label=badge_label,
        with_badge=with_badge,
        look=lambda: _look(folder),
        with_passphrase=lambda slot, passphrase: into(lambda slots: slots.open_with(passphrase, slot=slot)),
        with_recovery=lambda typed: into(lambda slots: slots.open_with_recovery(typed)),
        with_keyring=with_keyring,
        restore=_restore,
        administrators=_administrators,
        renew=_renew,
    )


def _secret(code: str) -> bytes:
    """The secret of a staff badge; KnownError badge-not-here for any other code."""
    badge = badge_of(code)
    if badge is None or badge.kind is not BadgeKind.STAFF:
        raise KnownError("badge-not-here")
    return badge.data


def beginnings(folder: Path) -> Beginnings:
    """The ways to begin in this folder."""
    return Beginnings(
        folder=folder,
        make_sample=_make_sample,
        create=_create,
        restore=_restore,
    )


def _make_sample(into: Path) -> Any:
    from assessor_app.sample.make import make_sample  # it works with every service there is

    return make_sample(into, state=state_folder(), now=datetime.now().astimezone())


def is_begun(folder: Path) -> bool:
    """Whether there is anything in the folder yet."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _look(folder: Path) -> SignInView:
    slots = KeySlots(folder).slots()
    sample = told(folder)
    members = {member["label"]: member for member in sample.get("members", ())}
    doors = [
        Door(
            slot=slot.id,
            label=slot.label,
            role=members.get(slot.label, {}).get("role", ""),
            pin=members.get(slot.label, {}).get("pin", ""),
        )
        for slot in slots
        if slot.kind == PASSPHRASE
    ]
    return SignInView(
        doors=doors,
        keyring=any(slot.kind == KEYRING for slot in slots),
        recovery=any(slot.kind == RECOVERY for slot in slots),
        badges=any(slot.kind == BADGE for slot in slots),
        sample_passphrase=sample.get("passphrase", ""),
        sample_recovery=sample.get("recovery", ""),
    )


def _administrators(device: Device) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in recover.administrators(device.staff)]


def _renew(device: Device, administrator: str, passphrase: str, pin: str) -> None:
    recover.renew(device.staff, device.pins, staff_id=administrator, passphrase=passphrase, pin=pin)


def _restore(copy: Path, typed: str, into: Path, progress: Callable[[int, int], None]) -> Any:
    from assessor_app.storage.engine.stick import restore

    return restore(copy, typed, into=into, progress=progress)


def _create(folder: Path, values: NewCentre) -> str:
    """Sets up the centre and returns the recovery key to show once."""
    administrator = Staff(
        id=secrets.token_hex(16),
        name=values.administrator,
        label=values.label or values.administrator,
        # Whoever begins alone can do the whole job alone; roles are parted in Settings as people join.
        roles=frozenset({Role.ADMINISTRATOR, Role.ASSESSOR}),
        scope=(EVERYTHING,),
    )
    centre = Centre(
        id=secrets.token_hex(8),
        name=values.name,
        approval_number=values.approval_number,
        country=values.country,
        phone=values.phone,
        host=values.host,
        awarding_body=values.awarding_body,
        language=spoken(),
    )
    founded = create_device(
        folder,
        centre=centre,
        administrator=administrator,
        passphrase=values.passphrase,
        pin=values.pin,
        state=state_folder(),
    )
    founded.device.close()
    return founded.recovery
