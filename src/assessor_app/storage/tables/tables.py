"""All tables of one open store, each made when it is first asked for: a first window needs few of them."""

from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from assessor_app.storage.engine.store import Store

if TYPE_CHECKING:
    from assessor_app.storage.tables.after import AfterTable
    from assessor_app.storage.tables.assessments import Assessments
    from assessor_app.storage.tables.badge_designs import BadgeDesigns
    from assessor_app.storage.tables.badges import Badges
    from assessor_app.storage.tables.before import BeforeTable
    from assessor_app.storage.tables.board import BoardTable, Seats, Stops, Timings
    from assessor_app.storage.tables.certificates import Certificates, Sheets
    from assessor_app.storage.tables.cohorts import Cohorts
    from assessor_app.storage.tables.counted import CountedTable
    from assessor_app.storage.tables.countersigned import Countersignatures
    from assessor_app.storage.tables.credentials import IssuedCredentials
    from assessor_app.storage.tables.designs import Designs
    from assessor_app.storage.tables.elsewhere import ElsewhereTable
    from assessor_app.storage.tables.endorsements import Endorsements
    from assessor_app.storage.tables.enrolment import EnrolmentTable, OldPapersTable
    from assessor_app.storage.tables.erasing import ErasingTable
    from assessor_app.storage.tables.evidence import EvidenceTable
    from assessor_app.storage.tables.evidence_sent import EvidenceSent
    from assessor_app.storage.tables.expected import ExpectedTable
    from assessor_app.storage.tables.forms import Forms
    from assessor_app.storage.tables.handing import HandingTable
    from assessor_app.storage.tables.learners import Learners
    from assessor_app.storage.tables.learners_files import LearnersFiles
    from assessor_app.storage.tables.manifest import ManifestTable
    from assessor_app.storage.tables.office import Office
    from assessor_app.storage.tables.others import OthersTable
    from assessor_app.storage.tables.outcomes import Outcomes
    from assessor_app.storage.tables.paper import PaperTable
    from assessor_app.storage.tables.parcels import ParcelTable
    from assessor_app.storage.tables.piece_acts import PieceActs
    from assessor_app.storage.tables.print_runs import PrintRuns
    from assessor_app.storage.tables.prior import PriorTable
    from assessor_app.storage.tables.qualifications import QualificationTable
    from assessor_app.storage.tables.quality import QualityTable
    from assessor_app.storage.tables.records import Records
    from assessor_app.storage.tables.results import ResultTable
    from assessor_app.storage.tables.returned import ReturnedTable
    from assessor_app.storage.tables.settings import Settings
    from assessor_app.storage.tables.sittings import Sittings
    from assessor_app.storage.tables.staff import StaffTable
    from assessor_app.storage.tables.stations import StationTable
    from assessor_app.storage.tables.stock import StockTable
    from assessor_app.storage.tables.syncing import RecordStates
    from assessor_app.storage.tables.today import TodayTable
    from assessor_app.storage.tables.told import RunTable, ToldTable
    from assessor_app.storage.tables.transcripts import IssuedTranscripts
    from assessor_app.storage.tables.trust import TrustTable
    from assessor_app.storage.tables.waiting import WaitingTable
    from assessor_app.storage.tables.work import Work

Table = TypeVar("Table")


class _Made(Generic[Table]):
    """A table over the store, made once: `module:Class` beside this file."""

    def __init__(self, where: str) -> None:
        self._module, _colon, self._class = where.partition(":")

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tables: "Tables", _owner: type) -> Table:
        module = import_module(f"{__package__}.{self._module}")
        made: Table = getattr(module, self._class)(tables.store)
        tables.__dict__[self._name] = made  # found before this descriptor from now on
        return made


