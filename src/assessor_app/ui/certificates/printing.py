"""Printing: asked for, written down before the first byte, drawn page by page, and asked about after the last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.domain.print_run import Run
from assessor_app.services.awards.listing import Card, card
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.printing.runs import Started, send, start
from assessor_app.services.stock.take import is_kept
from assessor_app.ui.certificates.answering import Answering
from assessor_app.ui.certificates.dialogs import ReplacementDialog
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.sending import Sending
from assessor_app.ui.certificates.top_sheet import PlainPaper, TopSheet, TopSheetDialog
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.printing.choosing import AskPrinter, Wanted
from assessor_app.ui.printing.press import Looked
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@dataclass(frozen=True, kw_only=True)
class _Order:
    """What is to be printed; `run` is the one that it goes on with, `about` whose papers these are."""

    numbers: tuple[str, ...]
    about: str = ""
    reason: str = ""
    run: int | None = None


class Printing(QObject):
    """Prints certificates through the system.

    Signals:
        sent(): the printer has the job, or it was stopped; what came out is being asked.
    """

    sent = Signal()

    def __init__(self, parts: Parts, *, answering: Answering, ask_printer: AskPrinter) -> None:
        super().__init__(parts.page)
        self._parts, self._answering, self._ask_printer = parts, answering, ask_printer
        self._sending = Sending(parts, self._ended)

    def print(self, numbers: Sequence[str], about: str = "") -> None:
        """Prints these, in this order; those that came out before get a stamp, for which a reason is asked."""
        self._look_at(_Order(numbers=tuple(numbers), about=about))

    def go_on(self, run: Run) -> None:
        """Prints what is left of a run."""
        numbers = tuple(paper.number for paper in run.left)
        self._look_at(_Order(numbers=numbers, about=run.about, reason=run.reason, run=run.id))

    def _look_at(self, order: _Order) -> None:
        if self._sending.busy or not order.numbers:
            return
        desk, reads, by = self._parts.desk, self._parts.reads, self._parts.session.by
        self._parts.tasks.read(
            lambda: [card(desk, reads, number, by=by) for number in order.numbers],
            done=lambda cards: self._looked_at(order, cards),
        )

    def _looked_at(self, order: _Order, cards: list[Card]) -> None:
        if any(one.unanswered for one in cards):
            self._answering.ask(then=lambda: self._look_at(order))
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
                lambda: self._ask_reason(order, standing),
            )
        else:
            self._ask_reason(order, standing)

    def _ask_reason(self, order: _Order, cards: list[Card]) -> None:
        order = replace(order, numbers=tuple(one.row.line.number for one in cards))
        again = [one.row.line.number for one in cards if one.copies]
        if not again or order.reason:
            self._measure(order)
            return
        page = self._parts.page
        dialog = ReplacementDialog(page.look, again, page.window())
        dialog.given.connect(lambda reason: self._measure(replace(order, reason=reason)))
        dialog.open()

    def _measure(self, order: _Order) -> None:
        look = self._parts.press.look
        self._parts.tasks.soon(
            lambda: look(order.numbers), done=lambda looked: self._choose_printer(order, looked)
        )

    def _choose_printer(self, order: _Order, looked: Looked) -> None:
        count = len(order.numbers)
        words = ngettext("Print {count} certificate", "Print {count} certificates", count)
        first = looked.pages[0]
        wanted = Wanted(
            title=words.format(count=count),
            keep="certificates",
            about=order.about,
            lying=first.width > first.height,
            back=looked.back,
            pages=looked.pages,
        )
        self._ask_printer(
            self._parts.page.window(), wanted, lambda printer: self._ask_top_sheet(order, printer)
        )

    def _ask_top_sheet(self, order: _Order, printer: QPrinter) -> None:
        """Where there is security paper, somebody reads the number of the sheet on top."""
        stock = self._parts.runs.stock

        def known(kept: bool) -> None:
            if not kept:
                self._send(order, printer, PlainPaper(self._parts.tasks), "")
                return
            page = self._parts.page
            dialog = TopSheetDialog(page.look, len(order.numbers), page.window())
            TopSheet(dialog, self._parts, lambda under, serial: self._send(order, printer, under, serial))
            dialog.open()

        self._parts.tasks.read(lambda: is_kept(stock), done=known)

    def _send(self, order: _Order, printer: QPrinter, under: TopSheet | PlainPaper, serial: str) -> None:
        """What asked for the number stays open until it is taken."""
        by, runs = self._parts.session.by, self._parts.runs

        def written(started: Started) -> None:
            under.close()
            self._sending.begin(printer, started.sheets, by=by)

        self._parts.acts.sign(
            lambda confirmed: _written(runs, order, by, serial, confirmed),
            done=written,
            failed=under.refuse,
            put_off=under.close,
        )

    def _ended(self, never: Sequence[tuple[int, CameOut]], by: str) -> None:
        self._answering.say(never, then=self._answering.ask, by=by)
        self.sent.emit()

    def _confirm(self, title: str, words: str, go_on: Callable[[], None]) -> None:
        page = self._parts.page
        question = Question(page.look, title, sentence=words, yes=_("Print"), parent=page.window())
        question.answered.connect(go_on)
        question.open()


def _written(runs: PressDesk, order: _Order, by: str, serial: str, confirmed: bool) -> Started:
    """Writes the sheets down: of a new run, or of one that is gone on with."""
    if order.run is None:
        return start(
            runs,
            by=by,
            numbers=order.numbers,
            about=order.about,
            reason=order.reason,
            serial=serial,
            clock_confirmed=confirmed,
        )
    sheets = send(runs, by=by, run=order.run, reason=order.reason, serial=serial, clock_confirmed=confirmed)
    return Started(run=order.run, sheets=sheets)


def _left_out(count: int) -> str:
    return ngettext(
        "{count} of them no longer counts and is left out.",
        "{count} of them no longer count and are left out.",
        count,
    ).format(count=count)
