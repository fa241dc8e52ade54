"""The composition root of the device, without Qt: builds the parts and hands them to each other."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.device.desks import Device
from assessor_app.device.evidence import FOLDER
from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.clock import Clock, SystemClock
from assessor_app.services.records.mark import catch_up
from assessor_app.services.records.ports import RESTORED_CHAIN
from assessor_app.storage.engine import files
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.instance import only_one
from assessor_app.storage.engine.os_keyring import Keyring
from assessor_app.storage.engine.slots import KeySlots, Opened, new_key
from assessor_app.storage.engine.store import RESTORED, has_journal, open_store
from assessor_app.storage.engine.vault import Vault
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.tables import tables_of

__all__ = ["COPIES_TO", "Device", "Founded", "create_device", "move_whole", "open_device", "refuse_used"]

COPIES_TO = "copies-to"
"""Setting: the public half (hex) to which copies on a stick are sealed; the recovery key opens them."""


def open_device(
    folder: Path,
    unlock: Callable[[KeySlots], Opened],
    *,
    state: Path,
    clock: Clock | None = None,
    readonly: bool = False,
    keyring: Keyring | None = None,
) -> Device:
    """Opens a data folder; `unlock` gets the key from the slots, `state` is where chain marks are kept.

    `keyring` is the second place of the marks, which nobody asks here: `device.marks.meet_keyring` does.
    Raises KnownError: `passphrase-wrong`, `already-open`, `database-…`, `keys-…`, `not-set-up`, `disk-…`.
    """
    slots = KeySlots(folder)
    opened = unlock(slots)
    marks = HighWater(state, keyring)
    device = _open(
        folder, slots, opened, state=state, marks=marks, clock=clock, readonly=readonly, create=False
    )
    try:
        device.tables.settings.centre()
        if not readonly:
            _note_restored(device)
            catch_up(device.tables.records, device.marks)
    except BaseException:
        device.close()
        raise
    return device


def _note_restored(device: Device) -> None:
    """The database of a restored folder takes note of it, for as long as its chain is the one in use."""
    said = device.folder / RESTORED
    if said.exists():
        device.tables.settings.put(RESTORED_CHAIN, device.tables.records.active_chain().id)
        with files.translated(said):
            said.unlink()


@dataclass(frozen=True, kw_only=True)
class Founded:
    """A new data folder, open, and the recovery key to show once."""

    device: Device
    recovery: str = field(repr=False)


def create_device(
    folder: Path,
    *,
    centre: Centre,
    administrator: Staff,
    passphrase: str,
    pin: str,
    state: Path,
    clock: Clock | None = None,
) -> Founded:
    """Makes a data folder for a centre with its first administrator, who can open it by this passphrase.

    It is made beside `folder` and moved there whole, so that a power cut leaves nothing half made. Raises
    KnownError: `folder-not-empty`, `passphrase-too-short`, `centre-incomplete`, `pin-…`, `disk-…`.
    """
    from assessor_app.services.setup.found import found

    refuse_used(folder)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    slots = KeySlots(part)
    key = new_key()
    try:
        with files.translated(folder):
            part.mkdir(parents=True)
            first = slots.add_passphrase(key, passphrase, staff=administrator.id, label=administrator.label)
            recovery = slots.add_recovery(key)
            made = _open(
                part, slots, Opened(key, first), state=state, clock=clock, readonly=False, create=True
            )
            try:
                with made.store.atomic():
                    found(made.founding, centre=centre, administrator=administrator, pin=pin)
                    made.tables.settings.put(COPIES_TO, recovery.copies_to.hex())
            finally:
                made.close()
        move_whole(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    slots = KeySlots(folder)
    device = _open(folder, slots, Opened(key, first), state=state, clock=clock, readonly=False, create=False)
    return Founded(device=device, recovery=recovery.shown)


def refuse_used(folder: Path) -> None:
    """Raises KnownError `folder-not-empty` for what is neither an empty folder nor nothing at all."""
    with files.translated(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise KnownError("folder-not-empty", path=str(folder))


def move_whole(part: Path, folder: Path) -> None:
    """Gives a finished folder its name, in place of an empty one. Raises KnownError `disk-…`."""
    with files.translated(folder):
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        files.sync_folder(folder.parent)


def _open(
    folder: Path,
    slots: KeySlots,
    opened: Opened,
    *,
    state: Path,
    marks: HighWater | None = None,
    clock: Clock | None,
    readonly: bool,
    create: bool,
) -> Device:
    with ExitStack() as closing:
        if not readonly:
            closing.enter_context(only_one(folder))
        recovered = not readonly and has_journal(folder)
        store = open_store(folder, opened.key, schema(), create=create, readonly=readonly)
        closing.callback(store.close)
        kept = closing.pop_all()
        return Device(
            folder=folder,
            state=state,
            opened_by=opened.slot.staff or "",
            key=opened.key,
            slots=slots,
            store=store,
            clock=clock or SystemClock(),
            tables=tables_of(store),
            vault=Vault(folder / FOLDER),
            marks=marks or HighWater(state),
            recovered=recovered,
            _closing=kept,
        )
    raise AssertionError("an exit stack swallows nothing")
