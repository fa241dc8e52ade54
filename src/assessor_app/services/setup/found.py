"""Setting up a centre: its root and on-line key, the device's chain, and the first administrator."""

from dataclasses import dataclass, replace
from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.formats import qr_text
from assessor_app.services.clock import stamp
from assessor_app.services.people.pin import PinDesk, require_strong
from assessor_app.services.people.plain_text import line, name_line
from assessor_app.services.people.ports import PinState
from assessor_app.services.records.ledger import Delegate, Ledger
from assessor_app.services.records.restart import begin
from assessor_app.services.setup.own_word import IssuingKeys, own_centre, own_word
from assessor_app.trust import keys
from assessor_app.trust.own_root import own_anchor_list

LONGEST_NAME = 150
LONGEST_NUMBER = 60


class CentreStore(Protocol):
    def put_centre(self, centre: Centre) -> None: ...


class StaffStore(Protocol):
    def put(self, staff: Staff, *, at: str) -> None: ...


class IssuingStore(IssuingKeys, Protocol):
    """The keys of a centre that stands alone."""

    def put_issuing_key(self, use: str, *, public: bytes, seed: bytes, at: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class FoundingDesk:
    """The parts that setting up is built from."""

    centres: CentreStore
    staff: StaffStore
    issuing: IssuingStore
    pins: PinDesk
    ledger: Ledger


def found(desk: FoundingDesk, *, centre: Centre, administrator: Staff, pin: str) -> None:
    """Makes an empty folder the folder of this centre, with its first administrator.

    Raises KnownError: `centre-incomplete` (name, country or number to call missing), `text-too-long`, `name-missing` (the
    administrator's), `host-unreadable`, `pin-too-simple` and its like.
    """
    centre, administrator = _plain(centre), replace(administrator, name=name_line(administrator.name))
    if not (centre.name and centre.country and centre.phone):
        raise KnownError("centre-incomplete")
    if Role.ADMINISTRATOR not in administrator.roles:
        raise ValueError("the first member of staff is an administrator")
    require_strong(pin)
    if centre.host:
        centre = replace(centre, host=qr_text.read_host(centre.host).lower())
    now = desk.ledger.clock.now()
    at = stamp(now)
    root, online = keys.generate(), keys.generate()
    with desk.ledger.transactions.atomic():
        desk.centres.put_centre(centre)
        desk.staff.put(administrator, at=at)
        hashed = PinState(hash=desk.pins.hasher.hash(pin), failures=0, wait_until="")
        desk.pins.staff.put_pin(administrator.id, hashed)
        desk.issuing.put_issuing_key("root", public=root.public, seed=root.seed, at=at)
        desk.issuing.put_issuing_key("on-line", public=online.public, seed=online.seed, at=at)
        text = own_anchor_list(own_centre(centre), root=root, online=online, now=now)
        desk.issuing.put_anchors(keys.did_key(root.public), text, own=True, at=at, by=administrator.id)
        begin(desk.ledger, by=administrator.id, delegate=own_root_delegate(desk, centre))


def own_root_delegate(desk: FoundingDesk, centre: Centre) -> Delegate:
    """A centre that is its own root delegates to its own device."""
    return own_word(desk.issuing, centre, clock=desk.ledger.clock)


def _plain(centre: Centre) -> Centre:
    """The centre's texts as they are signed in its anchor list and printed on every paper: one plain line each."""
    return replace(
        centre,
        name=line(centre.name, field="centre", most=LONGEST_NAME),
        approval_number=line(centre.approval_number, field="approval number", most=LONGEST_NUMBER),
        country=line(centre.country, field="country", most=LONGEST_NUMBER),
        phone=line(centre.phone, field="phone", most=LONGEST_NUMBER),
        awarding_body=line(centre.awarding_body, field="awarding body", most=LONGEST_NAME),
    )
