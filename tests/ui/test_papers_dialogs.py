"""Papers in the window: chosen, saved, printed into a printer of Qt's own; a sitting's and a learner's."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.desktop.papers import paper_desks
from assessor_app.documents.raster import page_bmp
from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.storage.engine.files import write_whole
from assessor_app.ui.papers.choice import Choosable, PaperChoice
from assessor_app.ui.papers.dialog import PaperDialog
from assessor_app.ui.papers.offer import Offer, PaperTools
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.printing.choosing import Take, Wanted
from assessor_app.ui.sittings.entry_row import EntryRow
from assessor_app.ui.sittings.papers import SittingPapers
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR, PINS
from walks import every_focusable_has_a_name


class Office:
    """A sitting's page with its papers, and a printer that prints to a file."""

    def __init__(self, floor: Floor, qtbot: QtBot, folder: Path) -> None:
        self.floor, self.qtbot, self.folder = floor, qtbot, folder
        self.page = SittingPage(floor.look)
        floor.look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        device = floor.story.device
        self.presenter = SittingPresenter(
            self.page,
            floor.parts,
            assessing=device.assessing,
            deciding=device.deciding,
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.names: list[str] = []
        self.tools = PaperTools(
            ask_printer=self.printer,
            ask_file=self.file,
            ask_table=self.file,
            write=write_whole,
            page_image=page_bmp,
        )
        self.papers = Papers(self.page, self.tools, floor.tasks)
        offered = SittingPapers(self.page, self.papers, paper_desks(device), floor.session)
        self.presenter.closed.connect(offered.closed)

    def printer(self, _parent: QWidget, _wanted: Wanted, take: Take) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        printer.setResolution(300)
        take(printer)

    def file(self, _parent: QWidget, suggested: str) -> Path:
        self.names.append(suggested)
        return self.folder / suggested

    def settle(self) -> None:
        for _pass in range(6):
            self.floor.settle(self.qtbot)
            QApplication.processEvents()

    def open(self, sitting: str) -> None:
        self.presenter.open(sitting)
        self.page.show()
        self.settle()

    def dialog(self) -> QDialog:
        found = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        return found[-1]

    def choose(self, key: str) -> PaperDialog:
        self.page.head.papers.click()
        choice = self.dialog()
        assert isinstance(choice, PaperChoice)
        choice.buttons[key].click()
        return self.offered()

    def offered(self) -> PaperDialog:
        dialog = self.dialog()
        assert isinstance(dialog, PaperDialog)
        return dialog

    def rows(self) -> list[EntryRow]:
        return [row for row in self.page.list.findChildren(EntryRow) if row.isVisible()]


@pytest.fixture
def office(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Office]:
    floor = open_floor(tmp_path, look)
    (tmp_path / "out").mkdir()
    yield Office(floor, qtbot, tmp_path / "out")
    floor.close()
    QApplication.processEvents()


@pytest.fixture
def sitting(office: Office) -> str:
    """Three learners; the first has a signed result and has taken it."""
    story = office.floor.story
    for number, name in enumerate(("Amina Bello", "محمد الخطيب", "Ng")):
        story.add_learner(name, str(2031 + number))
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    sign(office, work)
    office.open(sitting.id)
    return sitting.id


def sign(office: Office, work: Assessment) -> None:
    device = office.floor.story.device
    decide(
        device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET, feedback="Claw grip."
    )
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    acknowledge(
        device.deciding,
        by=ASSESSOR,
        assessment=work.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
    )


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_slips_are_saved_in_the_size_that_was_chosen(office: Office, sitting: str) -> None:
    assert sitting
    dialog = office.choose("slips")
    dialog.way.choose("roll")
    dialog.save.click()
    office.settle()
    (name,) = office.names
    assert name.startswith("Result slips Kitchen 2")
    assert dialog.news() == f"Saved as {name}."
    QApplication.processEvents()
    assert dialog._news.visibleRegion().boundingRect() == dialog._news.rect(), "read without scrolling"
    told = text_of(office.folder / name)
    assert "Amina Bello" in told
    assert "Claw grip." in told
    assert "Ng" not in told.split()
    dialog.reject()


def test_a_learners_own_slip_is_beside_their_name_and_goes_to_the_printer(
    office: Office, sitting: str
) -> None:
    assert sitting
    first = office.rows()[0]
    assert first.step.text().strip("\u2009 ") == "Result slip"
    first.step.click()
    dialog = office.offered()
    dialog.print.click()
    office.settle()
    assert dialog.news() == "1 page is at the printer."
    document = pypdfium2.PdfDocument(office.folder / "printed.pdf")
    wide, high = document[0].get_size()
    document.close()
    assert (round(wide), round(high)) == (595, 842)
    dialog.reject()


def test_a_roll_prints_on_paper_as_long_as_its_slip(office: Office, sitting: str) -> None:
    assert sitting
    dialog = office.choose("slips")
    dialog.way.choose("roll")
    dialog.print.click()
    office.settle()
    document = pypdfium2.PdfDocument(office.folder / "printed.pdf")
    wide, high = document[0].get_size()
    document.close()
    assert abs(wide - 80 * 72 / 25.4) < 2
    assert high > wide
    dialog.reject()


def test_after_closing_the_manifest_is_offered_and_stays_on_the_page(office: Office, sitting: str) -> None:
    assert sitting
    office.page.close_requested.emit()
    office.settle()
    dialog = office.offered()
    assert dialog.windowTitle() == "Manifest of the sitting"
    dialog.save.click()
    office.settle()
    told = text_of(office.folder / office.names[0])
    assert "3 listed = 1 finished + 2 left" in told
    assert "Bram Bakker signed 1 result" in told
    head = office.floor.story.device.tables.records.active_chain().head_hash
    assert head in told.replace(" ", "")
    dialog.reject()
    office.settle()
    again = office.choose("manifest")
    again.reject()


def test_blank_sheets_are_numbered_when_they_are_made(office: Office, sitting: str) -> None:
    dialog = office.choose("sheets")
    dialog.save.click()
    office.settle()
    told = text_of(office.folder / office.names[0])
    assert "Paper sheet 1" in told
    assert "1.1 ▲" in told
    assert "Amina Bello" not in told
    dialog.way.choose("learner")
    dialog.save.click()
    office.settle()
    assert "Paper sheet 2" in text_of(office.folder / office.names[1])
    assert len(office.floor.story.device.tables.paper.of_sitting(sitting)) == 3
    dialog.reject()


def test_attendance_is_printed_without_results_and_results_become_a_table(
    office: Office, sitting: str
) -> None:
    assert sitting
    dialog = office.choose("attendance")
    dialog.save.click()
    office.settle()
    told = text_of(office.folder / office.names[0])
    assert "Amina Bello" in told
    assert "competent" not in told
    dialog.reject()
    dialog = office.choose("results")
    assert not dialog.print.isVisible()
    dialog.way.choose(".csv")
    dialog.save.click()
    office.settle()
    assert office.names[1].endswith(".csv")
    data = (office.folder / office.names[1]).read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[4] for row in rows[1:]] == ["Amina Bello", "محمد الخطيب", "Ng"]
    dialog.reject()


