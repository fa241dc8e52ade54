"""Draws pages into a printer, one at a time, off the GUI thread (Qt lets QPainter draw on QPrinter in any thread)."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.printing.press import Press
from assessor_app.ui.printing.printer import dots_per_inch

_A4_MM = (297.0, 210.0)
_MM_PER_INCH = 25.4


class PageRun:
    """One print job. Call its methods from one thread, never two at a time.

    `broken` after a page could not be drawn: then nothing more is. Raises KnownError `printer-failed` when the
    printer does not take the job or a page.
    """

    def __init__(self, printer: QPrinter, press: Press) -> None:
        self._printer, self._press = printer, press
        self._painter = QPainter()
        self.broken = False

    def draw(self, sheet: SheetToPrint) -> None:
        """Draws the next sheet, at 100 %, in the middle of the paper; takes the job back when that fails."""
        try:
            self._draw(sheet)
        except BaseException:
            self.broken = True
            self.abort()
            raise

    def _draw(self, sheet: SheetToPrint) -> None:
        if not self._painter.isActive():
            if not self._painter.begin(self._printer):
                raise KnownError("printer-failed", printer=self._printer.printerName())
        elif not self._printer.newPage():
            raise KnownError("printer-failed", printer=self._printer.printerName())
        picture = self._press.page_image(self._press.pdf([sheet]), 0, dots_per_inch(self._printer))
        image = QImage.fromData(picture)
        if image.isNull():
            raise RuntimeError("the page's picture cannot be read")
        self._painter.drawImage(self._place(), image)

    def end(self) -> None:
        """Hands the job over to the system."""
        if self._painter.isActive() and not self._painter.end():
            raise KnownError("printer-failed", printer=self._printer.printerName())

    def abort(self) -> None:
        """Takes the job back, where the system still can."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _place(self) -> QRectF:
        dots = self._printer.resolution() / _MM_PER_INCH
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        page = QRectF(0, 0, _A4_MM[0] * dots, _A4_MM[1] * dots)
        page.moveCenter(paper.center())
        return page
