"""Copies to a stick, and the end of a laptop: their desks."""

from functools import partial
from typing import TYPE_CHECKING

from assessor_app.services.safekeeping.copy import CopyDesk
from assessor_app.storage.engine.stick import make_copy

if TYPE_CHECKING:
    from assessor_app.device import Device
    from assessor_app.services.enrolling.retire import RetireDesk


def copies(device: "Device") -> CopyDesk:
    return CopyDesk(
        transactions=device.store,
        settings=device.tables.settings,
        records=device.tables.records,
        work=device.tables.waiting,
        make=partial(make_copy, device.store),
        staff=device.tables.staff,
        clock=device.clock,
    )


def retiring(device: "Device", made: CopyDesk) -> "RetireDesk":
    """`made` is where copies are made."""
    from assessor_app.services.enrolling.retire import RetireDesk, asks_for_evidence

    return RetireDesk(
        ledger=device.ledger,
        pins=device.pins,
        copies=made,
        open_work=lambda: len(device.tables.assessments.unfinished()),
        evidence=device.tables.counted.evidence,
        asks_for_evidence=lambda: asks_for_evidence(device.tables.enrolment.current()),
    )
