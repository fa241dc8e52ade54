"""A printer as certificates want it: A4 landscape, from edge to edge."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from assessor_app.wording.catalogue import gettext as _


def new_printer() -> QPrinter:
    """A printer as certificates want it: A4 landscape, from edge to edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Certificates"))
    printer.setPageLayout(_layout(QPageSize(QPageSize.PageSizeId.A4)))
    printer.setFullPage(True)
    return printer


def lie_down(printer: QPrinter) -> None:
    """Landscape and from edge to edge, whatever paper it has."""
    printer.setPageLayout(_layout(printer.pageLayout().pageSize()))
    printer.setFullPage(True)


def _layout(size: QPageSize) -> QPageLayout:
    return QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
