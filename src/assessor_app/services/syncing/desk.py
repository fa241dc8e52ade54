"""What syncing is built from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_files import CatalogueItem
from assessor_app.services.awards.ports import CertificateStore
from assessor_app.services.checking.desk import TrustSource
from assessor_app.services.elsewhere.ports import AssetShelf, ElsewhereStore
from assessor_app.services.enrolling.answer import Carrier as EnrolCarrier
from assessor_app.services.enrolling.by_stick import EnrolFolder
from assessor_app.services.enrolling.ports import Enrolment, EnrolmentStore
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.syncing.issued import ChosenBadges, CredentialsCome, TranscriptsCome
from assessor_app.services.syncing.ports import (
    CountLines,
    EvidenceStates,
    OtherStore,
    RunStore,
    StateStore,
    ToldStore,
)
from assessor_app.trust.anchors import TrustStore, read_anchor_list


class SyncTrust(TrustSource, Protocol):
    """Anchor lists and registers held here."""

    def register_as_of(self, issuer: str) -> str:
        """When the register held of this issuer was made (ISO 8601); empty where none is held."""


class SealedFiles(Protocol):
    def sealed(self, file: str) -> BinaryIO:
        """An encrypted file as it lies here; raises KnownError `evidence-missing`."""


@dataclass(frozen=True, kw_only=True)
class OutParcel:
    """A sealed parcel that is to go: its SHA-256, and the chain of the device that it is for."""

    sha256: str
    to: str


class Parcels(Protocol):
    """Sealed parcels between devices of the centre, which the issuer passes on unread."""

    def outgoing(self) -> tuple[OutParcel, ...]:
        """Those that the issuer does not have yet, oldest first."""

    def content(self, sha256: str) -> bytes | None: ...
    def carry(self, parcels: Iterable[str], *, envelope: str) -> None:
        """They are in the envelope with this hash."""

    def arrived(self, envelope: str) -> None:
        """It was answered: what it carried is the issuer's to pass on."""

    def came(self, content: bytes, *, at: str) -> None:
        """One for this device, which waits for somebody to take it; twice is once."""


@dataclass(frozen=True, kw_only=True)
class SyncDesk:
    """The parts that syncing is built from.

    `take_catalogue` keeps what an awarding body sent, in the caller's transaction. `open_work` counts assessments that nobody
    signed yet. `rejoin` and `rejoin_by_stick` make the chain in use known to the issuer, where a restart waits for its
    answer. `version` is the program's,
    `device_name` what people call this computer.
    """

    ledger: Ledger
    enrolment: EnrolmentStore
    states: StateStore
    told: ToldStore
    others: OtherStore
    parcels: Parcels
    elsewhere: ElsewhereStore
    assets: AssetShelf
    lines: CountLines
    evidence: EvidenceStates
    files: SealedFiles
    runs: RunStore
    trust: SyncTrust
    certificates: CertificateStore
    credentials: CredentialsCome
    transcripts: TranscriptsCome
    badges: ChosenBadges
    take_catalogue: Callable[[CatalogueItem], None]
    open_work: Callable[[], int]
    rejoin: Callable[[EnrolCarrier], object]
    rejoin_by_stick: Callable[[EnrolFolder], object]
    version: str
    device_name: str


def require_enrolled(desk: SyncDesk) -> Enrolment:
    """The issuer that this device belongs to; raises KnownError `not-enrolled`."""
    found = desk.enrolment.current()
    if found is None:
        raise KnownError("not-enrolled")
    return found


def trust_of(desk: SyncDesk) -> TrustStore:
    """The anchor lists held here."""
    return TrustStore.of(read_anchor_list(text) for text in desk.trust.anchor_lists())
