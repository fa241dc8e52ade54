"""Proving evidence: what is named is there, and is what was captured."""

from collections.abc import Callable, Iterable, Iterator

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import Record
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.ports import EvidenceFiles

Fault = tuple[str, dict[str, object]]
Progress = Callable[[int, int], None]


def fault_of(files: EvidenceFiles, item: Evidence) -> str:
    """`evidence-missing` or `evidence-differs`; empty when the file holds what was captured. Reads all of it."""
    if item.key is None or item.salt is None:
        return "evidence-missing"
    try:
        found = files.digest(item.file, item.key, item.salt)
    except KnownError as error:
        if error.code == "evidence-missing":
            return "evidence-missing"
        if error.code in {"box-damaged", "box-unreadable"}:
            return "evidence-differs"
        raise
    return "" if found == item.sha256 else "evidence-differs"


def require_proved(desk: EvidenceDesk, item: Evidence) -> None:
    """Raises KnownError `evidence-missing`, `evidence-differs` with what the piece is called."""
    code = fault_of(desk.files, item)
    if code:
        raise KnownError(code, name=item.name or item.caption or item.file[:8], criterion=item.criterion)


def evidence_faults(
    desk: EvidenceDesk, *, progress: Progress | None = None
) -> Callable[[Iterable[Record]], Iterator[Fault]]:
    """A check for `records check`: every file against its hash, every signed decision against its evidence.

    Codes: `evidence-missing`, `evidence-differs` (kind, id), `evidence-unrecorded` (id of the assessment). `progress(done,
    in all)` counts bytes and may raise to cancel.
    """

    def faults(records: Iterable[Record]) -> Iterator[Fault]:
        yield from _unrecorded(desk, records)
        pieces = desk.table.everything()
        total, done = sum(item.size for item in pieces), 0
        for item in pieces:
            code = fault_of(desk.files, item)
            if code:
                yield code, {"kind": item.kind.value, "id": item.id}
            done += item.size
            if progress is not None:
                progress(done, total)

    return faults


def _unrecorded(desk: EvidenceDesk, records: Iterable[Record]) -> Iterator[Fault]:
    kept = desk.table.signed_hashes()
    for record in records:
        if record.type == RecordType.ASSESSMENT_FINALISED:
            assessment = record.about.get("assessment", "")
            signed = sorted(item["sha256"] for item in record.body.get("evidence", []))
            if tuple(signed) != kept.get(assessment, ()):
                yield "evidence-unrecorded", {"id": assessment}
