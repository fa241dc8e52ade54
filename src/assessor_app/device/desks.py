"""An open data folder: its tables, and a desk for each kind of work."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.device.made import Made
from assessor_app.services.clock import Clock
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.storage.engine.store import Store
from assessor_app.storage.engine.vault import Vault
from assessor_app.storage.tables.tables import Tables

if TYPE_CHECKING:
    # A desk brings its modules with it when it is first asked for: a first window needs few of them.
    from assessor_app.documents.assets import FolderAssets
    from assessor_app.services.after.desk import AfterDesk
    from assessor_app.services.assessing.desk import Desk
    from assessor_app.services.awards.desk import AwardDesk
    from assessor_app.services.badges.issue import BadgeDesk
    from assessor_app.services.badges.staff import StaffBadgeDesk
    from assessor_app.services.board.desk import BoardDesk
    from assessor_app.services.bundles.desk import BundleDesk
    from assessor_app.services.checking.desk import CheckDesk
    from assessor_app.services.credentials.ports import CredentialDesk
    from assessor_app.services.deciding.desk import DecisionDesk
    from assessor_app.services.designs.desk import DesignDesk
    from assessor_app.services.enrolling.desk import EnrolDesk
    from assessor_app.services.erasing.desk import ErasingDesk
    from assessor_app.services.forms.shelf import Shelf
    from assessor_app.services.packs.ports import PackDesk
    from assessor_app.services.packs.seal import SealDesk
    from assessor_app.services.people.learners import LearnerDesk
    from assessor_app.services.people.pin import PinDesk
    from assessor_app.services.people.staff import StaffDesk
    from assessor_app.services.printing.desk import PressDesk
    from assessor_app.services.qualifications.ports import QualificationDesk
    from assessor_app.services.records.ledger import Ledger
    from assessor_app.services.setup.found import FoundingDesk
    from assessor_app.services.sittings.desk import SittingDesk
    from assessor_app.services.slips.desk import SlipDesk
    from assessor_app.services.stock.desk import StockDesk
    from assessor_app.services.syncing.desk import SyncDesk


class Desks:
    """A desk for each kind of work, made when it is first asked for."""

    shelf: "Made[Shelf]" = Made("ground")
    assets: "Made[FolderAssets]" = Made("ground")
    ledger: "Made[Ledger]" = Made("ground")
    founding: "Made[FoundingDesk]" = Made("ground")
    pins: "Made[PinDesk]" = Made("people")
    staff: "Made[StaffDesk]" = Made("people")
    learners: "Made[LearnerDesk]" = Made("people")
    erasing: "Made[ErasingDesk]" = Made("people")
    badges: "Made[BadgeDesk]" = Made("people")
    staff_badges: "Made[StaffBadgeDesk]" = Made("people")
    assessing: "Made[Desk]" = Made("floor")
    board: "Made[BoardDesk]" = Made("floor")
    deciding: "Made[DecisionDesk]" = Made("floor")
    sittings: "Made[SittingDesk]" = Made("floor")
    slips: "Made[SlipDesk]" = Made("floor")
    designs: "Made[DesignDesk]" = Made("office")
    awards: "Made[AwardDesk]" = Made("office")
    qualifications: "Made[QualificationDesk]" = Made("office")
    after: "Made[AfterDesk]" = Made("office")
    press: "Made[PressDesk]" = Made("office")
    stock: "Made[StockDesk]" = Made("office")
    checks: "Made[CheckDesk]" = Made("office")
    credentials: "Made[CredentialDesk]" = Made("office")
    packs: "Made[PackDesk]" = Made("office")
    sealing: "Made[SealDesk]" = Made("office")
    syncing: "Made[SyncDesk]" = Made("syncing")
    bundles: "Made[BundleDesk]" = Made("syncing")
    enrolling: "Made[EnrolDesk]" = Made("enrolling")


@dataclass(frozen=True, kw_only=True)
class Device(Desks):
    """What `open_device` opened; `close` it when done.

    `opened_by` is the id of whoever's passphrase or badge opened it, empty for a recovery key or a keyring; `state` is
    this user's folder for what must not travel with the data; `recovered` says that the database was not closed before,
    and took its last commits from its journal.
    """

    folder: Path
    state: Path
    opened_by: str
    key: bytes = field(repr=False)
    slots: KeySlots
    store: Store
    clock: Clock
    tables: Tables
    vault: Vault
    marks: HighWater
    recovered: bool = False
    _closing: ExitStack = field(repr=False)

    def close(self) -> None:
        """Closes every connection and lets the folder go."""
        self._closing.close()
