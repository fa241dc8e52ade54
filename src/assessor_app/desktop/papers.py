"""Papers of the window: the desks they are read from, who draws them, and the ways to a printer or a file."""

from collections.abc import Sequence

from assessor_app.desktop.printing import paper_printer
from assessor_app.desktop.rooms import Parts
from assessor_app.device import Device
from assessor_app.domain.centre import Centre
from assessor_app.domain.design import usual_paper
from assessor_app.domain.sitting import Sitting
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.papers.sheets import BlankSheet, SheetDesk
from assessor_app.services.people.history import LearnerRow
from assessor_app.services.results.ports import ResultRow
from assessor_app.services.results.results import ResultDesk
from assessor_app.services.sittings.closed import ClosedSitting
from assessor_app.services.slips.content import SlipContent
from assessor_app.ui.kit.page import Page
from assessor_app.ui.papers.desks import Drawing, PaperDesks
from assessor_app.ui.papers.offer import PaperTools
from assessor_app.ui.papers.working import Papers


def papers(page: Page, parts: Parts) -> Papers:
    """Papers over one page of the window."""
    return Papers(page, paper_tools(parts), parts.tasks)


def paper_tools(parts: Parts) -> PaperTools:
    """The system's dialogs, the disk, and pages as pictures."""
    from assessor_app.storage.engine.files import write_outside

    return PaperTools(
        ask_printer=paper_printer(parts),
        ask_file=parts.asking.save_as,
        ask_table=parts.asking.save_table,
        write=lambda path, content: write_outside(path, (content,)),
        page_image=_page_image,
    )


def paper_desks(device: Device) -> PaperDesks:
    """What papers are made from."""
    tables = device.tables
    return PaperDesks(
        slips=device.slips,
        sittings=device.sittings,
        sheets=SheetDesk(
            transactions=device.store,
            sheets=tables.paper,
            sittings=tables.sittings,
            learners=tables.learners,
            staff=tables.staff,
            shelf=device.shelf,
            clock=device.clock,
        ),
        results=ResultDesk(reads=tables.results, staff=tables.staff),
        learners=tables.office,
        badges=device.badges,
        centre=tables.settings.centre,
        drawing=Drawing(
            slips=_slips,
            manifest=_manifest,
            sheets=_sheets,
            attendance=_attendance,
            learners=_learners,
            table=_table,
            badges=draw_badges,
        ),
    )


# The libraries that draw come in with the first paper, not with the room.


def _page_image(pdf: bytes, page: int, dpi: float) -> bytes:
    from assessor_app.documents.raster import page_bmp

    return page_bmp(pdf, page, dpi)


def _slips(contents: Sequence[SlipContent], size: str) -> PaperFile:
    from assessor_app.documents.slips.layouts import SlipSize, draw_slips

    return draw_slips(contents, SlipSize(size))


def _manifest(closed: ClosedSitting, centre: Centre) -> PaperFile:
    from assessor_app.documents.manifest import draw_manifest

    return draw_manifest(closed, centre)


def _sheets(sheets: Sequence[BlankSheet], centre: Centre) -> PaperFile:
    from assessor_app.documents.observation import draw_sheets

    return draw_sheets(sheets, centre)


def _attendance(sitting: Sitting, rows: Sequence[ResultRow], centre: Centre) -> PaperFile:
    from assessor_app.documents.lists import draw_attendance

    return draw_attendance(sitting, rows, centre)


def _learners(rows: Sequence[LearnerRow], group: str, centre: Centre, on: str) -> PaperFile:
    from assessor_app.documents.lists import draw_learners

    return draw_learners(rows, group, centre, on=on)


def draw_badges(badges: Sequence[BadgeToPrint], centre: Centre) -> PaperFile:
    """Sheets of badges, to cut out, on the paper of the centre's country."""
    from assessor_app.documents import badges as sheets

    return sheets.draw_badges(badges, centre=centre.name, size=usual_paper(centre.country))


def _table(rows: Sequence[ResultRow], suffix: str) -> bytes:
    from assessor_app.exchange.results import as_csv, as_xlsx

    return {".csv": as_csv, ".xlsx": as_xlsx}[suffix](rows)
