"""Checking everything that was signed here: each chain, the personal parts beside it, and what stands on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.record_types import RecordType
from assessor_app.formats.personal import digest_of
from assessor_app.formats.signed_record import Record, decode, link
from assessor_app.services.records.ports import Chain, KeptRecord, RecordStore
from assessor_app.services.records.status import status
from assessor_app.trust import jws
from assessor_app.trust.chain import check_chain


@dataclass(frozen=True, kw_only=True)
class Resting:
    """A row of this folder that stands on a signed record of this type: whose it is, and the record's id.

    `says` is what the row and the record's body must both say, by the body's names.
    """

    type: RecordType
    id: str
    record: str
    says: Mapping[str, str]


class RestingSource(Protocol):
    """The rows that must have their record."""

    def resting(self) -> Iterable[Resting]:
        """Finalised assessments, acknowledgements, releases, certificates, what superseded them, and what came after."""


@dataclass(frozen=True, kw_only=True)
class RecordsReport:
    """What was found: `code` is empty when all is right, else names the first thing that is wrong.

    Codes: `chain` (details chain, seq, fault as `trust.chain.ChainFault`), `head`, `key`, `row`, `personal-missing`,
    `personal-differs`, `restart` (each chain, seq), `record-missing`, `record-differs` (kind, id), `unrecorded`
    (kind, id), `count` (difference), `rows` (chain, difference), `no-chain`, and `evidence-…` of `services.evidence.prove`.
    """

    code: str = ""
    details: dict[str, object] = field(default_factory=dict)
    records: int = 0
    chains: int = 0

    @property
    def ok(self) -> bool:
        return not self.code


Fault = tuple[str, dict[str, object]]
EvidenceFaults = Callable[[Iterable[Record]], Iterator[Fault]]
"""Given every record, what is wrong with evidence (`services.evidence.prove.evidence_faults`)."""
Progress = Callable[[int, int], None]
"""`progress(records done, records in all)`, now and then; it may raise to cancel."""
_TOLD_EVERY = 64


def check_records(
    records: RecordStore,
    resting: RestingSource,
    *,
    evidence: "EvidenceFaults | None" = None,
    progress: Progress | None = None,
) -> RecordsReport:
    """Verifies every chain and what rests on it, evidence last, all as of one moment; says the first thing that is wrong."""
    with records.at_one_moment():
        return _checked(records, resting, evidence, progress)


def _checked(
    records: RecordStore,
    resting: RestingSource,
    evidence: "EvidenceFaults | None",
    progress: Progress | None,
) -> RecordsReport:
    chains = records.chains()
    total = sum(chain.head_seq for chain in chains)
    seen: dict[str, Record] = {}
    done = 0
    for chain in chains:
        rows = records.of_chain(chain.id)
        texts = _told(
            (row.jws for row in rows), (lambda so_far: progress(so_far, total)) if progress else None, done
        )
        fault = _chain_fault(chain, rows, texts) or next(_row_faults(records, chain, rows, seen), None)
        done += len(rows)
        if fault is not None:
            return RecordsReport(code=fault[0], details=fault[1], records=done, chains=len(chains))
        if progress is not None:
            progress(done, total)
    fault = next(_resting_faults(resting.resting(), seen.values()), None) or _count_fault(records)
    if fault is None and evidence is not None:
        fault = next(evidence(seen.values()), None)
    code, details = fault or ("", {})
    return RecordsReport(code=code, details=details, records=done, chains=len(chains))


def _told(texts: Iterable[str], progress: Callable[[int], None] | None, done: int) -> Iterator[str]:
    """These texts, telling now and then how many there were: nobody waits for the end of a long chain to cancel."""
    for place, text in enumerate(texts, start=1):
        yield text
        if progress is not None and place % _TOLD_EVERY == 0:
            progress(done + place)


def _chain_fault(chain: Chain, rows: tuple[KeptRecord, ...], texts: Iterable[str]) -> Fault | None:
    report = check_chain(texts, public_of=lambda found: chain.public if found == chain.id else None)
    if report.fault is not None:
        return "chain", {"chain": chain.id, "seq": report.seq, "fault": report.fault.value}
    if rows and report.chain != chain.id:
        return "chain", {"chain": chain.id, "seq": 1, "fault": "other-chain"}
    if report.count != chain.head_seq or (rows and report.head != chain.head_hash):
        return "head", {"chain": chain.id, "seq": chain.head_seq, "found": report.count}
    return None


def _row_faults(
    records: RecordStore, chain: Chain, rows: tuple[KeptRecord, ...], seen: dict[str, Record]
) -> Iterator[Fault]:
    """What stands beside each record must say the same; fills `seen` as it goes."""
    for row in rows:
        record = decode(jws.peek(row.jws)[1])
        seen[record.id] = record
        where: dict[str, object] = {"chain": chain.id, "seq": row.seq}
        if (row.id, row.type, row.hash, row.seq) != (record.id, record.type, link(row.jws), record.seq):
            yield "row", where
        if record.type == RecordType.CHAIN_STARTED:
            yield from _start_faults(records, chain, record, where)
        yield from _personal_faults(records, row, record, where)


def _start_faults(
    records: RecordStore, chain: Chain, record: Record, where: dict[str, object]
) -> Iterator[Fault]:
    """A chain's first record names its key, and after a restart where the old chain stood."""
    if record.body.get("public", chain.public.hex()) != chain.public.hex():
        yield "key", where
    old, seq = record.body.get("old"), record.body.get("seq")
    names_old = isinstance(old, str) and isinstance(seq, int) and seq
    if names_old and records.hash_at(str(old), int(str(seq))) != record.body.get("hash"):
        yield "restart", where


