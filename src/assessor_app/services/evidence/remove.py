"""Taking evidence out of the work, and putting it back: both while nothing is signed, both in the history."""

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import MOST_CAPTION_CHARACTERS, WRITTEN, Evidence
from assessor_app.services.assessing.desk import open_assessment, reopen_if_decided
from assessor_app.services.clock import stamp
from assessor_app.services.evidence.capture import require_free_place
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.people.plain_text import line


def remove(desk: EvidenceDesk, *, by: str, evidence: str) -> Evidence:
    """Takes a piece out. Its file stays, to be put back, until the work is signed.

    Raises KnownError: `not-allowed`, `assessment-closed`, `no-such-evidence`.
    """
    with desk.desk.transactions.atomic():
        found = desk.table.get(evidence)
        kept = open_assessment(desk.desk, found.assessment, by=by)
        if found.counts:
            desk.table.take_out(evidence, at=stamp(desk.desk.clock.now()), by=by)
            reopen_if_decided(desk.desk, kept, by=by)
    return desk.table.get(evidence)


def put_back(desk: EvidenceDesk, *, by: str, evidence: str) -> Evidence:
    """Puts a piece back that was taken out. Raises what `remove` raises, and KnownError `evidence-erased`, `evidence-too-many`."""
    with desk.desk.transactions.atomic():
        found = desk.table.get(evidence)
        kept = open_assessment(desk.desk, found.assessment, by=by)
        if found.key is None:
            raise KnownError("evidence-erased")
        if not found.counts:
            require_free_place(desk, kept, found.criterion)
            desk.table.put_back(evidence, at=stamp(desk.desk.clock.now()), by=by)
            reopen_if_decided(desk.desk, kept, by=by)
    return desk.table.get(evidence)


def say_of(desk: EvidenceDesk, *, by: str, evidence: str, caption: str) -> Evidence:
    """Says in words what a piece shows; what is written here says it itself, and a witness's relation is nobody else's to say.

    Raises KnownError `text-too-long` and what `remove` raises.
    """
    words = line(caption, field="caption", most=MOST_CAPTION_CHARACTERS)
    with desk.desk.transactions.atomic():
        found = desk.table.get(evidence)
        open_assessment(desk.desk, found.assessment, by=by)
        if found.kind in WRITTEN:
            raise ValueError(f"a {found.kind} says itself what it shows")
        desk.table.put_caption(evidence, words)
    return desk.table.get(evidence)