class Tables:
    """The tables of one open store."""

    settings: "_Made[Settings]" = _Made("settings:Settings")
    staff: "_Made[StaffTable]" = _Made("staff:StaffTable")
    learners: "_Made[Learners]" = _Made("learners:Learners")
    badge_designs: "_Made[BadgeDesigns]" = _Made("badge_designs:BadgeDesigns")
    badges: "_Made[Badges]" = _Made("badges:Badges")
    forms: "_Made[Forms]" = _Made("forms:Forms")
    sittings: "_Made[Sittings]" = _Made("sittings:Sittings")
    expected: "_Made[ExpectedTable]" = _Made("expected:ExpectedTable")
    assessments: "_Made[Assessments]" = _Made("assessments:Assessments")
    work: "_Made[Work]" = _Made("work:Work")
    before: "_Made[BeforeTable]" = _Made("before:BeforeTable")
    prior: "_Made[PriorTable]" = _Made("prior:PriorTable")
    after: "_Made[AfterTable]" = _Made("after:AfterTable")
    endorsements: "_Made[Endorsements]" = _Made("endorsements:Endorsements")
    erasing: "_Made[ErasingTable]" = _Made("erasing:ErasingTable")
    evidence: "_Made[EvidenceTable]" = _Made("evidence:EvidenceTable")
    pieces: "_Made[PieceActs]" = _Made("piece_acts:PieceActs")
    records: "_Made[Records]" = _Made("records:Records")
    outcomes: "_Made[Outcomes]" = _Made("outcomes:Outcomes")
    credentials: "_Made[IssuedCredentials]" = _Made("credentials:IssuedCredentials")
    learners_files: "_Made[LearnersFiles]" = _Made("learners_files:LearnersFiles")
    countersigned: "_Made[Countersignatures]" = _Made("countersigned:Countersignatures")
    designs: "_Made[Designs]" = _Made("designs:Designs")
    certificates: "_Made[Certificates]" = _Made("certificates:Certificates")
    sheets: "_Made[Sheets]" = _Made("certificates:Sheets")
    print_runs: "_Made[PrintRuns]" = _Made("print_runs:PrintRuns")
    cohorts: "_Made[Cohorts]" = _Made("cohorts:Cohorts")
    handing: "_Made[HandingTable]" = _Made("handing:HandingTable")
    stock: "_Made[StockTable]" = _Made("stock:StockTable")
    returned: "_Made[ReturnedTable]" = _Made("returned:ReturnedTable")
    transcripts: "_Made[IssuedTranscripts]" = _Made("transcripts:IssuedTranscripts")
    trust: "_Made[TrustTable]" = _Made("trust:TrustTable")
    waiting: "_Made[WaitingTable]" = _Made("waiting:WaitingTable")
    office: "_Made[Office]" = _Made("office:Office")
    qualifications: "_Made[QualificationTable]" = _Made("qualifications:QualificationTable")
    quality: "_Made[QualityTable]" = _Made("quality:QualityTable")
    floor: "_Made[TodayTable]" = _Made("today:TodayTable")
    manifest: "_Made[ManifestTable]" = _Made("manifest:ManifestTable")
    paper: "_Made[PaperTable]" = _Made("paper:PaperTable")
    results: "_Made[ResultTable]" = _Made("results:ResultTable")
    board: "_Made[BoardTable]" = _Made("board:BoardTable")
    stops: "_Made[Stops]" = _Made("board:Stops")
    timings: "_Made[Timings]" = _Made("board:Timings")
    seats: "_Made[Seats]" = _Made("board:Seats")
    stations: "_Made[StationTable]" = _Made("stations:StationTable")
    elsewhere: "_Made[ElsewhereTable]" = _Made("elsewhere:ElsewhereTable")
    enrolment: "_Made[EnrolmentTable]" = _Made("enrolment:EnrolmentTable")
    states: "_Made[RecordStates]" = _Made("syncing:RecordStates")
    counted: "_Made[CountedTable]" = _Made("counted:CountedTable")
    others: "_Made[OthersTable]" = _Made("others:OthersTable")
    parcels: "_Made[ParcelTable]" = _Made("parcels:ParcelTable")
    told: "_Made[ToldTable]" = _Made("told:ToldTable")
    runs: "_Made[RunTable]" = _Made("told:RunTable")
    evidence_sent: "_Made[EvidenceSent]" = _Made("evidence_sent:EvidenceSent")
    old_papers: "_Made[OldPapersTable]" = _Made("enrolment:OldPapersTable")

    def __init__(self, store: Store) -> None:
        self.store = store


def tables_of(store: Store) -> Tables:
    """The tables over this store."""
    return Tables(store)