def _personal_faults(
    records: RecordStore, row: KeptRecord, record: Record, where: dict[str, object]
) -> Iterator[Fault]:
    if row.personal is None:
        erased = any(_says_erased(found) for found in records.about("record", record.id))
        if record.personal is not None and not erased:
            yield "personal-missing", where
    elif record.personal is None or digest_of(row.personal) != record.personal:
        yield "personal-differs", where


def _says_erased(row: KeptRecord) -> bool:
    """Whether it says that the personal part went, and not evidence alone."""
    if row.type != RecordType.ERASED:
        return False
    return decode(jws.peek(row.jws)[1]).body.get("personal", True) is not False


_KINDS = {
    RecordType.ASSESSMENT_FINALISED.value: "assessment",
    RecordType.COUNTERSIGNED.value: "countersignature",
    RecordType.ACKNOWLEDGED.value: "acknowledgement",
    RecordType.RELEASED.value: "release",
    RecordType.RETURNED.value: "release",
    RecordType.CERTIFICATE_ISSUED.value: "certificate",
    RecordType.SUPERSEDED.value: "successor",
    RecordType.ANNULLED.value: "annulment",
    RecordType.CORRECTED.value: "correction",
    RecordType.APPEAL.value: "appeal",
    RecordType.REVOKED.value: "revocation",
}
"""What stands on a record of this type, as sentences name it."""
_LISTED = {
    RecordType.RELEASED.value: "assessments",
    RecordType.RETURNED.value: "assessments",
    RecordType.REVOKED.value: "certificates",
}
"""Types that name several, and where in the body."""
_NAMED_BY = {
    RecordType.CERTIFICATE_ISSUED.value: "certificate",
    RecordType.SUPERSEDED.value: "certificate",
    RecordType.APPEAL.value: "appeal",
}
"""In `about`, where that is not the assessment."""


def _resting_faults(rows: Iterable[Resting], seen: Iterable[Record]) -> Iterator[Fault]:
    """Each row has its record, which is about it, and each such record has its row."""
    by_id = {record.id: record for record in seen}
    known = set()
    for row in rows:
        named: dict[str, object] = {"kind": _KINDS[row.type.value], "id": row.id}
        known.add((row.record, row.id))
        record = by_id.get(row.record)
        if record is None:
            yield "record-missing", named
        elif not _says_the_same(record, row):
            yield "record-differs", named
    for record in by_id.values():
        for subject in _subjects(record):
            if (record.id, subject) not in known:
                yield "unrecorded", {"kind": _KINDS[record.type], "id": subject}


def _subjects(record: Record) -> tuple[str, ...]:
    """Ids of the rows that must stand on this record; a later program may have written anything there."""
    if record.type not in _KINDS:
        return ()
    if record.type in _LISTED:
        named = record.body.get(_LISTED[record.type])
        return tuple(str(one) for one in named) if isinstance(named, list) else ()
    return (record.about.get(_NAMED_BY.get(record.type, "assessment"), ""),)


def _says_the_same(record: Record, row: Resting) -> bool:
    named = record.type == row.type and row.id in _subjects(record)
    return named and all(record.body.get(key) == value for key, value in row.says.items())


def _count_fault(records: RecordStore) -> Fault | None:
    for code, chain, difference in status(records).broken:
        if code == "count":
            return "count", {"difference": difference}
        if code == "chain":
            return "no-chain", {}
        return "rows", {"chain": chain, "difference": difference}
    return None
