"""All tables of one open store."""

from dataclasses import dataclass

from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.assessments import Assessments
from assessor_app.storage.tables.certificates import Certificates, Sheets
from assessor_app.storage.tables.forms import Forms
from assessor_app.storage.tables.learners import Learners
from assessor_app.storage.tables.outcomes import Outcomes
from assessor_app.storage.tables.records import Records
from assessor_app.storage.tables.settings import Settings
from assessor_app.storage.tables.sittings import Sittings
from assessor_app.storage.tables.staff import StaffTable
from assessor_app.storage.tables.trust import TrustTable
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.storage.tables.work import Work


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of one open store."""

    settings: Settings
    staff: StaffTable
    learners: Learners
    forms: Forms
    sittings: Sittings
    assessments: Assessments
    work: Work
    records: Records
    outcomes: Outcomes
    certificates: Certificates
    sheets: Sheets
    trust: TrustTable
    waiting: WaitingTable


def tables_of(store: Store) -> Tables:
    """The tables over this store."""
    return Tables(
        settings=Settings(store),
        staff=StaffTable(store),
        learners=Learners(store),
        forms=Forms(store),
        sittings=Sittings(store),
        assessments=Assessments(store),
        work=Work(store),
        records=Records(store),
        outcomes=Outcomes(store),
        certificates=Certificates(store),
        sheets=Sheets(store),
        trust=TrustTable(store),
        waiting=WaitingTable(store),
    )
