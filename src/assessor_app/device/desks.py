"""An open data folder: its tables, and a desk for each kind of work."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.domain.people import Staff
from assessor_app.resources import forms_folder
from assessor_app.services.clock import Clock
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.tables import Tables

if TYPE_CHECKING:
    # A desk brings its modules with it when it is first asked for: a first window needs few of them.
    from assessor_app.documents.assets import FolderAssets
    from assessor_app.domain.catalogue import Catalogue
    from assessor_app.services.assessing.desk import Desk
    from assessor_app.services.awards.desk import AwardDesk
    from assessor_app.services.badges.issue import BadgeDesk
    from assessor_app.services.checking.desk import CheckDesk
    from assessor_app.services.deciding.desk import DecisionDesk
    from assessor_app.services.forms.shelf import Shelf
    from assessor_app.services.people.learners import LearnerDesk
    from assessor_app.services.people.pin import PinDesk
    from assessor_app.services.people.staff import StaffDesk
    from assessor_app.services.records.ledger import Ledger
    from assessor_app.services.records.ports import Chain
    from assessor_app.services.setup.found import FoundingDesk
    from assessor_app.services.sittings.desk import SittingDesk
    from assessor_app.services.slips.desk import SlipDesk


@dataclass(frozen=True, kw_only=True)
class Device:
    """What `open_device` opened; `close` it when done. A desk is made when it is first asked for.

    `opened_by` is the id of whoever's passphrase opened it, empty for a recovery key or a keyring.
    """

    folder: Path
    opened_by: str
    key: bytes = field(repr=False)
    slots: KeySlots
    store: Store
    clock: Clock
    tables: Tables
    marks: HighWater
    _closing: ExitStack = field(repr=False)

    def close(self) -> None:
        """Closes every connection and lets the folder go."""
        self._closing.close()

    @cached_property
    def shelf(self) -> "Shelf":
        from assessor_app.services.forms.shelf import Shelf

        return Shelf(self.tables.forms, _shipped_forms)

    @cached_property
    def assets(self) -> "FolderAssets":
        from assessor_app.documents.assets import FolderAssets

        return FolderAssets(self.folder / "assets")

    @cached_property
    def ledger(self) -> "Ledger":
        from assessor_app.services.records.ledger import Ledger

        return Ledger(
            transactions=self.store,
            records=self.tables.records,
            high_water=self.marks,
            clock=self.clock,
            renew=lambda chain: _own_word(self, chain),
        )

    @cached_property
    def pins(self) -> "PinDesk":
        from assessor_app.services.people.pin import PinDesk

        return PinDesk(transactions=self.store, staff=self.tables.staff, clock=self.clock)

    @cached_property
    def staff(self) -> "StaffDesk":
        from assessor_app.services.people.staff import StaffDesk
        from assessor_app.storage.engine.staff_keys import StaffKeysOfFolder

        keys = StaffKeysOfFolder(slots=self.slots, key=self.key)
        return StaffDesk(transactions=self.store, staff=self.tables.staff, keys=keys, clock=self.clock)

    @cached_property
    def learners(self) -> "LearnerDesk":
        from assessor_app.services.people.learners import LearnerDesk

        return LearnerDesk(
            transactions=self.store,
            learners=self.tables.learners,
            staff=self.tables.staff,
            ledger=self.ledger,
            clock=self.clock,
        )

    @cached_property
    def badges(self) -> "BadgeDesk":
        from assessor_app.services.badges.issue import BadgeDesk

        return BadgeDesk(
            transactions=self.store,
            badges=self.tables.badges,
            learners=self.tables.learners,
            staff=self.tables.staff,
            clock=self.clock,
        )

    @cached_property
    def assessing(self) -> "Desk":
        from assessor_app.services.assessing.desk import Desk

        return Desk(
            transactions=self.store,
            assessments=self.tables.assessments,
            work=self.tables.work,
            sittings=self.tables.sittings,
            staff=self.tables.staff,
            learners=self.tables.learners,
            forms=self.shelf,
            clock=self.clock,
        )

    @cached_property
    def deciding(self) -> "DecisionDesk":
        from assessor_app.services.deciding.desk import DecisionDesk
        from assessor_app.services.people.pin import require_pin

        def check(*, staff_id: str, pin: str) -> Staff:
            return require_pin(self.pins, staff_id=staff_id, pin=pin)

        return DecisionDesk(
            desk=self.assessing,
            ledger=self.ledger,
            assessments=self.tables.assessments,
            outcomes=self.tables.outcomes,
            sittings=self.tables.sittings,
            staff=self.tables.staff,
            learners=self.tables.learners,
            require_pin=check,
        )

    @cached_property
    def sittings(self) -> "SittingDesk":
        from assessor_app.services.sittings.desk import SittingDesk

        return SittingDesk(
            transactions=self.store,
            sittings=self.tables.sittings,
            learners=self.tables.learners,
            staff=self.tables.staff,
            shelf=self.shelf,
            ledger=self.ledger,
            clock=self.clock,
        )

    @cached_property
    def slips(self) -> "SlipDesk":
        from assessor_app.services.slips.desk import SlipDesk

        return SlipDesk(
            desk=self.assessing,
            sittings=self.tables.sittings,
            settings=self.tables.settings,
            catalogue=_shipped_catalogue,
        )

    @cached_property
    def awards(self) -> "AwardDesk":
        from assessor_app.documents.drawer import CertificateDrawer
        from assessor_app.services.awards.desk import AwardDesk

        return AwardDesk(
            certificates=self.tables.certificates,
            sheets=self.tables.sheets,
            assessments=self.tables.assessments,
            outcomes=self.tables.outcomes,
            learners=self.tables.learners,
            staff=self.tables.staff,
            forms=self.shelf,
            centre=self.tables.settings,
            drawer=CertificateDrawer(self.assets),
            ledger=self.ledger,
        )

    @cached_property
    def checks(self) -> "CheckDesk":
        from assessor_app.services.checking.desk import CheckDesk

        return CheckDesk(
            transactions=self.store,
            trust=self.tables.trust,
            certificates=self.tables.certificates,
            clock=self.clock,
        )

    @cached_property
    def founding(self) -> "FoundingDesk":
        from assessor_app.services.setup.found import FoundingDesk

        return FoundingDesk(
            centres=self.tables.settings,
            staff=self.tables.staff,
            issuing=self.tables.trust,
            pins=self.pins,
            ledger=self.ledger,
        )


def _shipped_forms() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(forms_folder().glob("*/*.yaml")))


@cache
def _shipped_catalogue() -> "Catalogue":
    from assessor_app.formats.catalogue_yaml import parse_catalogue

    return parse_catalogue((forms_folder() / "catalogue.yaml").read_bytes())


def _own_word(device: Device, chain: "Chain") -> bytes | None:
    from assessor_app.services.setup.own_word import own_word

    return own_word(device.tables.trust, device.tables.settings.centre(), clock=device.clock)(chain)
