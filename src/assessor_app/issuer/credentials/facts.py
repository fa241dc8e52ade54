"""The facts of a registered paper, from the records that the issuer accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection

from assessor_app.domain.credential import CredentialFacts, EvidenceKept, Organisation, StatusPlace
from assessor_app.domain.evidence import Kind
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Method
from assessor_app.formats import compact, signed_record
from assessor_app.formats.form_yaml import parse_form
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import list_in, text_in
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import catalogue, centres, endorsements, records, settings
from assessor_app.issuer.store.records import Kept

_DECIDED = (RecordType.ASSESSMENT_FINALISED, RecordType.CORRECTED)


@dataclass(frozen=True, kw_only=True)
class _Said:
    """A record with what stands beside it."""

    record: Record
    hash: str
    beside: dict[str, Any] = field(repr=False)


def facts_of(connection: Connection, paper: Paper, status: StatusPlace) -> CredentialFacts | None:
    """None where the records no longer say enough: a personal part was erased, a form is not in the catalogue."""
    (kept,) = records.between(
        connection, centre=paper.centre, chain=paper.chain, first=paper.seq, last=paper.seq
    )
    issued = _said(kept)
    needed = [
        _said(one)
        for name in issued.record.needs
        for one in records.of_id(connection, centre=paper.centre, record_id=name)
    ]
    decided = next((one for one in needed if one.record.type in _DECIDED), None)
    body = issued.record.body
    row = catalogue.find_form(connection, text_in(body, "form", "code"), text_in(body, "form", "version"))
    holder = text_in(issued.beside, "holder")
    if decided is None or row is None or not holder:
        return None
    released = next((one for one in needed if one.record.type == RecordType.RELEASED), None)
    registered = dict(_registrations(needed))
    until = text_in(body, "valid_until")
    return CredentialFacts(
        cti=bytes.fromhex(text_in(body, "cti")),
        number=text_in(body, "number"),
        holder=holder,
        learner_number=text_in(decided.beside, "learner", "number"),
        form=parse_form(row.content),
        environments=tuple(
            sorted({text_in(one, "environment") for one in list_in(decided.record.body, "occasions")} - {""})
        ),
        methods=_methods(decided.record),
        achieved=datetime.fromisoformat(text_in(decided.record.body, "decided")),
        issued=datetime.fromisoformat(text_in(body, "issued")),
        until=date.fromisoformat(until) if until else None,
        issuer=_issuer(connection),
        centre=_centre(connection, paper.centre),
        assessor=registered.get(decided.record.by or "", ""),
        quality_assurer=registered.get(released.record.by or "", "") if released else "",
        evidence=tuple(_evidence(decided.record)),
        record=decided.hash,
        sample=centres.is_sample(connection, paper.centre),
        status=status,
        endorsements=endorsements.of_form(
            connection, row.code, row.version, at=datetime.fromisoformat(text_in(body, "issued"))
        ),
    )


def _said(kept: Kept) -> _Said:
    record = signed_record.decode(compact.split(kept.jws).payload)
    beside = {} if kept.personal is None else open_sealed(kept.personal)
    return _Said(record=record, hash=kept.hash, beside=beside)


def _registrations(needed: list[_Said]) -> Iterator[tuple[str, str]]:
    for one in needed:
        if one.record.type == RecordType.PERSON_INTRODUCED:
            yield one.record.about.get("person", ""), text_in(one.beside, "registration")


def _methods(decided: Record) -> frozenset[Method]:
    """By what the criteria that are met were shown."""
    met = {
        text_in(one, "how")
        for one in list_in(decided.body, "marks")
        if text_in(one, "mark") == Mark.MET.value
    }
    prior = {Method.RPL} if How.RPL.value in met else set()
    return frozenset(prior | ({Method.OBSERVATION} if met - {How.RPL.value} else set()))


def _evidence(decided: Record) -> Iterator[EvidenceKept]:
    kinds = {kind.value for kind in Kind}
    for one in list_in(decided.body, "evidence"):
        kind, digest = text_in(one, "kind"), text_in(one, "sha256")
        if kind in kinds and len(digest) == 64:  # noqa: PLR2004 - SHA-256 in hex
            yield EvidenceKept(kind=Kind(kind), sha256=digest, criterion=text_in(one, "criterion"))


def _issuer(connection: Connection) -> Organisation:
    return Organisation(
        id=settings.needed(connection, "issuer"),
        name=settings.needed(connection, "name"),
        country=settings.get(connection, "country") or "",
        phone=settings.get(connection, "phone") or "",
        host=settings.needed(connection, "host"),
    )


def _centre(connection: Connection, name: str) -> Organisation:
    """The same URI as the centre's own credentials have where it stands alone."""
    row = centres.find_centre(connection, name)
    return Organisation(
        id=uuid5(NAMESPACE_OID, f"centre {name}").urn,
        name=row.name if row else name,
        country=row.country if row else "",
        phone=row.phone if row else "",
        approval_number=row.approval_number if row else "",
    )
