"""Suspending: later records of a device, a centre or a person wait for a human, whatever date they bear."""

from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.issuer.store import audit, centres, chains, feed, records, suspensions
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.suspensions import Kind, Subject

_PERSON_DIGITS = frozenset("0123456789abcdef")
_PERSON_LENGTH = 32


def subject_of(
    connection: Connection, *, device: str | None, centre: str | None, person: str | None
) -> Subject:
    """Who is meant: a device by its id or the beginning of it; a person (of a centre) by their id; else the centre.

    Raises KnownError: "no-such-device", "no-such-centre", "person-unusable", "subject-missing".
    """
    if device is not None:
        return _device(connection, device)
    if centre is None:
        raise KnownError("subject-missing")
    if centres.find_centre(connection, centre) is None:
        raise KnownError("no-such-centre", centre=centre)
    if person is None:
        return Subject(centre=centre, kind=Kind.CENTRE, id=centre)
    if len(person) != _PERSON_LENGTH or set(person) - _PERSON_DIGITS:
        raise KnownError("person-unusable")
    return Subject(centre=centre, kind=Kind.PERSON, id=person)


def is_known(connection: Connection, subject: Subject) -> bool:
    """Whether a device of the centre ever introduced this person; True of devices and centres, which are looked up before."""
    if subject.kind is not Kind.PERSON:
        return True
    texts = records.of_type(connection, centre=subject.centre, type_=RecordType.PERSON_INTRODUCED.value)
    return any(
        signed_record.decode(compact.split(text).payload).about.get("person") == subject.id for text in texts
    )


def suspend(connection: Connection, subject: Subject, *, by: str, now: datetime) -> dict[str, int]:
    """Cuts at the last number receipted, which is given for each chain. Raises KnownError("suspended-already")."""
    if suspensions.is_suspended(connection, subject):
        raise KnownError("suspended-already")
    heads = chains.heads(connection, subject.centre, only=subject.id if subject.kind is Kind.DEVICE else None)
    suspensions.suspend(connection, subject, heads=heads, by=by, at=now)
    _tell(connection, subject, lifted=False, by=by, now=now)
    return heads


def lift(connection: Connection, subject: Subject, *, by: str, now: datetime) -> None:
    """Ends a suspension; what waits goes on waiting for a person. Raises KnownError("not-suspended")."""
    if not suspensions.is_suspended(connection, subject):
        raise KnownError("not-suspended")
    suspensions.lift(connection, subject, at=now)
    _tell(connection, subject, lifted=True, by=by, now=now)


def _tell(connection: Connection, subject: Subject, *, lifted: bool, by: str, now: datetime) -> None:
    act = "suspension-lifted" if lifted else "suspended"
    detail = {"kind": subject.kind.value, "centre": subject.centre}
    audit.note(connection, act, by=by, subject=subject.id, at=now, detail=detail)
    item = Item(kind="suspension", ref={**detail, "subject": subject.id, "lifted": lifted})
    for device in centres.devices_of(connection, subject.centre):
        feed.append(connection, centre=subject.centre, to=device.id, items=[item], at=now)


def _device(connection: Connection, typed: str) -> Subject:
    found = [row for row in centres.devices_of(connection) if typed and row.id.startswith(typed.lower())]
    if len(found) != 1:
        raise KnownError("no-such-device", device=typed)
    return Subject(centre=found[0].centre, kind=Kind.DEVICE, id=found[0].id)
