"""How everything stands between this device and its awarding body, in one read."""

from dataclasses import dataclass

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.waiting import Only, WaitingSource
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.ports import IssuerCount, SyncRun

MOST_RUNS = 200


@dataclass(frozen=True, kw_only=True)
class Overview:
    """`enrolment` is None where the device stands alone. `theirs` is the issuer's own count as it came last.

    `here` counts records that need somebody at the centre, `aside` those that somebody set aside; `runs` is the history of
    syncs, newest first.
    """

    enrolment: Enrolment | None
    awards: Count
    evidence: EvidenceCount
    theirs: IssuerCount | None
    here: int
    aside: int
    runs: tuple[SyncRun, ...]


def overview(desk: SyncDesk, waiting: WaitingSource) -> Overview:
    """All of one moment."""
    with desk.ledger.records.at_one_moment():
        enrolment = desk.enrolment.current()
        return Overview(
            enrolment=enrolment,
            awards=desk.lines.awards(),
            evidence=desk.lines.evidence(),
            theirs=desk.told.issuer_count(enrolment.issuer) if enrolment else None,
            here=waiting.waiting_count(Only.HERE),
            aside=waiting.waiting_count(Only.ASIDE),
            runs=desk.runs.runs(most=MOST_RUNS),
        )
