"""Decisions of a person on a record: accepted in spite of what stood against it, or rejected."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.issuer.deciding.opening import Opened, Which, open_record
from assessor_app.issuer.deciding.reasons import reason_of
from assessor_app.issuer.deciding.reopen import reopen
from assessor_app.issuer.judging.judge import judge
from assessor_app.issuer.judging.work import settle
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.store import audit, waivers
from assessor_app.issuer.store.verdicts import Decided, rejected

WAIVABLE: frozenset[str] = frozenset(
    {
        HeldCode.WAITING_APPROVAL,
        HeldCode.MISSING_EVIDENCE,
        HeldCode.DUPLICATE,
        HeldCode.SAME_NUMBER,
        HeldCode.CONFLICT,
        HeldCode.ATTEMPTS,
        HeldCode.COOLING_OFF,
        HeldCode.SUSPENDED,
        HeldCode.PERSON_SUSPENDED,
        HeldCode.STRANDED,
        RejectedCode.OUT_OF_SCOPE,
        RejectedCode.OUT_OF_WINDOW,
        RejectedCode.NOT_ALLOWED,
        RejectedCode.NOT_QUALIFIED,
        RejectedCode.FORM_WITHDRAWN,
        RejectedCode.RULES,
        RejectedCode.BY_PERSON,
    }
)
"""What a person may set aside. Not: a signature that is nobody's, a number that is taken, what is not here yet."""


def accept(
    connection: Connection, person: Person, which: Which, *, reason: str = "", now: datetime
) -> Decided:
    """Sets aside what stands against this record, and judges it again: the verdict that was written.

    Overruling a rejection needs a reason. Another objection may come to light: then that is the verdict, to be decided
    by itself. Raises KnownError: "role-missing", "record-not-here", "decided-meanwhile", "decided-already",
    "not-for-a-person", "cannot-be-accepted", "reason-missing", "reason-too-long".
    """
    require(person, Right.DECIDE)
    opened = open_record(connection, which)
    place, overrules = opened.place, opened.place.outcome == Outcome.REJECTED
    if place.outcome == Outcome.ACCEPTED:
        raise KnownError("decided-already")
    if place.code not in WAIVABLE:
        raise KnownError("not-for-a-person")
    why = reason_of(reason) if overrules or reason.strip() else ""
    # Whoever lets a record through has approved it: they are not asked a second time.
    waivers.add(connection, place, {place.code, HeldCode.WAITING_APPROVAL.value}, by=person.name, at=now)
    waived = waivers.of(connection, place)
    found = judge(connection, opened.chain, opened.kept, policy=opened.policy, now=now, waived=waived)
    if (found.outcome.value, found.code) == (place.outcome, place.code):
        raise KnownError("cannot-be-accepted")
    decided = replace(found, by=person.name, sentence=why)
    _settle(connection, opened, decided, waived=waived, now=now)
    if overrules and decided.outcome is not Outcome.REJECTED and opened.kept.id is not None:
        reopen(connection, opened, by=person.name, now=now)
    _note(connection, "record-overruled" if overrules else "record-accepted", person, opened, decided, now)
    return decided


def reject(connection: Connection, person: Person, which: Which, *, reason: str, now: datetime) -> Decided:
    """Rejects a record that is held, for a reason; what needs it is rejected with it.

    Raises KnownError: "role-missing", "record-not-here", "decided-meanwhile", "decided-already", "reason-missing",
    "reason-too-long".
    """
    require(person, Right.DECIDE)
    opened = open_record(connection, which)
    if opened.place.outcome != Outcome.HELD:
        raise KnownError("decided-already")
    decided = replace(rejected(RejectedCode.BY_PERSON), by=person.name, sentence=reason_of(reason))
    _settle(connection, opened, decided, waived=frozenset(), now=now)
    _note(connection, "record-rejected", person, opened, decided, now)
    return decided


def _settle(
    connection: Connection, opened: Opened, decided: Decided, *, waived: frozenset[str], now: datetime
) -> None:
    settle(
        connection,
        opened.chain,
        opened.kept,
        opened.place,
        decided,
        policy=opened.policy,
        now=now,
        waived=waived,
    )


def _note(
    connection: Connection, act: str, person: Person, opened: Opened, decided: Decided, now: datetime
) -> None:
    place = opened.place
    detail = {
        "centre": place.centre,
        "record": f"{place.chain}/{place.seq}",
        "type": opened.kept.type,
        "before": place.code or place.outcome,
        "verdict": decided.outcome.value,
        "code": decided.code.value if decided.code else "",
    }
    subject = opened.kept.id or f"{place.chain}/{place.seq}"
    audit.note(connection, act, by=person.name, subject=subject, at=now, detail=detail)
