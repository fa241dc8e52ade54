"""Learners' badges: made, found by their code, ended when lost.

While a badge stands, printing it again prints the same code: a sheet that jammed in the printer, or lies in two
drawers, leaves no second code about which nobody knows whether it counts. A lost badge is ended, and the next one
that is printed has another code.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.services.badges.ports import BadgeStore, BadgeToPrint, KeptBadge, LearnerSource
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.learners import require_editor, require_reader
from assessor_app.services.people.ports import StaffLookup
from assessor_app.services.transactions import Transactions

TOKEN_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class BadgeDesk:
    """The parts that learners' badges are kept with."""

    transactions: Transactions
    badges: BadgeStore
    learners: LearnerSource
    staff: StaffLookup
    clock: Clock


def issue(desk: BadgeDesk, *, by: str, learners: Sequence[str]) -> tuple[BadgeToPrint, ...]:
    """What to print for these learners, in this order: the badge that stands, or a new one.

    Raises KnownError `not-allowed` (assessors, centre staff and administrators may), `no-such-learner`.
    """
    require_editor(desk.staff, by)
    with desk.transactions.atomic():
        people = [desk.learners.get(learner) for learner in dict.fromkeys(learners)]
        standing = desk.badges.standing(person.id for person in people)
        return tuple(
            _to_print(person, standing.get(person.id) or _new(desk, person, by)) for person in people
        )


def issue_group(desk: BadgeDesk, *, by: str, group: str) -> tuple[BadgeToPrint, ...]:
    """The same for everybody of a group, by name."""
    people = desk.learners.page(desk.learners.rowids(group=group)) if group else ()
    return issue(desk, by=by, learners=[person.id for person in people])


def revoke(desk: BadgeDesk, *, by: str, learner: str) -> None:
    """The learner's badge is lost: its code stops counting. Raises KnownError `not-allowed`, `badge-none`."""
    require_editor(desk.staff, by)
    with desk.transactions.atomic():
        person = desk.learners.get(learner)
        if not desk.badges.revoke(learner, at=stamp(desk.clock.now()), by=by):
            raise KnownError("badge-none", name=person.name)


def has_badge(desk: BadgeDesk, learner: str) -> bool:
    """Whether a badge of this learner stands."""
    return learner in desk.badges.standing([learner])


def find(desk: BadgeDesk, *, by: str, token: bytes) -> Learner:
    """Whose badge this is.

    Raises KnownError `badge-unknown` (not of this data folder), `badge-revoked` (with the `name` and the day on which
    it was said to be lost): whoever brings that one is not known by it.
    """
    require_reader(desk.staff, by)
    kept = desk.badges.find(token)
    if kept is None:
        raise KnownError("badge-unknown")
    learner = desk.learners.get(kept.learner)
    if kept.revoked_at:
        raise KnownError("badge-revoked", name=learner.name, day=kept.revoked_at[:10])
    return learner


def _new(desk: BadgeDesk, person: Learner, by: str) -> KeptBadge:
    made = KeptBadge(
        token=secrets.token_bytes(TOKEN_BYTES), learner=person.id, made_at=stamp(desk.clock.now())
    )
    desk.badges.add(made, by=by)
    return made


def _to_print(person: Learner, badge: KeptBadge) -> BadgeToPrint:
    text = write(Badge(kind=BadgeKind.LEARNER, data=badge.token))
    return BadgeToPrint(name=person.name, number=person.number, group=person.group, text=text)
