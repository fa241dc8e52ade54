"""The system's printer: asked for with its own dialog, set to A4 landscape at 100 %."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from assessor_app.wording.catalogue import gettext as _

AskPrinter = Callable[[QWidget], QPrinter | None]
"""Asks a person which printer; None when they thought better of it."""


def new_printer() -> QPrinter:
    """A printer as certificates want it: A4 landscape, from edge to edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Certificates"))
    printer.setPageLayout(_layout(QPageSize(QPageSize.PageSizeId.A4)))
    printer.setFullPage(True)
    return printer


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Asks with the system's dialog."""
    printer = new_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print certificates"))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    lie_down(printer)
    return printer


def ask_paper_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Asks with the system's dialog for a printer of working papers, A4 upright at first."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def lie_down(printer: QPrinter) -> None:
    """Landscape and from edge to edge, whatever was chosen in the dialog."""
    printer.setPageLayout(_layout(printer.pageLayout().pageSize()))
    printer.setFullPage(True)


def paper_warning(printer: QPrinter) -> str:
    """What is wrong with the paper, in one sentence; empty for A4."""
    size = printer.pageLayout().pageSize()
    if size.id() == QPageSize.PageSizeId.A4:
        return ""
    return _(
        "The printer is set to {paper}; certificates are made for A4 and print at their full size, so their edges "
        "may be cut off: put A4 in, and choose it in the printer's settings."
    ).format(paper=size.name())


def _layout(size: QPageSize) -> QPageLayout:
    return QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
