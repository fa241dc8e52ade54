"""The stops of printing: a printer is chosen, a run jams, and goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPageSize
from PySide6.QtWidgets import QAbstractButton, QApplication

from assessor_app.desktop.tour_steps import Stop, on, room
from assessor_app.domain.paper_fit import Edges
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.certificates.runs import CohortDialog
from assessor_app.ui.certificates.top_sheet import TopSheetDialog
from assessor_app.ui.printing.came_out import CameOutDialog
from assessor_app.ui.printing.choosing import PrinterDialog
from assessor_app.ui.printing.last_good import LastGoodDialog
from assessor_app.ui.printing.printers import Chosen, Offer, papers_of, set_up

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SIZES = ("A4", "Letter", "A5")
_PAPER_DPI = 150
"""As fast as what reads a QR allows."""


@dataclass(frozen=True)
class TourPrinters:
    """Two printers of an office; both print to a file."""

    path: Path

    def names(self) -> Sequence[tuple[str, str]]:
        return [("office", "Office laser, second floor"), ("hall", "Hall")]

    def offer(self, name: str) -> Offer:
        sizes = [QPageSize(getattr(QPageSize.PageSizeId, size)) for size in _SIZES]
        near = Edges(left=4.2, top=4.2, right=4.2, bottom=4.2)
        return Offer(
            name=name,
            title=dict(self.names())[name],
            papers=papers_of(sizes, near),
            first="A4",
            both_sides=name == "office",
            trays=[("Tray1", "Tray1"), ("Tray2", "Tray2")] if name == "office" else [],
        )

    def make(self, chosen: Chosen, *, title: str, lying: bool) -> "QPrinter":
        from assessor_app.ui.printing.printer import new_printer

        printer = new_printer()
        printer.setOutputFileName(str(self.path))
        printer.setResolution(_PAPER_DPI)
        return set_up(printer, chosen, title=title, lying=lying)


def printed(new: str) -> Iterator[Stop]:
    """Several printed: a printer is chosen, the run jams, is answered for, and waits to be gone on with."""
    cohort = on(CertificatesPage, lambda page: page.many.click())
    yield Stop(
        name="print-many", steps=(room("certificates", new), on(CertificatesPage, back_to_the_list), cohort)
    )
    yield Stop(
        name="print-choose-printer", steps=(cohort, on(CohortDialog, lambda dialog: dialog.go_on.click()))
    )
    yield Stop(
        name="print-too-small",
        steps=(cohort, on(CohortDialog, lambda dialog: dialog.go_on.click()), on(PrinterDialog, _a5)),
    )
    choose = (on(CertificatesPage, back_to_the_list), on(CertificatesPage, _choose_two_more))
    yield Stop(name="certificates-several", steps=(room("certificates", new), *choose))
    print_them = on(CertificatesPage, lambda page: page.several.print.click())
    go = on(PrinterDialog, lambda dialog: dialog.go_on.click())
    yield Stop(
        name="certificates-came-out",
        steps=(print_them, go, on(TopSheetDialog, lambda dialog: dialog.plain.click())),
    )
    one_again = on(CertificatesPage, lambda page: page.several.switch.click())
    yield Stop(name="certificates-unanswered", steps=(one_again,))
    ask = on(CertificatesPage, lambda page: page.answer.click())
    jam = on(LastGoodDialog, lambda dialog: dialog.table.selectRow(1))
    yield Stop(name="print-jammed", steps=(ask, jam))
    each = on(LastGoodDialog, lambda dialog: dialog.each.click())
    yield Stop(name="certificates-spoiled", steps=(ask, each, on(CameOutDialog, _answer)))
    keep = on(CameOutDialog, lambda dialog: dialog.keep.click())
    yield Stop(name="print-go-on", steps=(ask, on(CameOutDialog, _answer), keep))
    yield Stop(name="print-stopped", steps=(on(CertificatesPage, back_to_the_list),))
    on_top = (on(CertificatesPage, lambda page: page.run_notice.go_on.click()), go)
    yield Stop(name="print-top-sheet", steps=on_top)
    yield Stop(name="print-top-sheet-wrong", steps=(*on_top, on(TopSheetDialog, _wrong)))


def back_to_the_list(page: CertificatesPage) -> None:
    """In a narrow window the paper stands in front of the list."""
    QApplication.sendEvent(
        page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )


def _choose_two_more(page: CertificatesPage) -> None:
    """The last two beside the one that is shown."""
    page.several.switch.click()
    rows = page.table.rows.rowCount()
    for row in range(max(rows - 2, 1), rows):
        page.table.selectRow(row)


def _answer(dialog: CameOutDialog) -> None:
    """One came out, one is spoiled, one was not printed, and so on."""
    for number, choice in enumerate(dialog.choices.values()):
        answers = choice.findChildren(QAbstractButton)
        answers[number % len(answers)].click()


def _a5(dialog: PrinterDialog) -> None:
    dialog.paper.choose("A5")
    dialog.paper.activated.emit(dialog.paper.currentIndex())


def _wrong(dialog: TopSheetDialog) -> None:
    """Two further than the next."""
    dialog.number.write("SC-004208")
    dialog.go_on.click()
