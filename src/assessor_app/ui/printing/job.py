"""A print job of pictures, one a page, drawn off the GUI thread (Qt lets QPainter draw on QPrinter in any thread)."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.errors import KnownError

_MM_PER_INCH = 25.4


class Job:
    """One print job. Call its methods from one thread, never two at a time.

    `broken` after a page could not be drawn: then nothing more is. Raises KnownError `printer-failed` when the
    printer does not take the job or a page.
    """

    def __init__(self, printer: QPrinter) -> None:
        self.printer = printer
        self._painter = QPainter()
        self.broken = False

    def next_page(self) -> None:
        """Begins the job, or its next page."""
        if not self._painter.isActive():
            if not self._painter.begin(self.printer):
                raise self._refused()
        elif not self.printer.newPage():
            raise self._refused()

    def put(self, picture: bytes, size_mm: tuple[float, float]) -> None:
        """Draws a picture at its full size in the middle of the paper."""
        image = QImage.fromData(picture)
        if image.isNull():
            raise RuntimeError("the page's picture cannot be read")
        dots = self.printer.resolution() / _MM_PER_INCH
        place = QRectF(0, 0, size_mm[0] * dots, size_mm[1] * dots)
        place.moveCenter(self.printer.paperRect(QPrinter.Unit.DevicePixel).center())
        self._painter.drawImage(place, image)

    def end(self) -> None:
        """Hands the job over to the system."""
        if self._painter.isActive() and not self._painter.end():
            raise self._refused()

    def abort(self) -> None:
        """Takes the job back, where the system still can."""
        if self._painter.isActive():
            self.printer.abort()
            self._painter.end()

    def give_up(self) -> None:
        """Takes it back because a page could not be drawn."""
        self.broken = True
        self.abort()

    def _refused(self) -> KnownError:
        return KnownError("printer-failed", printer=self.printer.printerName())
