"""The rooms of the floor: sittings, one sitting, one learner's assessment."""

from collections.abc import Sequence
from pathlib import Path

from assessor_app.desktop.before import before_a_sitting, before_an_assessment
from assessor_app.desktop.countersigning import countersign_a_sitting
from assessor_app.desktop.papers import paper_desks, papers
from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.device import Device
from assessor_app.device.evidence import badge_holders, evidence_desk, open_work, present
from assessor_app.resources import forms_folder
from assessor_app.services.evidence.roll import Tell
from assessor_app.services.evidence.roll_parts import Roll
from assessor_app.services.recovery.left import Place
from assessor_app.storage.engine.files import write_outside
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.clocks import LearnerClocks
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.assessing.stopping import Stopping
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.presenter import BoardPresenter
from assessor_app.ui.evidence.copying import Outside
from assessor_app.ui.evidence.presenter import EvidencePresenter
from assessor_app.ui.evidence.roll_presenter import ReadRoll
from assessor_app.ui.evidence.taking import Ways
from assessor_app.ui.frame.state import Wide
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.sheets.photo import SheetPhoto
from assessor_app.ui.sittings.age import AgeAsking
from assessor_app.ui.sittings.page import SittingsPage
from assessor_app.ui.sittings.papers import SittingPapers
from assessor_app.ui.sittings.phone import SittingPhotos
from assessor_app.ui.sittings.presenter import SittingParts, SittingsPresenter
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter


def sector_titles() -> dict[str, str]:
    """The titles of the catalogue's sectors by code."""
    from assessor_app.formats.catalogue_yaml import parse_catalogue

    catalogue = parse_catalogue((forms_folder() / "catalogue.yaml").read_bytes())
    return {sector.code: sector.title for sector in catalogue.sectors}


def sitting_parts(parts: Parts) -> SittingParts:
    """What the presenters of sittings are built from."""
    tables = parts.device.tables
    return SittingParts(
        desk=parts.device.sittings,
        floor=tables.floor,
        learners=tables.learners,
        sectors=sector_titles(),
        stops=parts.device.board.stops.standing,
        expected=tables.expected,
    )


def build_sittings(parts: Parts, frame: Frame) -> None:
    """The list of sittings."""
    page = SittingsPage(parts.window.look)
    presenter = SittingsPresenter(
        page, sitting_parts(parts), tasks=parts.tasks, acts=parts.acts, session=parts.session
    )
    presenter.go.connect(frame.open)
    frame.add("assess", page, Room(show=lambda _id: presenter.show()))

    def start(form: str) -> None:
        presenter.show()
        presenter.start_sitting(form)

    frame.alias("start-sitting", "assess", start)


def build_sitting(parts: Parts, frame: Frame) -> None:
    """One sitting and its entries."""
    page = SittingPage(parts.window.look)
    presenter = SittingPresenter(
        page,
        sitting_parts(parts),
        assessing=parts.device.assessing,
        deciding=parts.device.deciding,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
    )
    presenter.go.connect(frame.open)
    before_a_sitting(parts, page, presenter)
    countersign_a_sitting(parts, page, presenter)
    offered = SittingPapers(page, papers(page, parts), paper_desks(parts.device), parts.session)
    presenter.closed.connect(offered.closed)
    SittingPhotos(
        page,
        evidence_desk(parts.device),
        read=_roll_reader(parts.device),
        files=parts.asking.evidence,
        tasks=parts.tasks,
        session=parts.session,
    )
    frame.add("sitting", page, Room(show=presenter.open, rail="assess"))


def build_assessing(parts: Parts, frame: Frame) -> None:
    """One learner, criterion by criterion."""
    page = AssessPage(parts.window.look)
    copy = PaperCopy(
        page,
        page.copying,
        parts.device.board,
        show=page.copying.say,
        tasks=parts.tasks,
        session=parts.session,
    )
    presenter = AssessingPresenter(
        page, parts.device.assessing, tasks=parts.tasks, session=parts.session, copy=copy
    )
    presenter.go.connect(frame.open)
    evidence = EvidencePresenter(
        page,
        evidence_desk(parts.device),
        assessing=presenter,
        ways=Ways(
            cameras=parts.asking.cameras, files=parts.asking.evidence, read_roll=_roll_reader(parts.device)
        ),
        outside=Outside(write=write_outside, ask=parts.asking.save_copy),
        tasks=parts.tasks,
        session=parts.session,
    )
    evidence.go.connect(frame.open)
    evidence.paper_asked.connect(copy.ask)
    Stopping(page, parts.device.board, assessing=presenter, tasks=parts.tasks, session=parts.session)
    LearnerClocks(
        page,
        parts.device.board,
        assessing=presenter,
        watch=parts.watch(),
        tasks=parts.tasks,
        session=parts.session,
    )
    before_an_assessment(parts, page, presenter)
    SheetPhoto(
        page,
        page.copying,
        parts.device.board,
        evidence_desk(parts.device),
        copy=copy,
        ways=Ways(cameras=parts.asking.cameras, files=parts.asking.evidence),
        tasks=parts.tasks,
        session=parts.session,
        kept=lambda _words: presenter.show(),
    )
    room = Room(
        show=presenter.open,
        place=presenter.place,
        resume=presenter.resume,
        rail="assess",
        wide=Wide.WHERE_SMALL,
    )
    frame.add("assessing", page, room)


def _roll_reader(device: Device) -> ReadRoll:
    """Reads a phone's photos by the badges of this folder."""

    def read(sitting: str, by: str, files: Sequence[Path], tell: Tell) -> Roll:
        from assessor_app.documents.reading import photo_codes
        from assessor_app.services.evidence.roll import read_roll

        return read_roll(
            evidence_desk(device),
            sitting=sitting,
            files=files,
            badges=badge_holders(device, by=by),
            codes=photo_codes,
            present=present(device),
            works=open_work(device),
            tell=tell,
        )

    return read


def build_board(parts: Parts, frame: Frame) -> None:
    """A sitting's learners side by side."""
    page = BoardPage(parts.window.look)
    ages = AgeAsking(page, parts.window.look, parts.device.sittings, tasks=parts.tasks, session=parts.session)
    presenter = BoardPresenter(
        page,
        parts.device.board,
        tasks=parts.tasks,
        session=parts.session,
        ages=ages,
        watch=parts.watch(),
    )
    presenter.go.connect(frame.open)
    presenter.page_asked.connect(
        lambda work, criterion: frame.resume(Place(room="assessing", about=work, details={"line": criterion}))
    )
    SheetPhoto(
        page,
        page.copying,
        parts.device.board,
        evidence_desk(parts.device),
        copy=presenter.copy,
        ways=Ways(cameras=parts.asking.cameras, files=parts.asking.evidence),
        tasks=parts.tasks,
        session=parts.session,
        kept=lambda words: page.head.who.say("", words),
    )
    room = Room(
        show=presenter.open, place=presenter.place, resume=presenter.resume, rail="assess", wide=Wide.ALWAYS
    )
    frame.add("board", page, room)
