"""Staff badges: a random secret on paper that opens the device together with a PIN, and the ways to end one.

The secret is kept nowhere: a badge is printed once, and another printing is another badge (decision 7).
"""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.people.pin import PinDesk, require_pin
from assessor_app.services.people.staff import StaffDesk

FEWEST_DIGITS = 6
"""Of the PIN behind a badge: of four, whoever holds badge and computer would try all in an hour."""


class StaffBadgeKeys(Protocol):
    """The members' badges as ways into the data folder. Whoever holds this port holds the open key."""

    def has(self, staff_id: str) -> bool: ...
    def give(self, staff: Staff, pin: str) -> bytes:
        """A new badge in place of any before, opened with this PIN; returns its secret, which is kept nowhere."""

    def take(self, staff_id: str) -> None:
        """The member's badge, if there is one, opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class StaffBadgeDesk:
    """The parts that staff badges are kept with."""

    staff: StaffDesk
    pins: PinDesk
    badges: StaffBadgeKeys


def check_pin(desk: StaffBadgeDesk, *, by: str, staff_id: str, pin: str) -> Staff:
    """The member, once it is sure that a badge may be made for them with this PIN, which they type themselves.

    Members may have one made who open this device already; for all others an administrator lets it be made. Raises
    KnownError: `not-allowed`, `badge-pin-short`, and what `require_pin` raises.
    """
    if by != staff_id or not desk.staff.keys.may_open(staff_id):
        require_role(desk.staff.staff.get(by), Role.ADMINISTRATOR)
    person = require_pin(desk.pins, staff_id=staff_id, pin=pin)
    if len(pin.strip()) < FEWEST_DIGITS:
        raise KnownError("badge-pin-short", fewest=FEWEST_DIGITS)
    return person


def issue_staff(desk: StaffBadgeDesk, *, by: str, staff_id: str, pin: str) -> BadgeToPrint:
    """A new badge to print, in place of any before; takes seconds. Raises what `check_pin` raises."""
    person = check_pin(desk, by=by, staff_id=staff_id, pin=pin)
    secret = desk.badges.give(person, pin)
    text = write(Badge(kind=BadgeKind.STAFF, data=secret))
    return BadgeToPrint(name=person.name, number=person.registration, group="", text=text)


def revoke_staff(desk: StaffBadgeDesk, *, by: str, staff_id: str) -> None:
    """The badge is lost or no longer wanted; members may end their own. Raises KnownError `not-allowed`."""
    if by != staff_id:
        require_role(desk.staff.staff.get(by), Role.ADMINISTRATOR)
    desk.badges.take(staff_id)
