"""What a signed decision says of its evidence: hashes in the record, salts beside it, words in a record of their own."""

from collections.abc import Sequence
from typing import Any

from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import Occasion
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.prove import require_proved


class Proven:
    """The evidence of assessments that are being signed. Every file is read once, before the chain is held up."""

    def __init__(self, desk: EvidenceDesk) -> None:
        self._desk = desk
        self._proven: set[str] = set()

    def of(self, assessment: str) -> tuple[Evidence, ...]:
        """What counts, each piece there and as it was captured.

        Raises KnownError `evidence-missing`, `evidence-differs`: nothing is signed over what is not there.
        """
        found = tuple(item for item in self._desk.table.of_assessment(assessment) if item.counts)
        for item in found:
            if item.id not in self._proven:
                require_proved(self._desk, item)
                self._proven.add(item.id)
        return found

    def forget_removed(self, assessment: str) -> None:
        """What was taken out before signing can never be opened again; its files go with the next sweep."""
        self._desk.table.forget_removed(assessment)


def evidence_body(pieces: Sequence[Evidence], occasions: Sequence[Occasion]) -> dict[str, Any]:
    """The member `evidence`, in the order of occasions and of capture; no member where there is no evidence."""
    numbers = {occasion.id: occasion.number for occasion in occasions}
    listed = [
        {
            "occasion": numbers[item.occasion],
            "criterion": item.criterion,
            "kind": item.kind,
            "sha256": item.sha256,
            "bytes": item.size,
        }
        | ({"work_only": True} if item.work_only else {})
        for item in sorted(pieces, key=lambda item: numbers[item.occasion])
    ]
    return {"evidence": listed} if listed else {}


def evidence_salts(pieces: Sequence[Evidence]) -> dict[str, Any]:
    """Beside the record: without its salt nobody can find out by trying what a hash is of."""
    salts = [{"sha256": item.sha256, "salt": item.salt.hex()} for item in pieces if item.salt is not None]
    return {"evidence": salts} if salts else {}


def evidence_words(pieces: Sequence[Evidence]) -> dict[str, Any]:
    """Names of files and captions: free text."""
    words = [
        {"sha256": item.sha256, "name": item.name, "caption": item.caption}
        for item in pieces
        if item.name or item.caption
    ]
    return {"evidence": words} if words else {}
