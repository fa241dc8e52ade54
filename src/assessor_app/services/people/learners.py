"""Learners: added, mended, found, and their names checked by somebody. Certificates stand as they were issued."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner, Role, Staff, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.plain_text import line, name_line
from assessor_app.services.people.ports import LearnerShelf, StaffLookup
from assessor_app.services.records.ledger import Ledger, Recorded, signing
from assessor_app.services.transactions import Transactions

EDITORS = (Role.ASSESSOR, Role.CENTRE_STAFF, Role.ADMINISTRATOR)
LONGEST_NUMBER = 60
LONGEST_GROUP = 100
_LAST = 4
_OLDEST_YEARS = 120


class HowChecked(StrEnum):
    """Against what a name's spelling was checked: the learner read it, an identity document, or staff knew it."""

    LEARNER = "learner"
    DOCUMENT = "document"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class LearnerDesk:
    """The parts that keeping learners is built from."""

    transactions: Transactions
    learners: LearnerShelf
    staff: StaffLookup
    ledger: Ledger
    clock: Clock


def add(desk: LearnerDesk, *, by: str, learner: Learner) -> Learner:
    """Keeps a new learner (the `id` given is not looked at: this device mints one).

    Raises KnownError: `not-allowed`, `number-taken`, and what `checked` raises.
    """
    require_editor(desk.staff, by)
    now = desk.clock.now()
    made = checked(replace(learner, id=secrets.token_hex(16)), today=now.date())
    with desk.transactions.atomic():
        desk.learners.put(made, at=stamp(now), by=by)
    return made


def edit(desk: LearnerDesk, *, by: str, learner: Learner) -> Learner:
    """Keeps a learner as now written; certificates already issued stay as they are.

    Raises KnownError: `no-such-learner`, and what `add` raises.
    """
    require_editor(desk.staff, by)
    now = desk.clock.now()
    made = checked(learner, today=now.date())
    with desk.transactions.atomic():
        desk.learners.get(learner.id)
        desk.learners.put(made, at=stamp(now), by=by)
    return made


def remove(desk: LearnerDesk, *, by: str, learner_id: str) -> None:
    """Takes out a learner added by mistake. Raises KnownError: `not-allowed`, `no-such-learner`, `learner-in-use`."""
    require_editor(desk.staff, by)
    with desk.transactions.atomic():
        desk.learners.get(learner_id)
        desk.learners.remove(learner_id)


def check_name(
    desk: LearnerDesk, *, by: str, learner_id: str, how: HowChecked, clock_confirmed: bool = False
) -> Recorded:
    """Signs that this person checked the spelling of the name as it stands now; the name itself travels beside.

    Raises KnownError: `not-allowed`, `no-such-learner`, and what `signing` raises.
    """
    require_editor(desk.staff, by)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        learner = desk.learners.get(learner_id)
        at = stamp(desk.clock.now())
        desk.learners.check_name(learner_id, name=learner.name, how=how.value, at=at, by=by)
        return pen.sign(
            RecordType.NAME_CHECKED,
            by=by,
            about={"learner": learner_id},
            body={"how": how.value},
            personal={"name": learner.name},
        )


def name_is_checked(desk: LearnerDesk, learner: Learner) -> bool:
    """Whether somebody checked the name exactly as it stands now."""
    return desk.learners.checked_name(learner.id) == learner.name


def search(desk: LearnerDesk, *, by: str, text: str, limit: int = 50) -> Sequence[Learner]:
    """Learners with, for each word typed, a word of name or number that begins with it."""
    require_reader(desk.staff, by)
    return desk.learners.page(desk.learners.search(text, limit=limit))


def rows(desk: LearnerDesk, *, by: str, group: str = "") -> list[int]:
    """Row ids in the order of names, of one group or of all: what a table keeps of a million learners."""
    require_reader(desk.staff, by)
    return desk.learners.rowids(group=group)


def page(desk: LearnerDesk, *, by: str, rowids: Sequence[int]) -> Sequence[Learner]:
    """The learners of these rows, in this order; rows gone meanwhile are left out."""
    require_reader(desk.staff, by)
    return desk.learners.page(list(rowids))


def groups(desk: LearnerDesk, *, by: str) -> tuple[tuple[str, int], ...]:
    """Groups with how many learners each has."""
    require_reader(desk.staff, by)
    return desk.learners.groups()


def checked(learner: Learner, *, today: date) -> Learner:
    """The learner with clean text.

    Raises KnownError: `name-missing`, `text-too-long`, `birth-date-impossible`, `birth-date-missing` (chosen as the
    identity mark), `id-last-four-wrong` (chosen, and not four letters or digits).
    """
    made = replace(
        learner,
        name=name_line(learner.name),
        number=line(learner.number, field="number", most=LONGEST_NUMBER),
        group=line(learner.group, field="group", most=LONGEST_GROUP),
        id_last_four=line(learner.id_last_four, field="id").replace(" ", ""),
    )
    born = made.birth_date
    if born is not None and not (born <= today and today.year - born.year <= _OLDEST_YEARS):
        raise KnownError("birth-date-impossible", date=born.isoformat())
    if made.identity_mark is IdentityMark.BIRTH_DATE and born is None:
        raise KnownError("birth-date-missing", name=made.name)
    wanted = made.identity_mark is IdentityMark.ID_LAST_FOUR
    if (wanted or made.id_last_four) and not (
        len(made.id_last_four) == _LAST and made.id_last_four.isalnum()
    ):
        raise KnownError("id-last-four-wrong", name=made.name)
    return made


def require_editor(staff: StaffLookup, by: str) -> Staff:
    """The person, if they may change learners; raises KnownError `not-allowed`."""
    person = staff.get(by)
    require_role(person, *EDITORS)
    return person


def require_reader(staff: StaffLookup, by: str) -> Staff:
    """The person, if they still work here; raises KnownError `not-allowed`."""
    person = staff.get(by)
    require_role(person, *Role)
    return person
