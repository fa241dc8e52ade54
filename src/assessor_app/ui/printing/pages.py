"""Draws certificates into a printer, one at a time."""

from PySide6.QtPrintSupport import QPrinter

from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.printing.job import Job
from assessor_app.ui.printing.press import Press
from assessor_app.ui.printing.printer import dots_per_inch

_A4_MM = (297.0, 210.0)


class PageRun(Job):
    """One print job of certificates."""

    def __init__(self, printer: QPrinter, press: Press) -> None:
        super().__init__(printer)
        self._press = press

    def draw(self, sheet: SheetToPrint) -> None:
        """Draws the next sheet, at 100 %, in the middle of the paper; takes the job back when that fails."""
        try:
            self.next_page()
            picture = self._press.page_image(self._press.pdf([sheet]), 0, dots_per_inch(self.printer))
            self.put(picture, _A4_MM)
        except BaseException:
            self.give_up()
            raise
