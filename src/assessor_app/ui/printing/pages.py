"""Draws certificates into a printer, one at a time."""

from PySide6.QtPrintSupport import QPrinter

from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.printing.job import PICTURE_DPI, Job
from assessor_app.ui.printing.press import Press

_A4_MM = (297.0, 210.0)


class PageRun(Job):
    """One print job of certificates."""

    def __init__(self, printer: QPrinter, press: Press) -> None:
        super().__init__(printer)
        self._press = press
        self._sheets: list[SheetToPrint] = []

    def draw(self, sheet: SheetToPrint) -> None:
        """Draws the next sheet, at 100 %, in the middle of the paper; takes the job back when that fails."""
        if self.queue is not None:
            self._sheets.append(sheet)
            self.set_aside()
            return
        try:
            self.next_page()
            picture = self._press.page_image(self._press.pdf([sheet]), 0, PICTURE_DPI)
            self.put(picture, _A4_MM)
        except BaseException:
            self.give_up()
            raise

    def end(self) -> None:
        if self.queue is not None:
            self.hand_over(self.queue, lambda: self._press.pdf(self._sheets))
        super().end()
