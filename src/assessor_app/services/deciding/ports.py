"""What deciding, signing and releasing need of the store."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.people import Staff
from assessor_app.services.assessing.ports import AssessmentStore, StaffStore


class ReleaseKind(StrEnum):
    RELEASED = "released"
    RETURNED = "returned"


class Acknowledged(StrEnum):
    """How the learner took the result."""

    SIGNED = "signed"
    TYPED = "typed"
    MARK = "mark"
    DECLINED = "declined"
    NOT_AVAILABLE = "not-available"


@dataclass(frozen=True, kw_only=True)
class Release:
    """A quality assurer's act on one assessment; `at` is ISO 8601, `record` the id of the signed record."""

    assessment: str
    kind: ReleaseKind
    by: str
    at: str
    looked_at: bool
    note: str
    record: str


class SigningStore(AssessmentStore, Protocol):
    """Assessments, as signing sees them."""

    def finalise(self, assessment_id: str, *, record: str, award: str) -> None:
        """Freezes a decided assessment."""

    def signed(self, assessment_id: str) -> tuple[str, str]:
        """(record id, award id) of the newest revision; empty where there is none."""


class OutcomeStore(Protocol):
    """What follows a signed decision: acknowledgements and releases."""

    def acknowledgement(self, assessment: str) -> Acknowledged | None: ...
    def acknowledge(self, assessment: str, kind: Acknowledged, *, at: str, record: str) -> None: ...
    def release(self, assessment: str) -> Release | None:
        """The newest act on the newest revision of this assessment."""

    def add_release(self, release: Release) -> None: ...
    def standing_paper(self, award: str) -> str:
        """The number of this award's newest paper that was neither revoked, annulled nor rejected; empty without one."""

    def assessors_in(self, sittings: tuple[str, ...]) -> frozenset[str]:
        """Everybody who marked, decided, countersigned or opened anything in these sittings."""


@dataclass(frozen=True, kw_only=True)
class Countersignature:
    """A second assessor's word; `work` is `countersign.work_digest` of what it was given on, `record` a record's id."""

    assessment: str
    by: str
    at: str
    work: str
    record: str


class CountersignStore(Protocol):
    def of_assessment(self, assessment: str) -> tuple[Countersignature, ...]:
        """Oldest first, those on work that has changed since among them."""

    def add(self, made: Countersignature) -> None: ...
    def decided(self) -> tuple[str, ...]:
        """Ids of assessments decided competent and not signed, in the order of deciding."""


class Colleagues(StaffStore, Protocol):
    """Staff, where others than the one who acts are asked."""

    def all(self) -> tuple[Staff, ...]: ...


class PinCheck(Protocol):
    def __call__(self, *, staff_id: str, pin: str) -> Staff:
        """The person, if the PIN is theirs; raises KnownError `pin-wrong`, `pin-wait`, `pin-not-set`."""
