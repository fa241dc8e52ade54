"""A closed sitting as its record tells it: the manifest, the record's place in the chain, and each entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.assessment import State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Attendance, Identified, Sitting
from assessor_app.formats.signed_record import Record, decode
from assessor_app.services.deciding.ports import Countersignature
from assessor_app.services.records.ports import KeptRecord
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.manifest import Manifest, from_body, kind_of
from assessor_app.services.sittings.ports import WorkDone
from assessor_app.trust import jws

MAY_READ = (Role.ASSESSOR, Role.QUALITY_ASSURER, Role.CENTRE_STAFF, Role.ADMINISTRATOR)


@dataclass(frozen=True, kw_only=True)
class ClosedEntry:
    """A listed learner: attendance as the record has it, the work as it stands today. `signed_by` is a name.

    `kind` is the part of the manifest's sum that the entry is in; `words` are the countersignatures that stand on the
    work today, `assessment` its id, or empty.
    """

    bib: str
    name: str
    number: str
    form: str
    attendance: Attendance
    kind: str
    identified: Identified | None
    assessment: str
    words: tuple[Countersignature, ...]
    work: WorkDone | None
    signed_by: str


@dataclass(frozen=True, kw_only=True)
class ClosedSitting:
    """What the manifest's paper is drawn from.

    `manifest` is None for a record of a version that wrote none. `forms` are code, version and title; `names` gives
    each person whom the manifest or a countersignature mentions by id, with their roles. `before` and `hash` are the chain's head before and
    after the record.
    """

    sitting: Sitting
    forms: tuple[str, ...]
    opened_by: str
    closed_by: str
    closed_at: str
    manifest: Manifest | None
    entries: tuple[ClosedEntry, ...]
    people: Mapping[str, Staff]
    record: str
    chain: str
    seq: int
    before: str
    hash: str


def closed_sitting(desk: SittingDesk, *, by: str, sitting: str) -> ClosedSitting:
    """A closed sitting. Raises KnownError `sitting-not-closed`."""
    require_role(desk.staff.get(by), *MAY_READ)
    found = desk.sittings.get(sitting)
    kept, record = _closing(desk, found)
    entries = _entries(desk, sitting, record)
    body = record.body.get("manifest")
    manifest = None if body is None else from_body(len(entries), body)
    people = {word.by for entry in entries for word in entry.words}
    if manifest is not None:
        people |= {one.by for one in manifest.signed} | {one.by for one in manifest.words}
    return ClosedSitting(
        sitting=found,
        forms=_forms(desk, record),
        opened_by=desk.staff.get(found.opened_by).name,
        closed_by=desk.staff.get(record.by).name if record.by else "",
        closed_at=record.at,
        manifest=manifest,
        entries=entries,
        people={person: desk.staff.get(person) for person in people},
        record=record.id,
        chain=record.chain,
        seq=record.seq,
        before=record.prev,
        hash=kept.hash,
    )


def _closing(desk: SittingDesk, sitting: Sitting) -> tuple[KeptRecord, Record]:
    for kept in desk.ledger.records.about("sitting", sitting.id):
        if kept.type == RecordType.SITTING_CLOSED:
            return kept, decode(jws.peek(kept.jws)[1])
    raise KnownError("sitting-not-closed", place=sitting.place, date=sitting.date)


def _forms(desk: SittingDesk, record: Record) -> tuple[str, ...]:
    used = dict.fromkeys((one["form"]["code"], one["form"]["version"]) for one in record.body["entries"])
    found = [desk.shelf.get(*ref) for ref in used]
    return tuple(f"{form.ref}  {form.title}" for form in found)


def _entries(desk: SittingDesk, sitting: str, record: Record) -> tuple[ClosedEntry, ...]:
    bibs = {(entry.learner, entry.form_code): entry.bib for entry in desk.sittings.entries(sitting)}
    works = desk.manifest.works(sitting)
    return tuple(_entry(desk, one, bibs, works) for one in record.body["entries"])


def _entry(
    desk: SittingDesk,
    one: Mapping[str, Any],
    bibs: Mapping[tuple[str, str], str],
    works: Mapping[str, WorkDone],
) -> ClosedEntry:
    learner = desk.learners.get(one["learner"])
    form, work = one["form"], works.get(one["assessment"])
    attendance = Attendance(one["attendance"])
    return ClosedEntry(
        bib=bibs.get((learner.id, form["code"]), ""),
        name=learner.name,
        number=learner.number,
        form=f"{form['code']} v{form['version']}",
        attendance=attendance,
        # A record of an earlier version does not say it of each entry: then as its work stands today.
        kind=one.get("kind") or kind_of(attendance, work),
        identified=Identified(one["identified"]) if one["identified"] else None,
        assessment=one["assessment"],
        words=desk.words(one["assessment"]) if work and work.state is State.FINALISED else (),
        work=work,
        signed_by=desk.staff.get(work.decided_by).name if work and work.decided_by else "",
    )
