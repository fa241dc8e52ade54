"""What deciding, signing and releasing work with."""

from dataclasses import dataclass

from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.ports import LearnerStore, SittingStore
from assessor_app.services.deciding.ports import (
    Colleagues,
    CountersignStore,
    OutcomeStore,
    PinCheck,
    SigningStore,
)
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.sittings.clocks import TimingBook


@dataclass(frozen=True, kw_only=True)
class DecisionDesk:
    """The assessing desk, the ledger that signs, the PIN check, and what follows a decision."""

    desk: Desk
    ledger: Ledger
    assessments: SigningStore
    outcomes: OutcomeStore
    countersigned: CountersignStore
    sittings: SittingStore
    staff: Colleagues
    learners: LearnerStore
    timings: TimingBook
    evidence: EvidenceDesk
    require_pin: PinCheck
