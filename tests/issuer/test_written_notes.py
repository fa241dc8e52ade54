"""The issuer names a written note in a credential by its kind; of a kind that it does not know it says nothing."""

from assessor_app.domain.credential import EvidenceKept
from assessor_app.domain.evidence import Kind
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.credentials.facts import _evidence


def test_notes_in_a_record_are_evidence_of_the_credential() -> None:
    told = [
        {"occasion": 1, "criterion": "1.2", "kind": kind, "sha256": digest * 32, "bytes": 90}
        for kind, digest in (("product", "ab"), ("simulation", "cd"), ("hologram", "ef"))
    ]
    record = Record(
        type="assessment-finalised",
        id="1" * 32,
        chain="2" * 32,
        seq=1,
        prev="0" * 64,
        at="2026-11-22T14:03:11.000+00:00",
        elapsed=0,
        boot="3" * 32,
        body={"evidence": told},
    )
    assert tuple(_evidence(record)) == (
        EvidenceKept(kind=Kind.PRODUCT, sha256="ab" * 32, criterion="1.2"),
        EvidenceKept(kind=Kind.SIMULATION, sha256="cd" * 32, criterion="1.2"),
    )
