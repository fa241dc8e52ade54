"""Printing: asked for, written down before the first byte, drawn page by page, and asked about after the last."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.listing import Card, card
from assessor_app.services.awards.sheets import SheetToPrint, send_sheets
from assessor_app.ui.certificates.answering import Answering
from assessor_app.ui.certificates.dialogs import ReplacementDialog
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.printing.pages import PageRun
from assessor_app.ui.printing.printer import AskPrinter, paper_warning
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class Printing(QObject):
    """Prints certificates through the system.

    Signals:
        sent(): the printer has the job, or it was stopped; what came out is being asked.
    """

    sent = Signal()

    def __init__(self, parts: Parts, *, answering: Answering, ask_printer: AskPrinter) -> None:
        super().__init__(parts.page)
        self._parts, self._answering, self._ask_printer = parts, answering, ask_printer
        self._run: PageRun | None = None
        self._sheets: tuple[SheetToPrint, ...] = ()
        self._by = ""
        self._drawn = 0
        self._stopped = False
        parts.page.progress.cancelled.connect(self._stop)
        parts.tasks.bug.connect(self._give_up)

    def print(self, numbers: Sequence[str]) -> None:
        """Prints these; those that came out before get a stamp, for which a reason is asked."""
        if self._run is not None or not numbers:
            return
        desk, reads, by = self._parts.desk, self._parts.reads, self._parts.session.by
        self._parts.tasks.read(
            lambda: [card(desk, reads, number, by=by) for number in numbers], done=self._looked_at
        )

    def _looked_at(self, cards: list[Card]) -> None:
        if any(one.unanswered for one in cards):
            numbers = [one.row.line.number for one in cards]
            self._answering.ask(then=lambda: self.print(numbers))
            return
        standing = [one for one in cards if one.may_print]
        if not standing:
            first = cards[0].row
            self._parts.tasks.trouble.emit(
                KnownError("may-not-print", number=first.line.number, state=first.state.value)
            )
        elif len(standing) < len(cards):
            self._confirm(
                _("Print the others?"),
                _left_out(len(cards) - len(standing)),
                lambda: self._ask_reason(standing),
            )
        else:
            self._ask_reason(standing)

    def _ask_reason(self, cards: list[Card]) -> None:
        numbers = [one.row.line.number for one in cards]
        again = [one.row.line.number for one in cards if one.copies]
        if not again:
            self._choose_printer(numbers, "")
            return
        page = self._parts.page
        dialog = ReplacementDialog(page.look, again, page.window())
        dialog.given.connect(lambda reason: self._choose_printer(numbers, reason))
        dialog.open()

    def _choose_printer(self, numbers: list[str], reason: str) -> None:
        printer = self._ask_printer(self._parts.page.window())
        if printer is None:
            return
        warning = paper_warning(printer)
        if warning:
            self._confirm(_("Print anyway?"), warning, lambda: self._send(printer, numbers, reason))
        else:
            self._send(printer, numbers, reason)

    def _send(self, printer: QPrinter, numbers: list[str], reason: str) -> None:
        by, desk = self._parts.session.by, self._parts.desk
        self._parts.acts.sign(
            lambda confirmed: send_sheets(
                desk, by=by, numbers=numbers, target=Target.PRINTER, reason=reason, clock_confirmed=confirmed
            ),
            done=lambda sheets: self._begin(printer, sheets, by),
        )

    def _begin(self, printer: QPrinter, sheets: tuple[SheetToPrint, ...], by: str) -> None:
        """`by` answers for what is never drawn, even if somebody else is at the screen by then."""
        self._run, self._sheets, self._by = PageRun(printer, self._parts.press), sheets, by
        self._drawn, self._stopped = 0, False
        self._next()

    def _next(self) -> None:
        run, done, of = self._run, self._drawn, len(self._sheets)
        if run is None:
            return
        if self._stopped:
            self._parts.tasks.soon(run.abort, done=self._ended, failed=self._failed)
        elif done == of:
            self._parts.tasks.soon(run.end, done=self._ended, failed=self._failed)
        else:
            words = _("Printing {done} of {all} …").format(done=done + 1, all=of)
            self._parts.page.progress.show_progress(words, done, of)
            sheet = self._sheets[done]
            self._parts.tasks.soon(lambda: run.draw(sheet), done=self._one_drawn, failed=self._failed)

    def _one_drawn(self, _nothing: object) -> None:
        self._drawn += 1
        self._next()

    def _failed(self, error: KnownError) -> None:
        self._parts.tasks.trouble.emit(error)
        self._ended(None)

    def _give_up(self, _error: object) -> None:
        """A bug of ours ended the job; the window says so by itself."""
        if self._run is not None and self._run.broken:
            self._ended(None)

    def _ended(self, _nothing: object) -> None:
        """What was never drawn did not come out; of the rest only a person knows."""
        drawn = 0 if self._run is not None and self._run.nothing_sent else self._drawn
        never = [(sheet.id, CameOut.NOT_PRINTED) for sheet in self._sheets[drawn:]]
        self._run, self._sheets = None, ()
        self._parts.page.progress.hide()
        self._answering.say(never, then=self._answering.ask, by=self._by)
        self.sent.emit()

    def _stop(self) -> None:
        self._stopped = True

    def _confirm(self, title: str, words: str, go_on: Callable[[], None]) -> None:
        page = self._parts.page
        question = Question(page.look, title, sentence=words, yes=_("Print"), parent=page.window())
        question.answered.connect(go_on)
        question.open()


def _left_out(count: int) -> str:
    return ngettext(
        "{count} of them no longer counts and is left out.",
        "{count} of them no longer count and are left out.",
        count,
    ).format(count=count)
