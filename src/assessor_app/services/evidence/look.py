"""Looking at evidence: what there is of an assessment, and what a piece holds."""

from collections.abc import Callable, Iterable, Iterator

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.services.assessing.desk import require_to_see
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.trust.hpke_box import StreamReader

_PIECE = 1024 * 1024
Tell = Callable[[int, int], None]


def evidence_of(desk: EvidenceDesk, *, by: str, assessment: str) -> tuple[Evidence, ...]:
    """Every piece, oldest first, with what was taken out and can be put back. Raises KnownError `not-to-see`, `work-not-theirs`."""
    require_to_see(desk.desk, assessment, by=by)
    return tuple(item for item in desk.table.of_assessment(assessment) if item.key is not None)


def open_evidence(desk: EvidenceDesk, *, by: str, evidence: str) -> StreamReader:
    """The plaintext as a stream; close it. Raises KnownError `not-to-see`, `work-not-theirs`, `evidence-erased`, `evidence-missing`, `box-…`."""
    found = desk.table.get(evidence)
    require_to_see(desk.desk, found.assessment, by=by)
    if found.key is None:
        raise KnownError("evidence-erased")
    try:
        return desk.files.open(found.file, found.key)
    except KnownError as error:
        if error.code != "evidence-missing":
            raise
        raise KnownError("evidence-missing", name=found.name or found.caption or found.file[:8]) from error


def copy_out(
    desk: EvidenceDesk, *, by: str, evidence: str, write: Callable[[Iterable[bytes]], None], tell: Tell
) -> None:
    """Gives the plaintext to `write`, piece by piece. `tell(done, in all)` counts bytes and may raise to cancel.

    Raises KnownError as `open_evidence` does, and what `write` and `tell` raise.
    """

    def pieces() -> Iterator[bytes]:
        done = 0
        while piece := stream.read(_PIECE):
            yield piece
            done += len(piece)
            tell(done, stream.size)

    with open_evidence(desk, by=by, evidence=evidence) as stream:
        write(pieces())
