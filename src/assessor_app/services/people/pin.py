"""PINs: who is at the screen for this one act. A PIN proves presence, it is no cryptographic key."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.ports import PinState, PinStore
from assessor_app.services.transactions import Transactions
from assessor_app.trust import secrets as trusted

FEWEST_DIGITS, MOST_DIGITS = 4, 8
FREE_TRIES = 2
"""Wrong tries in a row that cost nothing: a slip of the finger is no attack."""
FIRST_DELAY_SECONDS = 5
LONGEST_DELAY_SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class PinHasher:
    """How a PIN is kept: `hash` makes the text to keep, `matches` compares that text with a PIN."""

    hash: Callable[[str], str] = trusted.hash_pin
    matches: Callable[[str, str], bool] = trusted.pin_matches


@dataclass(frozen=True, kw_only=True)
class PinDesk:
    """The parts that PINs are checked with."""

    transactions: Transactions
    staff: PinStore
    clock: Clock
    hasher: PinHasher = field(default_factory=PinHasher)
    changed: Callable[[str], None] = lambda _staff_id: None
    """Told (the member's id) when a PIN is another now, before that is kept: what rests on the old one goes."""


def require_pin(desk: PinDesk, *, staff_id: str, pin: str) -> Staff:
    """The person, once the PIN is theirs. Call it outside any transaction: a wrong try must last.

    Raises KnownError: `pin-wrong` (`tries` wrong in a row, `wait` seconds until the next is heard), `pin-wait`
    (`seconds` left; this try was not looked at and does not count), `pin-not-set`, `person-left`, `no-such-person`.
    """
    with desk.transactions.atomic():
        staff = desk.staff.get(staff_id)
        problem = _try(desk, staff, pin)
    # Only now, so that the failure is kept although the caller gets an error.
    if problem is not None:
        raise problem
    return staff


def set_pin(desk: PinDesk, *, by: str, staff_id: str, pin: str, old_pin: str | None = None) -> None:
    """Gives a person a PIN: their own with the old one (none for the first), or an administrator resets it.

    An administrator too needs the old PIN for their own. Raises KnownError: `pin-format` (not 4 to 8 digits),
    `pin-too-simple`, `not-allowed`, `person-left`, and what `require_pin` raises for the old one.
    """
    require_strong(pin)
    actor, person = desk.staff.get(by), desk.staff.get(staff_id)
    if person.left:
        raise KnownError("person-left", name=person.name)
    if by != staff_id:
        require_role(actor, Role.ADMINISTRATOR)
    elif desk.staff.pin(staff_id).hash:
        require_pin(desk, staff_id=staff_id, pin=old_pin or "")
    kept = PinState(hash=desk.hasher.hash(pin), failures=0, wait_until="")
    with desk.transactions.atomic():
        desk.staff.put_pin(staff_id, kept)
        desk.changed(staff_id)


def require_strong(pin: str) -> None:
    """Raises KnownError `pin-format` or `pin-too-simple`; digits of any script count."""
    values = [unicodedata.decimal(character, None) for character in pin.strip()]
    digits = [value for value in values if value is not None]
    if len(digits) != len(values) or not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        raise KnownError("pin-format", fewest=FEWEST_DIGITS, most=MOST_DIGITS)
    steps = {(later - earlier) % 10 for earlier, later in pairwise(digits)}
    one_step = len(steps) == 1 and steps <= {0, 1, 9}  # 0000, 1234, 7890, 4321
    two_in_turn = digits[2:] == digits[:-2]  # 1212
    if one_step or two_in_turn:
        raise KnownError("pin-too-simple")


def delay_after(failures: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 5, 10, 20 … 300."""
    late = failures - FREE_TRIES - 1
    if late < 0:
        return 0
    return min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS << min(late, 10))


def _try(desk: PinDesk, staff: Staff, pin: str) -> KnownError | None:
    state = desk.staff.pin(staff.id)
    if staff.left:
        return KnownError("person-left", name=staff.name)
    if not state.hash:
        return KnownError("pin-not-set", name=staff.name)
    now = desk.clock.now()
    if seconds := _seconds_left(state, now):
        return KnownError("pin-wait", name=staff.name, seconds=seconds)
    if desk.hasher.matches(state.hash, pin):
        if state.failures:
            desk.staff.put_pin(staff.id, PinState(hash=state.hash, failures=0, wait_until=""))
        return None
    tries = state.failures + 1
    wait = delay_after(tries)
    until = stamp(now + timedelta(seconds=wait)) if wait else ""
    desk.staff.put_pin(staff.id, PinState(hash=state.hash, failures=tries, wait_until=until))
    return KnownError("pin-wrong", name=staff.name, tries=tries, wait=wait)


def _seconds_left(state: PinState, now: datetime) -> int:
    """Never more than the delay itself: a clock that was set back must not lock a person out for years."""
    if not state.wait_until:
        return 0
    left = ceil((datetime.fromisoformat(state.wait_until) - now).total_seconds())
    return max(0, min(left, delay_after(state.failures)))
