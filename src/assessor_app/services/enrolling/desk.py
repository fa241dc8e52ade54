"""What joining an awarding body is built from."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.domain.people import Role, require_role
from assessor_app.services.enrolling.ports import EnrolmentStore
from assessor_app.services.forms.shelf import Shelf
from assessor_app.services.people.ports import StaffLookup
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.setup.own_word import IssuingKeys
from assessor_app.trust.anchors import TrustStore, read_anchor_list


class Trusted(IssuingKeys, Protocol):
    """Whom this device trusts, and the keys of a centre that stood alone."""

    def anchor_lists(self) -> tuple[str, ...]: ...


class CentreSettings(Protocol):
    def centre(self) -> Centre: ...
    def put_centre(self, centre: Centre) -> None: ...


class OldPapers(Protocol):
    """The papers that a chain's certificates were printed as."""

    def count(self, chain: str) -> int: ...
    def qr(self, chain: str, place: int) -> str:
        """The text of the QR code of the chain's certificate in this place, from 0, in the order of issue."""


@dataclass(frozen=True, kw_only=True)
class EnrolDesk:
    """The parts. `version` is the program's; `device_name` is what people call this computer."""

    store: EnrolmentStore
    ledger: Ledger
    trust: Trusted
    centres: CentreSettings
    staff: StaffLookup
    shelf: Shelf
    papers: OldPapers
    version: str
    device_name: str


def require_administrator(desk: EnrolDesk, by: str) -> None:
    """Raises KnownError `not-allowed`, `no-such-person`."""
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)


def trust_of(desk: EnrolDesk) -> TrustStore:
    """The anchor lists held here."""
    return TrustStore.of(read_anchor_list(text) for text in desk.trust.anchor_lists())
