"""How contact with the issuer stands: both sides of the count, the last syncs, and what was said of each record."""

from dataclasses import dataclass

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled
from assessor_app.services.syncing.evidence import due
from assessor_app.services.syncing.ports import IssuerCount, KeptVerdict, SyncRun

HISTORY = 50


@dataclass(frozen=True, kw_only=True)
class Overview:
    """`there` is the issuer's own count as it came last, None before the first contact; `last` the sync that ended last.

    `undecided` are stored and without a verdict, `aside` set aside by somebody (and unsent), `evidence_due` pieces of evidence
    that are to go. `contact` is when an answer came last (ISO 8601), empty where none did.
    """

    issuer: str
    name: str
    url: str
    count: Count
    there: IssuerCount | None
    awards: Count
    evidence: EvidenceCount
    undecided: int
    aside: int
    evidence_due: int
    last: SyncRun | None
    contact: str

    @property
    def agrees(self) -> bool | None:
        """Whether both sides count the same; None while something is on its way.

        False where the issuer has more than was ever signed here, which only another folder with this key can have sent.
        """
        here, there = self.count, self.there
        if there is None:
            return None
        if there.received > here.captured:
            return False
        known = (there.received, there.accepted, there.held, there.rejected)
        same = known == (here.captured - here.unsent, here.accepted, here.held, here.rejected)
        return True if same else None


def overview(desk: SyncDesk) -> Overview:
    """All of one moment. Raises KnownError `not-enrolled`."""
    with desk.ledger.records.at_one_moment():
        enrolment = require_enrolled(desk)
        runs = [run for run in desk.runs.runs(most=HISTORY) if run.ended_at]
        return Overview(
            issuer=enrolment.issuer,
            name=enrolment.name,
            url=enrolment.url,
            count=desk.ledger.records.count(),
            there=desk.told.issuer_count(enrolment.issuer),
            awards=desk.lines.awards(),
            evidence=desk.lines.evidence(),
            undecided=desk.states.undecided(),
            aside=desk.runs.aside(),
            evidence_due=len(due(desk, enrolment)),
            last=runs[0] if runs else None,
            contact=next((run.ended_at for run in runs if not run.code), ""),
        )


def history(desk: SyncDesk, *, most: int = HISTORY) -> tuple[SyncRun, ...]:
    """The last syncs, newest first."""
    return desk.runs.runs(most=most)


def verdicts_on(desk: SyncDesk, record: str) -> tuple[KeptVerdict, ...]:
    """What the issuer said of a record, in its order. Raises KnownError `no-such-record`."""
    kept = desk.ledger.records.get(record)
    return desk.runs.verdicts(kept.chain, kept.seq)
