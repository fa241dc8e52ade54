"""Staff: who works here, in which roles and scope, and who may open this device. Administrators keep it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.plain_text import line, name_line
from assessor_app.services.people.ports import StaffKeys, StaffStore
from assessor_app.services.transactions import Transactions

SHORTEST_PASSPHRASE = 8
LONGEST_LABEL = 60
LONGEST_REGISTRATION = 60


@dataclass(frozen=True, kw_only=True)
class StaffDesk:
    """The parts that keeping staff is built from."""

    transactions: Transactions
    staff: StaffStore
    keys: StaffKeys
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class StaffEntry:
    """What is written about a member of staff; `label` is the name on the sign-in page, readable without a key."""

    name: str
    roles: frozenset[Role]
    label: str = ""
    registration: str = ""
    scope: tuple[str, ...] = ()
    qualified_until: date | None = None
    trainee: bool = False


def add_first(desk: StaffDesk, entry: StaffEntry) -> Staff:
    """The first member of a new centre, an administrator, whom nobody can have added.

    Raises KnownError `not-first` where somebody is here already, `last-administrator` for any other role.
    """
    with desk.transactions.atomic():
        if desk.staff.all():
            raise KnownError("not-first")
        if Role.ADMINISTRATOR not in entry.roles:
            raise KnownError("last-administrator", name=entry.name)
        return _put(desk, secrets.token_hex(16), entry)


def add(desk: StaffDesk, *, by: str, entry: StaffEntry) -> Staff:
    """A new member. Raises KnownError: `not-allowed`, `name-missing`, `roles-missing`, `scope-missing`, `text-too-long`."""
    with desk.transactions.atomic():
        _require_administrator(desk, by)
        return _put(desk, secrets.token_hex(16), entry)


def change(desk: StaffDesk, *, by: str, staff_id: str, entry: StaffEntry) -> Staff:
    """The member as now written. Raises what `add` raises, `person-left`, and `last-administrator`."""
    with desk.transactions.atomic():
        _require_administrator(desk, by)
        before = _require_here(desk, staff_id)
        if Role.ADMINISTRATOR not in entry.roles:
            _require_other_administrator(desk, before)
        changed = _put(desk, staff_id, entry)
        # Last, as in `leave`: the sign-in page never shows a label that was not kept.
        desk.keys.relabel(changed)
        return changed


def leave(desk: StaffDesk, *, by: str, staff_id: str) -> None:
    """The member no longer works here: what they did stays under their name; PIN and passphrase stop working.

    A copy of the data folder made before still opens with the old passphrase. Raises KnownError: `not-allowed`,
    `person-left`, `last-administrator`, `last-slot`.
    """
    with desk.transactions.atomic():
        _require_administrator(desk, by)
        _require_other_administrator(desk, _require_here(desk, staff_id))
        desk.staff.leave(staff_id, at=stamp(desk.clock.now()))
        # Last: a way in that could not be taken away undoes the leaving; the other way round nobody would notice.
        desk.keys.take(staff_id)


def give_passphrase(desk: StaffDesk, *, by: str, staff_id: str, passphrase: str) -> None:
    """Lets a member open this device with a passphrase, or resets it; members may change their own.

    Raises KnownError: `not-allowed`, `person-left`, `passphrase-too-short`.
    """
    person = _require_here(desk, staff_id)
    if by != staff_id or not desk.keys.may_open(staff_id):
        _require_administrator(desk, by)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KnownError("passphrase-too-short", fewest=SHORTEST_PASSPHRASE)
    desk.keys.give(person, passphrase)


def take_passphrase(desk: StaffDesk, *, by: str, staff_id: str) -> None:
    """The member stays, but no longer opens this device. Raises KnownError: `not-allowed`, `last-slot`."""
    _require_administrator(desk, by)
    desk.keys.take(staff_id)


def everybody(desk: StaffDesk) -> Sequence[Staff]:
    """All members, those who left last; for any page that offers a choice of people."""
    return desk.staff.all()


def _put(desk: StaffDesk, staff_id: str, entry: StaffEntry) -> Staff:
    staff = _checked(staff_id, entry)
    desk.staff.put(staff, at=stamp(desk.clock.now()))
    return staff


def _checked(staff_id: str, entry: StaffEntry) -> Staff:
    name = name_line(entry.name)
    if not entry.roles:
        raise KnownError("roles-missing", name=name)
    scope = tuple(part for part in (line(text, field="scope") for text in entry.scope) if part)
    if Role.ASSESSOR in entry.roles and not scope:
        raise KnownError("scope-missing", name=name)
    label = line(entry.label, field="label", most=LONGEST_LABEL)
    return Staff(
        id=staff_id,
        name=name,
        label=label or name.split()[0][:LONGEST_LABEL],
        roles=entry.roles,
        registration=line(entry.registration, field="registration", most=LONGEST_REGISTRATION),
        scope=tuple(dict.fromkeys(scope)),
        qualified_until=entry.qualified_until,
        trainee=entry.trainee and Role.ASSESSOR in entry.roles,
    )


def entry_of(staff: Staff) -> StaffEntry:
    """What stands about a member, to be changed with `dataclasses.replace` and given to `change`."""
    return StaffEntry(
        name=staff.name,
        roles=staff.roles,
        label=staff.label,
        registration=staff.registration,
        scope=staff.scope,
        qualified_until=staff.qualified_until,
        trainee=staff.trainee,
    )


def _require_administrator(desk: StaffDesk, by: str) -> None:
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)


def _require_here(desk: StaffDesk, staff_id: str) -> Staff:
    staff = desk.staff.get(staff_id)
    if staff.left:
        raise KnownError("person-left", name=staff.name)
    return staff


def _require_other_administrator(desk: StaffDesk, staff: Staff) -> None:
    """Without an administrator nobody could add, reset or release anybody again."""
    others = (one for one in desk.staff.all() if one.id != staff.id)
    if staff.has(Role.ADMINISTRATOR) and not any(one.has(Role.ADMINISTRATOR) for one in others):
        raise KnownError("last-administrator", name=staff.name)
