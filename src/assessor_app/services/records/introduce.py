"""Who acts: a reader of records alone must be able to tell whose work they are, and whether they might do it."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessor_app.domain.people import Staff
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import decode
from assessor_app.services.records.ledger import Pen
from assessor_app.services.records.ports import KeptRecord
from assessor_app.trust import jws

# Left out where it is not so, as in records of before there were trainees.
_TRAINEE = "trainee"


def introduce(pen: Pen, people: Iterable[Staff], *, by: str) -> tuple[str, ...]:
    """Ids of the records that introduce these people on this chain, each person once.

    A record is signed only for somebody who was not introduced on this chain, or not as they are now: roles, scope
    and qualification in the body, the registration number beside it. What rests on a person's work needs it.
    """
    unique = {person.id: person for person in people}
    return tuple(_introduced(pen, unique[key], by=by) for key in sorted(unique))


def _introduced(pen: Pen, person: Staff, *, by: str) -> str:
    until = person.qualified_until
    body = {
        "roles": sorted(role.value for role in person.roles),
        "scope": list(person.scope),
        "qualified_until": "" if until is None else until.isoformat(),
    } | ({_TRAINEE: True} if person.trainee else {})
    personal = {"registration": person.registration} if person.registration else {}
    for record in reversed(pen.ledger.records.about("person", person.id)):
        if record.type == RecordType.PERSON_INTRODUCED and record.chain == pen.chain.id:
            if _says(record, body, personal):
                return record.id
            break
    signed = pen.sign(
        RecordType.PERSON_INTRODUCED, by=by, about={"person": person.id}, body=body, personal=personal
    )
    return signed.id


def _says(record: KeptRecord, body: Mapping[str, Any], personal: Mapping[str, Any]) -> bool:
    """Whether the record says this; one whose personal part was erased no longer says whose number it was."""
    signed = decode(jws.peek(record.jws)[1])
    beside = open_sealed(record.personal) if record.personal is not None else {}
    said = {key: signed.body[key] for key in {*body, _TRAINEE} if key in signed.body}
    return said == body and beside == personal
