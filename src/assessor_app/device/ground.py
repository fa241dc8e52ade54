"""The ground that every desk stands on: forms, assets, the ledger, and founding a centre."""

from typing import TYPE_CHECKING

from assessor_app.resources import forms_folder

if TYPE_CHECKING:
    from assessor_app.device.desks import Device
    from assessor_app.documents.assets import FolderAssets
    from assessor_app.services.forms.shelf import Shelf
    from assessor_app.services.records.ledger import Ledger
    from assessor_app.services.records.ports import Chain
    from assessor_app.services.setup.found import FoundingDesk


def shelf(device: "Device") -> "Shelf":
    from assessor_app.services.forms.shelf import Shelf

    return Shelf(device.tables.forms, _shipped_forms)


def assets(device: "Device") -> "FolderAssets":
    from assessor_app.documents.assets import FolderAssets
    from assessor_app.storage.engine.files import sync_folder

    return FolderAssets(device.folder / "assets", settle=sync_folder)


def ledger(device: "Device") -> "Ledger":
    from assessor_app.services.records.ledger import Ledger

    return Ledger(
        transactions=device.store,
        records=device.tables.records,
        high_water=device.marks,
        clock=device.clock,
        renew=lambda chain: _own_word(device, chain),
    )


def founding(device: "Device") -> "FoundingDesk":
    from assessor_app.services.setup.found import FoundingDesk

    return FoundingDesk(
        centres=device.tables.settings,
        staff=device.tables.staff,
        issuing=device.tables.trust,
        pins=device.pins,
        ledger=device.ledger,
    )


def _shipped_forms() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(forms_folder().glob("*/*.yaml")))


def _own_word(device: "Device", chain: "Chain") -> bytes | None:
    from assessor_app.services.setup.own_word import own_word

    return own_word(device.tables.trust, device.tables.settings.centre(), clock=device.clock)(chain)
