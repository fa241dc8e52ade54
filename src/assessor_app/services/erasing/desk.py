"""What erasing works with."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.services.awards.ports import CertificateStore, EnrolmentSource
from assessor_app.services.erasing.ports import ErasingStore
from assessor_app.services.people.pin import PinDesk
from assessor_app.services.people.ports import LearnerShelf, StaffLookup
from assessor_app.services.records.ledger import Ledger


class Files(Protocol):
    def remove(self, file: str) -> None:
        """Deletes an encrypted file that nothing names any more. Raises KnownError `disk-…`."""


@dataclass(frozen=True, kw_only=True)
class ErasingDesk:
    """The parts that erasing is built from."""

    ledger: Ledger
    store: ErasingStore
    certificates: CertificateStore
    learners: LearnerShelf
    staff: StaffLookup
    enrolment: EnrolmentSource
    pins: PinDesk
    files: Files
