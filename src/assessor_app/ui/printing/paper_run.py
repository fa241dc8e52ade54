"""Draws a working paper into a printer, page by page, each on paper of its own size."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.printing.job import PICTURE_DPI, Job

_ROLL_MM = 100.0
"""Paper narrower than this comes from a roll."""

PageImage = Callable[[bytes, int, float], bytes]


class PaperRun(Job):
    """One paper. Slips on a roll are a job each, so that the printer cuts between them."""

    def __init__(self, printer: QPrinter, file: PaperFile, page_image: PageImage) -> None:
        super().__init__(printer)
        self._file, self._page_image = file, page_image

    @property
    def pages(self) -> int:
        return len(self._file.pages)

    def draw(self, page: int) -> None:
        """Draws a page, counted from 0, at 100 %; takes the job back when that fails."""
        size = self._file.pages[page]
        if self._goes_whole():
            self.set_aside()
            return
        try:
            if page == 0 or size != self._file.pages[page - 1] or size[0] < _ROLL_MM:
                super().end()
                self.printer.setPageLayout(_layout(self.printer, size))
            self.next_page()
            self.put(self._page_image(self._file.pdf, page, PICTURE_DPI), size)
        except BaseException:
            self.give_up()
            raise

    def end(self) -> None:
        if self.queue is not None:
            self.hand_over(self.queue, lambda: self._file.pdf)
        super().end()

    def _goes_whole(self) -> bool:
        """As one PDF. A roll is told the length of each piece, which only a job of its own can."""
        return self.queue is not None and all(width >= _ROLL_MM for width, _height in self._file.pages)


def _layout(printer: QPrinter, size_mm: tuple[float, float]) -> QPageLayout:
    """From edge to edge: as long as the page on a roll, else the paper that was chosen, lying where the page does."""
    width, height = size_mm
    upright = QPageLayout.Orientation.Portrait
    if width < _ROLL_MM:
        roll = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "roll")
        return QPageLayout(roll, upright, QMarginsF(0, 0, 0, 0))
    lying = QPageLayout.Orientation.Landscape if width > height else upright
    return QPageLayout(printer.pageLayout().pageSize(), lying, QMarginsF(0, 0, 0, 0))
