"""The composition root of the device, without Qt: builds the parts and hands them to each other."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.documents.assets import FolderAssets
from assessor_app.documents.drawer import CertificateDrawer
from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.resources import forms_folder
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.services.clock import Clock, SystemClock
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.forms.shelf import Shelf
from assessor_app.services.people.learners import LearnerDesk
from assessor_app.services.people.pin import PinDesk, require_pin
from assessor_app.services.people.staff import StaffDesk
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.setup.found import FoundingDesk, found
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.instance import only_one
from assessor_app.storage.engine.slots import KeySlots, Opened, new_key
from assessor_app.storage.engine.staff_keys import StaffKeysOfFolder
from assessor_app.storage.engine.store import Store, open_store
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.tables import Tables, tables_of

COPIES_TO = "copies-to"
"""Setting: the public half (hex) to which copies on a stick are sealed; the recovery key opens them."""


@dataclass(frozen=True, kw_only=True)
class Device:
    """An open data folder: its tables, and a desk for each kind of work. `close` it when done.

    `opened_by` is the id of whoever's passphrase opened it, empty for a recovery key or a keyring.
    """

    folder: Path
    opened_by: str
    key: bytes = field(repr=False)
    slots: KeySlots
    store: Store
    clock: Clock
    tables: Tables
    shelf: Shelf
    assets: FolderAssets
    ledger: Ledger
    pins: PinDesk
    staff: StaffDesk
    learners: LearnerDesk
    assessing: Desk
    deciding: DecisionDesk
    sittings: SittingDesk
    awards: AwardDesk
    checks: CheckDesk
    founding: FoundingDesk
    _closing: ExitStack = field(repr=False)

    def close(self) -> None:
        """Closes every connection and lets the folder go."""
        self._closing.close()


def open_device(
    folder: Path,
    unlock: Callable[[KeySlots], Opened],
    *,
    state: Path,
    clock: Clock | None = None,
    readonly: bool = False,
) -> Device:
    """Opens a data folder; `unlock` gets the key from the slots, `state` is where chain marks are kept.

    Raises KnownError: `passphrase-wrong`, `already-open`, `database-…`, `keys-…`, `not-set-up`, `disk-…`.
    """
    slots = KeySlots(folder)
    opened = unlock(slots)
    device = _open(folder, slots, opened, state=state, clock=clock, readonly=readonly, create=False)
    try:
        device.tables.settings.centre()
    except BaseException:
        device.close()
        raise
    return device


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
    if folder.exists() and any(folder.iterdir()):
        raise KnownError("folder-not-empty", path=str(folder))
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    slots = KeySlots(part)
    key = new_key()
    try:
        part.mkdir(parents=True)
        first = slots.add_passphrase(key, passphrase, staff=administrator.id, label=administrator.label)
        recovery = slots.add_recovery(key)
        made = _open(part, slots, Opened(key, first), state=state, clock=clock, readonly=False, create=True)
        try:
            with made.store.atomic():
                found(made.founding, centre=centre, administrator=administrator, pin=pin)
                made.tables.settings.put(COPIES_TO, recovery.copies_to.hex())
        finally:
            made.close()
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    slots = KeySlots(folder)
    device = _open(folder, slots, Opened(key, first), state=state, clock=clock, readonly=False, create=False)
    return Founded(device=device, recovery=recovery.shown)


def _open(
    folder: Path,
    slots: KeySlots,
    opened: Opened,
    *,
    state: Path,
    clock: Clock | None,
    readonly: bool,
    create: bool,
) -> Device:
    with ExitStack() as closing:
        if not readonly:
            closing.enter_context(only_one(folder))
        store = open_store(folder, opened.key, schema(), create=create, readonly=readonly)
        closing.callback(store.close)
        kept = closing.pop_all()
        return _assemble(folder, slots, opened, store, HighWater(state), clock or SystemClock(), kept)
    raise AssertionError("an exit stack swallows nothing")


def _shipped_forms() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(forms_folder().glob("*/*.yaml")))


def _assemble(
    folder: Path,
    slots: KeySlots,
    opened: Opened,
    store: Store,
    marks: HighWater,
    clock: Clock,
    closing: ExitStack,
) -> Device:
    tables = tables_of(store)
    shelf = Shelf(tables.forms, _shipped_forms)
    assets = FolderAssets(folder / "assets")
    ledger = Ledger(transactions=store, records=tables.records, high_water=marks, clock=clock)
    pins = PinDesk(transactions=store, staff=tables.staff, clock=clock)
    assessing = Desk(
        transactions=store,
        assessments=tables.assessments,
        work=tables.work,
        sittings=tables.sittings,
        staff=tables.staff,
        learners=tables.learners,
        forms=shelf,
        clock=clock,
    )
    return Device(
        folder=folder,
        opened_by=opened.slot.staff or "",
        key=opened.key,
        slots=slots,
        store=store,
        clock=clock,
        tables=tables,
        shelf=shelf,
        assets=assets,
        ledger=ledger,
        pins=pins,
        staff=StaffDesk(
            transactions=store,
            staff=tables.staff,
            keys=StaffKeysOfFolder(slots=slots, key=opened.key),
            clock=clock,
        ),
        learners=LearnerDesk(
            transactions=store, learners=tables.learners, staff=tables.staff, ledger=ledger, clock=clock
        ),
        assessing=assessing,
        deciding=_deciding(tables, assessing, ledger, pins),
        sittings=_sittings(tables, store, shelf, ledger, clock),
        awards=_awards(tables, shelf, ledger, assets),
        checks=CheckDesk(
            transactions=store, trust=tables.trust, certificates=tables.certificates, clock=clock
        ),
        founding=FoundingDesk(
            centres=tables.settings, staff=tables.staff, issuing=tables.trust, pins=pins, ledger=ledger
        ),
        _closing=closing,
    )


def _sittings(tables: Tables, store: Store, shelf: Shelf, ledger: Ledger, clock: Clock) -> SittingDesk:
    return SittingDesk(
        transactions=store,
        sittings=tables.sittings,
        learners=tables.learners,
        staff=tables.staff,
        shelf=shelf,
        ledger=ledger,
        clock=clock,
    )


def _deciding(tables: Tables, assessing: Desk, ledger: Ledger, pins: PinDesk) -> DecisionDesk:
    def check(*, staff_id: str, pin: str) -> Staff:
        return require_pin(pins, staff_id=staff_id, pin=pin)

    return DecisionDesk(
        desk=assessing,
        ledger=ledger,
        assessments=tables.assessments,
        outcomes=tables.outcomes,
        sittings=tables.sittings,
        staff=tables.staff,
        learners=tables.learners,
        require_pin=check,
    )


def _awards(tables: Tables, shelf: Shelf, ledger: Ledger, assets: FolderAssets) -> AwardDesk:
    return AwardDesk(
        certificates=tables.certificates,
        sheets=tables.sheets,
        assessments=tables.assessments,
        outcomes=tables.outcomes,
        learners=tables.learners,
        staff=tables.staff,
        forms=shelf,
        centre=tables.settings,
        drawer=CertificateDrawer(assets),
        ledger=ledger,
    )
