"""A print job at work: drawn sheet by sheet, with progress, and stopped where somebody says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.printing.pages import PageRun
from assessor_app.wording.catalogue import gettext as _

Ended = Callable[[Sequence[tuple[int, CameOut]], str], None]
"""Hears which sheets were never drawn (they did not come out), and who sent them."""


@dataclass(frozen=True, kw_only=True)
class _Job:
    run: PageRun
    sheets: tuple[SheetToPrint, ...]
    by: str


class Sending(QObject):
    """Draws one job at a time into a printer."""

    def __init__(self, parts: Parts, ended: Ended) -> None:
        super().__init__(parts.page)
        self._parts, self._tell = parts, ended
        self._job: _Job | None = None
        self._drawn = 0
        self._stopped = False
        parts.page.progress.cancelled.connect(self._stop)
        parts.tasks.bug.connect(self._give_up)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def begin(self, printer: QPrinter, sheets: tuple[SheetToPrint, ...], *, by: str) -> None:
        """`by` answers for what is never drawn, even if somebody else is at the screen by then."""
        both = printer.duplex() not in {QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto}
        backs = both and any(sheet.back for sheet in sheets)
        self._job = _Job(run=PageRun(printer, self._parts.press, backs=backs), sheets=sheets, by=by)
        self._drawn, self._stopped = 0, False
        self._next()

    def _next(self) -> None:
        if self._job is None:
            return
        run, done, of = self._job.run, self._drawn, len(self._job.sheets)
        if self._stopped:
            self._parts.tasks.soon(run.abort, done=self._ended, failed=self._failed)
        elif done == of:
            self._parts.tasks.soon(run.end, done=self._ended, failed=self._failed)
        else:
            words = _("Printing {done} of {all} …").format(done=done + 1, all=of)
            self._parts.page.progress.show_progress(words, done, of)
            sheet = self._job.sheets[done]
            self._parts.tasks.soon(lambda: run.draw(sheet), done=self._one_drawn, failed=self._failed)

    def _one_drawn(self, _nothing: object) -> None:
        self._drawn += 1
        self._next()

    def _failed(self, error: KnownError) -> None:
        self._parts.tasks.trouble.emit(error)
        self._ended(None)

    def _give_up(self, _error: object) -> None:
        """A bug of ours ended the job; the window says so by itself."""
        if self._job is not None and self._job.run.broken:
            self._ended(None)

    def _ended(self, _nothing: object) -> None:
        """What was never drawn did not come out; of the rest only a person knows."""
        job, self._job = self._job, None
        self._parts.page.progress.hide()
        if job is None:
            return
        drawn = 0 if job.run.nothing_sent else self._drawn
        self._tell([(sheet.id, CameOut.NOT_PRINTED) for sheet in job.sheets[drawn:]], job.by)

    def _stop(self) -> None:
        self._stopped = True
