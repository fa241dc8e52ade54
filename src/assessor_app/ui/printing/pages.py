"""Draws certificates into a printer, one at a time, with their backs where it prints both sides."""

from PySide6.QtPrintSupport import QPrinter

from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.printing.job import PICTURE_DPI, Job
from assessor_app.ui.printing.press import Press


class PageRun(Job):
    """One print job of certificates. `backs` is whether any of its sheets has a back that will be printed."""

    def __init__(self, printer: QPrinter, press: Press, *, backs: bool = False) -> None:
        super().__init__(printer)
        self._press = press
        self._backs = backs
        self._sheets: list[SheetToPrint] = []

    def draw(self, sheet: SheetToPrint) -> None:
        """Draws the next sheet, at 100 %, in the middle of the paper; takes the job back when that fails."""
        if self.queue is not None:
            self._sheets.append(sheet)
            self.set_aside()
            return
        try:
            pdf = self._press.pdf([sheet], self._backs)
            for side in range(2 if self._backs else 1):
                picture = self._press.page_image(pdf, side, PICTURE_DPI)
                self.turn_for(picture)
                self.next_page()
                self.put_at(picture, PICTURE_DPI)
        except BaseException:
            self.give_up()
            raise

    def end(self) -> None:
        if self.queue is not None:
            self.hand_over(self.queue, lambda: self._press.pdf(self._sheets, self._backs))
        super().end()
