"""What the page of the closed count is built from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.services.awards.ports import StaffSource
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.services.people.pin import PinDesk
from assessor_app.services.records.check import EvidenceFaults, Progress, RestingSource
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.records.restart import Delegate
from assessor_app.services.records.waiting import WaitingSource
from assessor_app.services.safekeeping.copy import CopyDesk, Uncopied
from assessor_app.services.syncing.desk import SyncDesk as Syncing


class WaitingReads(WaitingSource, RestingSource, Protocol):
    """What waits, and what must have its record: one table satisfies both."""


@dataclass(frozen=True, kw_only=True)
class SyncDesk:
    """The parts that the page is built from.

    `delegate` gives the delegation for a new device key; `evidence` a check of evidence that tells how many bytes of how
    many were read, and stops where that raises.
    """

    ledger: Ledger
    pins: PinDesk
    waiting: WaitingReads
    copies: CopyDesk
    uncopied: Uncopied
    delegate: Callable[[Centre], Delegate]
    enrolling: EnrolDesk
    syncing: Syncing
    staff: StaffSource
    evidence: Callable[[Progress], EvidenceFaults] | None = None
