"""What issuing and printing certificates work with."""

from dataclasses import dataclass, field

from assessor_app.services.assessing.ports import FormShelf
from assessor_app.services.awards.ports import (
    CentreSource,
    CertificateStore,
    DesignSource,
    Drawer,
    EnrolmentSource,
    LearnerBook,
    MethodReads,
    NoStock,
    ReturnedPapers,
    SheetStock,
    SheetStore,
    StaffSource,
)
from assessor_app.services.deciding.ports import OutcomeStore, SigningStore
from assessor_app.services.elsewhere.ports import NothingElsewhere, WorkReads
from assessor_app.services.records.ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class AwardDesk:
    """The parts that certificates are built from."""

    certificates: CertificateStore
    sheets: SheetStore
    assessments: SigningStore
    outcomes: OutcomeStore
    work: MethodReads
    learners: LearnerBook
    staff: StaffSource
    forms: FormShelf
    centre: CentreSource
    drawer: Drawer
    designs: DesignSource
    ledger: Ledger
    enrolment: EnrolmentSource
    returned: ReturnedPapers
    elsewhere: WorkReads = field(default_factory=NothingElsewhere)
    stock: SheetStock = field(default_factory=NoStock)
