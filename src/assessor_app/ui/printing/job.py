"""A print job: a PDF for a queue of CUPS, else pictures, one a page (Qt lets QPainter draw on QPrinter in any thread)."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.errors import KnownError
from assessor_app.ui.printing.queue import Queue, hand_over, queue_of

PICTURE_DPI = 300
"""How finely a page is drawn where it goes as a picture: what a QR needs. Twice as fine is four times as much to send."""
_MM_PER_INCH = 25.4


class Job:
    """One print job. Call its methods from one thread, never two at a time.

    `broken` after a page could not be drawn: then nothing more is. Raises KnownError `printer-failed` when the
    printer does not take the job or a page.
    """

    def __init__(self, printer: QPrinter) -> None:
        self.printer = printer
        self._painter = QPainter()
        self._waits = False
        self.broken = False

    @cached_property
    def queue(self) -> Queue | None:
        """The queue that takes this job as a PDF, whole and at its end; None where pages go as pictures."""
        return queue_of(self.printer)

    @property
    def nothing_sent(self) -> bool:
        """Whether pages were only set aside for the end so far."""
        return self._waits

    def set_aside(self) -> None:
        """A page goes with the PDF, at the end."""
        self._waits = True

    def hand_over(self, queue: Queue, pdf: Callable[[], bytes]) -> None:
        """Gives the queue what was set aside, if anything."""
        if not self._waits:
            return
        try:
            hand_over(queue, pdf())
        except KnownError:
            raise
        except BaseException:
            self.broken = True
            raise
        self._waits = False

    def next_page(self) -> None:
        """Begins the job, or its next page."""
        if not self._painter.isActive():
            if not self._painter.begin(self.printer):
                raise self._refused()
        elif not self.printer.newPage():
            raise self._refused()

    def turn_for(self, picture: bytes) -> None:
        """Lays the paper as this page lies, from its next page on: a run may hold upright and lying ones."""
        size = _image(picture).size()
        lying = QPageLayout.Orientation.Landscape
        way = lying if size.width() > size.height() else QPageLayout.Orientation.Portrait
        if self.printer.pageLayout().orientation() != way:
            self.printer.setPageOrientation(way)

    def put(self, picture: bytes, size_mm: tuple[float, float]) -> None:
        """Draws a picture at its full size in the middle of the paper, without colours where none are printed."""
        self._draw(_image(picture), size_mm)

    def put_at(self, picture: bytes, dpi: float) -> None:
        """The same for a picture of a whole page that was drawn at so many dots per inch."""
        image = _image(picture)
        self._draw(image, (image.width() / dpi * _MM_PER_INCH, image.height() / dpi * _MM_PER_INCH))

    def _draw(self, image: QImage, size_mm: tuple[float, float]) -> None:
        if self.printer.colorMode() is QPrinter.ColorMode.GrayScale:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
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


def _image(picture: bytes) -> QImage:
    image = QImage.fromData(picture)
    if image.isNull():
        raise RuntimeError("the page's picture cannot be read")
    return image
