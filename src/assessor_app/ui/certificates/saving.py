"""Saving certificates as PDF: written down first, written whole or not at all, and then said so."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.listing import Card, card
from assessor_app.services.awards.sheets import SheetToPrint, send_sheets
from assessor_app.ui.certificates.answering import Answering
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.kit import folders
from assessor_app.ui.kit.files import ask_to_save
from assessor_app.ui.long_work import LongWork
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

AskSaveAs = Callable[[QWidget, str], Path | None]
"""Asks a person for a file, given a name to suggest; None when they thought better of it."""

_LONGEST = 80


def ask_save_as(parent: QWidget, suggested: str) -> Path | None:
    """Asks for a file, and before one is replaced."""
    first = str(Path(folders.beginning()) / suggested)
    chosen = ask_to_save(parent, _("Save as PDF"), first, _("PDF files (*.pdf)"))
    if not chosen:
        return None
    path = Path(chosen)
    folders.used(path)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


class Saving(QObject):
    """Saves certificates to one file.

    Signals:
        saved(str): the name of the file that is on disk now.
    """

    saved = Signal(str)

    def __init__(self, parts: Parts, *, answering: Answering, ask_file: AskSaveAs = ask_save_as) -> None:
        super().__init__(parts.page)
        self._parts, self._answering, self._ask_file = parts, answering, ask_file
        self._work = LongWork(parts.tasks)
        parts.page.progress.cancelled.connect(self._cancel)

    def save(self, numbers: Sequence[str]) -> None:
        """Saves those of these that still count."""
        if not numbers:
            return
        desk, reads, by = self._parts.desk, self._parts.reads, self._parts.session.by
        self._parts.tasks.read(
            lambda: [card(desk, reads, number, by=by) for number in numbers], done=self._looked_at
        )

    def _looked_at(self, cards: list[Card]) -> None:
        standing = [one.row.line for one in cards if one.may_print]
        if not standing:
            first = cards[0].row
            self._parts.tasks.trouble.emit(
                KnownError("may-not-print", number=first.line.number, state=first.state.value)
            )
            return
        numbers = [line.number for line in standing]
        one = f"{standing[0].holder} {numbers[0]}"
        several = ngettext("{count} certificate", "{count} certificates", len(standing))
        suggested = one if len(standing) == 1 else several.format(count=len(standing))
        path = self._ask_file(self._parts.page.window(), file_name(suggested))
        if path is not None:
            self._send(path, numbers)

    def _send(self, path: Path, numbers: list[str]) -> None:
        by, desk = self._parts.session.by, self._parts.desk
        self._parts.acts.sign(
            lambda confirmed: send_sheets(
                desk, by=by, numbers=numbers, target=Target.FILE, clock_confirmed=confirmed
            ),
            done=lambda sheets: self._write(path, sheets, by),
        )

    def _write(self, path: Path, sheets: tuple[SheetToPrint, ...], by: str) -> None:
        work = self._work = LongWork(self._parts.tasks)
        words = _("Saving {file} …").format(file=path.name)
        bar = self._parts.page.progress
        work.show_on(bar, partial(bar.show_progress, words))

        def heard(done: int) -> bool:
            if not work.cancelled():
                work.tell(done, len(sheets))
            return not work.cancelled()

        def failed(error: KnownError) -> None:
            self._end(sheets, by, CameOut.NOT_PRINTED)
            if error.code != "cancelled":
                self._parts.tasks.trouble.emit(error)

        self._parts.tasks.soon(
            lambda: self._parts.press.write_pdf(sheets, path, heard),
            done=lambda _nothing: self._end(
                sheets, by, CameOut.CAME_OUT, then=lambda: self.saved.emit(path.name)
            ),
            failed=failed,
        )

    def _end(
        self,
        sheets: tuple[SheetToPrint, ...],
        by: str,
        outcome: CameOut,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Whoever sent them to the file says what became of it, even if somebody else is at the screen by now."""
        self._parts.page.progress.hide()
        self._answering.say([(sheet.id, outcome) for sheet in sheets], then=then, by=by)

    def _cancel(self) -> None:
        self._work.cancel()


def file_name(words: str) -> str:
    """A file name of these words that every system takes."""
    kept = (letter if unicodedata.category(letter)[0] in "LMN" or letter in " -" else " " for letter in words)
    return f"{' '.join(''.join(kept).split())[:_LONGEST].strip()}.pdf"
