"""After the recovery key: an administrator who lost passphrase or PIN gets new ones, from nobody but the key."""

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.services.people.pin import PinDesk, require_strong
from assessor_app.services.people.ports import PinState
from assessor_app.services.people.staff import SHORTEST_PASSPHRASE, StaffDesk


def administrators(desk: StaffDesk) -> tuple[Staff, ...]:
    """Those of whom one may be renewed."""
    return tuple(one for one in desk.staff.all() if one.has(Role.ADMINISTRATOR))


def renew(desk: StaffDesk, pins: PinDesk, *, staff_id: str, passphrase: str, pin: str) -> Staff:
    """Another passphrase and PIN for an administrator, in place of theirs.

    Only for a folder that was opened with the recovery key: whoever holds that holds everything, and without this
    the only administrator could never act again. Raises KnownError: `not-allowed` (no administrator, or one who
    left), `passphrase-too-short`, `pin-format`, `pin-too-simple`.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KnownError("passphrase-too-short", fewest=SHORTEST_PASSPHRASE)
    require_strong(pin)
    person = desk.staff.get(staff_id)
    require_role(person, Role.ADMINISTRATOR)
    kept = PinState(hash=pins.hasher.hash(pin), failures=0, wait_until="")
    with desk.transactions.atomic():
        pins.staff.put_pin(staff_id, kept)
        pins.changed(staff_id)
        # Last: where the keys cannot be written, the PIN stays as it was.
        desk.keys.give(person, passphrase)
    return person
