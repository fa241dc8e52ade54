"""What a centre bundle is made of and taken into: staff, learners and forms, from one device of a centre to another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.domain.people import Learner, Staff
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.services.designs.ports import DesignStore, PictureReader
from assessor_app.services.enrolling.ports import EnrolmentStore
from assessor_app.services.forms.shelf import Shelf
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.sittings.expected import ExpectedBook
from assessor_app.services.syncing.carriers import StickFile
from assessor_app.services.syncing.ports import OtherStore


class BundleStaff(Protocol):
    def get(self, staff_id: str) -> Staff: ...
    def all(self) -> tuple[Staff, ...]: ...
    def put(self, staff: Staff, *, at: str) -> None: ...
    def leave(self, staff_id: str, *, at: str) -> None: ...


class BundleLearners(Protocol):
    def get(self, learner_id: str) -> Learner:
        """Raises KnownError `no-such-learner`."""

    def by_number(self, number: str) -> Learner | None: ...
    def put(self, learner: Learner, *, at: str, by: str) -> None: ...
    def rowids(self, *, group: str = "", limit: int = -1, offset: int = 0) -> list[int]: ...
    def page(self, rowids: list[int]) -> tuple[Learner, ...]: ...


class PlannedSittings(Protocol):
    """Sittings of this device that were opened ahead of their day."""

    def planned(self) -> tuple[tuple[Sitting, tuple[Entry, ...]], ...]:
        """Open ones in which everybody listed is still expected, with those listed; by their day."""


class CentreSource(Protocol):
    def centre(self) -> Centre: ...


class BundleFolder(Protocol):
    """A folder on a stick."""

    def envelopes(self) -> Iterator[StickFile]: ...
    def write(self, name: str, content: bytes, /) -> object:
        """Whole or not at all; raises KnownError `file-not-written`."""

    def remove(self, name: str, /) -> None: ...


@dataclass(frozen=True, kw_only=True)
class InParcel:
    """A sealed parcel that came through the issuer, and when; it reads like a file on a stick."""

    sha256: str
    content: bytes = field(repr=False)
    at: str

    @property
    def name(self) -> str:
        return self.sha256[:8]

    def read(self) -> bytes:
        return self.content


class ParcelBox(Protocol):
    """Sealed parcels that the issuer passes on between devices of the centre."""

    def put_out(self, content: bytes, *, to: str, at: str) -> None:
        """For the device with this chain; it goes with the next sync."""

    def incoming(self) -> tuple[InParcel, ...]:
        """Those that came for this device and that nobody took yet, oldest first."""

    def drop(self, sha256: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class BundleDesk:
    """The parts that a centre bundle is built from."""

    ledger: Ledger
    enrolment: EnrolmentStore
    others: OtherStore
    staff: BundleStaff
    learners: BundleLearners
    forms: Shelf
    centre: CentreSource
    sittings: PlannedSittings
    expected: ExpectedBook
    designs: DesignStore
    pictures: PictureReader
    parcels: ParcelBox


def all_learners(desk: BundleDesk, *, at_once: int = 1_000) -> Iterable[Learner]:
    """Every learner, a page at a time."""
    keys: Sequence[int] = desk.learners.rowids()
    for start in range(0, len(keys), at_once):
        yield from desk.learners.page(list(keys[start : start + at_once]))
