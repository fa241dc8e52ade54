"""The window's own dialog for printers: what fits, what is refused, what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.paper_fit import Edges, Measured
from assessor_app.ui.printing.choosing import PrinterAsker, PrinterDialog, Wanted
from assessor_app.ui.printing.printers import Chosen, Offer, papers_of, set_up, shrinking, trays_in
from assessor_app.ui.theme.look import Look
from walks import every_focusable_has_a_name

SIZES = [QPageSize(getattr(QPageSize.PageSizeId, name)) for name in ("A5", "Letter", "A4", "Envelope10")]
PAGE = Measured(
    width=297, height=210, white=Edges(left=5, top=5, right=5, bottom=5), qr_mm=37.9, qr_modules=77
)
CERTIFICATE = Wanted(title="Print 3 certificates", keep="certificates", lying=True, pages=(PAGE,))


def offer(name: str, **more: object) -> Offer:
    dead = more.pop("dead", Edges(left=4, top=4, right=4, bottom=4))
    assert isinstance(dead, Edges)
    return Offer(name=name, title=name, papers=papers_of(SIZES, dead), first="A4", **more)  # type: ignore[arg-type]  # any of its fields


@dataclass
class Bench:
    """Printers that are not there."""

    offers: Sequence[Offer]
    made: list[Chosen] = field(default_factory=list)

    def names(self) -> Sequence[tuple[str, str]]:
        return [(one.name, one.title) for one in self.offers]

    def offer(self, name: str) -> Offer:
        return next(one for one in self.offers if one.name == name)

    def make(self, chosen: Chosen, *, title: str, lying: bool) -> QPrinter:
        self.made.append(chosen)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        return set_up(printer, chosen, title=title, lying=lying)


@dataclass
class Memory:
    kept: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        return self.kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def ask(
    parent: QWidget, look: Look, bench: Bench, memory: Memory, wanted: Wanted = CERTIFICATE
) -> tuple[PrinterDialog, list[QPrinter]]:
    taken: list[QPrinter] = []
    PrinterAsker(look=lambda: look, printers=bench, kept=memory)(parent, wanted, taken.append)
    return next(one for one in parent.findChildren(PrinterDialog) if one.isVisible()), taken


def choose(dialog: PrinterDialog, paper: str) -> None:
    dialog.paper.choose(paper)
    dialog.paper.activated.emit(dialog.paper.currentIndex())


def test_a_page_is_printed_whole_and_what_was_chosen_is_remembered(parent: QWidget, look: Look) -> None:
    bench = Bench([offer("Laser"), offer("Hall", trays=[("Tray2", "Tray2")], both_sides=True)])
    memory = Memory()
    dialog, taken = ask(parent, look, bench, memory)
    every_focusable_has_a_name(dialog)
    assert [dialog.paper.itemData(at) for at in range(dialog.paper.count())] == ["A4", "Letter", "A5"]
    assert "38 mm" in dialog.notice()
    assert not dialog.copies.isVisible()
    dialog.printer.choose("Hall")
    dialog.printer.activated.emit(1)
    dialog.tray.choose("Tray2")
    dialog.go_on.click()
    (printer,) = taken
    assert printer.copyCount() == 1
    assert printer.pageLayout().orientation().name == "Landscape"
    again, _taken = ask(parent, look, bench, memory)
    assert (again.printer.key(), again.tray.key()) == ("Hall", "Tray2")
    assert bench.made == [Chosen(printer="Hall", paper="A4", tray="Tray2")]


def test_paper_that_would_shrink_the_code_is_refused_before_anything_is_written(
    parent: QWidget, look: Look
) -> None:
    dialog, taken = ask(parent, look, Bench([offer("Laser")]), Memory())
    choose(dialog, "A5")
    assert "26 mm" in dialog.notice()
    assert "35 mm" in dialog.notice()
    assert not dialog.go_on.isEnabled()
    choose(dialog, "Letter")
    assert dialog.go_on.isEnabled()
    assert "3.8 mm of its edge are cut off" in dialog.notice()
    choose(dialog, "A4")
    assert dialog.go_on.isEnabled()
    dialog.reject()
    assert taken == []


def test_a_queue_that_shrinks_pages_and_margins_that_cannot_be_printed_are_said(
    parent: QWidget, look: Look
) -> None:
    bench = Bench([offer("Small", shrinks="fit-to-page=true"), offer("Old", dead=Edges(left=7, right=7))])
    dialog, _taken = ask(parent, look, bench, Memory())
    assert "fit-to-page" in dialog.notice()
    assert not dialog.go_on.isEnabled()
    dialog.printer.choose("Old")
    dialog.printer.activated.emit(1)
    assert dialog.go_on.isEnabled()
    assert "2 mm of the frame" in dialog.notice() or "2.0 mm of the frame" in dialog.notice()


def test_without_a_printer_it_says_what_to_do(parent: QWidget, look: Look) -> None:
    dialog, _taken = ask(parent, look, Bench([]), Memory())
    assert "PDF" in dialog.notice()
    assert not dialog.go_on.isEnabled()


def test_working_papers_may_have_copies_and_both_sides(parent: QWidget, look: Look) -> None:
    wanted = Wanted(title="Attendance list", keep="papers", copies=True)
    bench = Bench([offer("Laser", both_sides=True)])
    dialog, taken = ask(parent, look, bench, Memory(), wanted)
    dialog.copies.choose("3")
    dialog.sides.choose("both")
    dialog.go_on.click()
    assert taken[0].copyCount() == 3
    assert bench.made[0].both_sides


def test_what_cups_says_is_read() -> None:
    told = "PageSize/Media Size: *A4 Letter\nInputSlot/Media Source: *Auto Tray1 Manual\n"
    assert trays_in(told) == [("Auto", "Auto"), ("Tray1", "Tray1"), ("Manual", "Manual")]
    assert trays_in("") == []
    assert shrinking("copies=1 fit-to-page=true number-up=1") == "fit-to-page=true"
    assert shrinking("copies=1 number-up=2") == "number-up=2"
    assert shrinking("fit-to-page=false number-up=1 scaling=100") == ""