def test_a_disk_that_takes_nothing_is_said_in_the_dialog(office: Office, sitting: str) -> None:
    assert sitting
    office.folder = office.folder / "missing"
    office.folder.write_text("a file where a folder should be", "utf-8")
    dialog = office.choose("attendance")
    dialog.save.click()
    office.settle()
    assert dialog.news()
    assert "Saved" not in dialog.news()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_nobody_with_a_result_is_said_in_a_sentence(office: Office) -> None:
    office.floor.story.add_learner("Amina Bello", "2031")
    sitting, _entries = office.floor.story.open_sitting()
    office.open(sitting.id)
    dialog = office.choose("slips")
    dialog.save.click()
    office.settle()
    assert "Nobody in this sitting has a signed result yet" in dialog.news()
    dialog.reject()


def test_every_part_of_the_dialogs_has_a_name(every_look: Look, qtbot: QtBot) -> None:
    offer = Offer(title="Papers", sentence="All of them.", name="Papers", table=lambda _way: b"")
    choosable = [Choosable(key="slips", word="Result slips", icon="receipt-text")]
    for dialog in (PaperDialog(every_look, offer), PaperChoice(every_look, "Papers", choosable)):
        qtbot.addWidget(dialog)
        dialog.show()
        every_focusable_has_a_name(dialog)
        dialog.hide()
