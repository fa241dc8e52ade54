"""The desk of syncing of an open data folder, and who carries what it says."""

from typing import TYPE_CHECKING

from assessor_app import __version__
from assessor_app.device.enrolling import computer_name
from assessor_app.services.enrolling import restarting
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor_app.device.desks import Device
    from assessor_app.documents.elsewhere_assets import NamedAssets
    from assessor_app.formats.catalogue_files import CatalogueItem
    from assessor_app.services.bundles.desk import BundleDesk
    from assessor_app.services.syncing.conversation import Progress, Synced
    from assessor_app.transport.https import HttpsCarrier


def syncing(device: "Device") -> SyncDesk:
    tables = device.tables
    return SyncDesk(
        ledger=device.ledger,
        enrolment=tables.enrolment,
        states=tables.states,
        told=tables.told,
        others=tables.others,
        parcels=tables.parcels,
        elsewhere=tables.elsewhere,
        assets=_shelf(device),
        lines=tables.counted,
        evidence=tables.evidence_sent,
        files=device.vault,
        runs=tables.runs,
        trust=tables.trust,
        certificates=tables.certificates,
        credentials=tables.credentials,
        transcripts=tables.transcripts,
        badges=tables.badge_designs,
        take_catalogue=lambda item: _take_catalogue(device, item),
        open_work=lambda: len(tables.assessments.unfinished()),
        rejoin=lambda carrier: restarting.send_restart(device.enrolling, carrier),
        rejoin_by_stick=lambda folder: restarting.restart_by_stick(device.enrolling, folder),
        version=__version__,
        device_name=computer_name(),
    )


def bundles(device: "Device") -> "BundleDesk":
    from assessor_app.documents.pictures_in import Pictures
    from assessor_app.services.bundles.desk import BundleDesk

    tables = device.tables
    return BundleDesk(
        ledger=device.ledger,
        enrolment=tables.enrolment,
        others=tables.others,
        staff=tables.staff,
        learners=tables.learners,
        forms=device.shelf,
        centre=tables.settings,
        sittings=tables.sittings,
        expected=tables.expected,
        designs=tables.designs,
        pictures=Pictures(),
        parcels=tables.parcels,
    )


def _shelf(device: "Device") -> "NamedAssets":
    from assessor_app.documents.elsewhere_assets import NamedAssets

    return NamedAssets(device.assets)


def carrier(device: "Device", *, go_on: "Callable[[], bool]" = lambda: True) -> "HttpsCarrier":
    """Carries to the issuer that this device belongs to; close it. Raises KnownError `not-enrolled`, `address-missing`.

    It tries once, and not for long: whoever got no answer makes another envelope, with less in it.
    """
    from assessor_app.domain.errors import KnownError
    from assessor_app.transport.https import HttpsCarrier, Patience

    enrolment = require_enrolled(device.syncing)
    if not enrolment.url:
        raise KnownError("address-missing")
    patience = Patience(attempts=1, connect=10, silence=30, longest=300)
    return HttpsCarrier(enrolment.url, patience=patience, go_on=go_on, version=__version__)


def by_stick(device: "Device", folder: "Path", *, tell: "Progress" = lambda _done, _of: None) -> "Synced":
    """A sync by a folder on a stick. Raises KnownError `not-enrolled`, `stick-missing`, and what `tell` raises."""
    from assessor_app.services.syncing.stick import sync_by_stick
    from assessor_app.transport.stick import Stick

    require_enrolled(device.syncing)
    return sync_by_stick(
        device.syncing, Stick(folder), centre=device.tables.settings.centre().name, tell=tell
    )


def _take_catalogue(device: "Device", item: "CatalogueItem") -> None:
    from assessor_app.services.enrolling.catalogue import take_catalogue

    take_catalogue(device.enrolling, item)
