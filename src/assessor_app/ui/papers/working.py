"""Papers at work: asked for in a dialog, made off the GUI thread, then printed page by page or written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.errors import KnownError
from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.certificates.saving import file_name
from assessor_app.ui.kit.page import Page
from assessor_app.ui.papers.dialog import PaperDialog
from assessor_app.ui.papers.offer import Offer, PaperTools
from assessor_app.ui.printing.choosing import Wanted
from assessor_app.ui.printing.paper_run import PaperRun
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


class Papers(QObject):
    """Offers papers over one page of the window."""

    def __init__(self, page: Page, tools: PaperTools, tasks: Tasks) -> None:
        super().__init__(page)
        self.page, self._tools, self._tasks = page, tools, tasks

    def offer(self, offer: Offer) -> PaperDialog:
        """Opens the dialog of a paper."""
        dialog = PaperDialog(self.page.look, offer, self.page.window())
        _Work(dialog, offer, self._tools, self._tasks)
        dialog.open()
        return dialog


class _Work(QObject):
    """One dialog's printing and saving; it ends with the dialog."""

    def __init__(self, dialog: PaperDialog, offer: Offer, tools: PaperTools, tasks: Tasks) -> None:
        super().__init__(dialog)
        self._dialog, self._offer, self._tools, self._tasks = dialog, offer, tools, tasks
        self._gone = False
        dialog.print_asked.connect(self._print)
        dialog.save_asked.connect(self._save)
        dialog.finished.connect(self._leave)

    def _leave(self) -> None:
        self._gone = True

    def _make(self, way: str, done: Callable[[PaperFile], None]) -> None:
        """Draws it, after keeping what it keeps."""
        offer = self._offer
        self._tell(_("Drawing …"), busy=True)
        if offer.first is not None:
            first = offer.first
            self._tasks.run(
                lambda: first(way), done=lambda draw: self._soon(draw, done), failed=self._refused
            )
        elif offer.make is not None:
            make = offer.make
            start = self._tasks.run if offer.writes else self._tasks.soon
            start(lambda: make(way), done=done, failed=self._refused)

    def _soon(self, op: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._tasks.soon(op, done=done, failed=self._refused)

    def _print(self, way: str) -> None:
        wanted = Wanted(title=self._offer.title, keep="papers", copies=True)
        self._tools.ask_printer(self._dialog, wanted, lambda printer: self._print_on(printer, way))

    def _print_on(self, printer: QPrinter, way: str) -> None:
        self._make(way, lambda file: self._draw(PaperRun(printer, file, self._tools.page_image), 0))

    def _draw(self, run: PaperRun, page: int) -> None:
        """The next page; whoever closed the dialog has stopped the printing."""
        if self._gone:
            self._soon(run.abort, lambda _nothing: None)
        elif page == run.pages:
            self._soon(run.end, lambda _nothing: self._printed(run))
        else:
            words = _("Printing page {page} of {pages} …").format(page=page + 1, pages=run.pages)
            self._tell(words, busy=True)
            self._soon(lambda: run.draw(page), lambda _nothing: self._draw(run, page + 1))

    def _printed(self, run: PaperRun) -> None:
        words = ngettext("{count} page is at the printer.", "{count} pages are at the printer.", run.pages)
        self._tell(words.format(count=run.pages))

    def _save(self, way: str) -> None:
        path, table = self._ask(way), self._offer.table
        if path is None:
            return
        if table is None:
            self._make(way, lambda file: self._write(path, file.pdf))
        else:
            self._tell(_("Drawing …"), busy=True)
            self._soon(lambda: table(way), lambda content: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        self._soon(
            lambda: self._tools.write(path, content),
            lambda _nothing: self._tell(_("Saved as {file}.").format(file=path.name)),
        )

    def _ask(self, way: str) -> Path | None:
        name = file_name(self._offer.name)
        if self._offer.printable:
            return self._tools.ask_file(self._dialog, name)
        return self._tools.ask_table(self._dialog, f"{name.removesuffix('.pdf')}{way}")

    def _refused(self, error: KnownError) -> None:
        self._tell(sentence(error))

    def _tell(self, words: str, *, busy: bool = False) -> None:
        if not self._gone:
            self._dialog.tell(words, busy=busy)
