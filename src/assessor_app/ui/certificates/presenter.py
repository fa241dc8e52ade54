"""Turns what services know of certificates into the page, and what people ask there into acts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.services.awards.listing import Card, card
from assessor_app.ui.certificates.answering import Answering
from assessor_app.ui.certificates.correcting import Correcting
from assessor_app.ui.certificates.issuing import Issuing
from assessor_app.ui.certificates.listing import CertificateList
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.previews import Previews
from assessor_app.ui.certificates.printing import Printing
from assessor_app.ui.certificates.returning import Returning
from assessor_app.ui.certificates.runs import Runs
from assessor_app.ui.certificates.saving import AskSaveAs, Saving, ask_save_as
from assessor_app.ui.certificates.view import ALL, UNPRINTED
from assessor_app.ui.certificates.words import certificate_view, waiting_view
from assessor_app.ui.packs.packing import AskFolder, Packing, ask_folder
from assessor_app.ui.printing.choosing import AskPrinter
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_BATCH = 500


class CertificatesPresenter(QObject):
    """The page of certificates at work.

    Signals:
        go(str, str): another page and what to open there: ("learners", learner id).
        changed(): there are more records, or another answer about a sheet: what the frame counts is stale.
        cards_asked(list): wallet cards of certificates with these numbers.
    """

    go = Signal(str, str)
    changed = Signal()
    cards_asked = Signal(list)

    def __init__(
        self,
        parts: Parts,
        *,
        ask_printer: AskPrinter,
        ask_file: AskSaveAs = ask_save_as,
        ask_place: AskFolder = ask_folder,
    ) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._turn = 0
        self._asked_once = False
        self._list = CertificateList(parts, may_print=parts.may_print)
        self._answering = Answering(parts)
        self._issuing = Issuing(parts)
        self._previews = Previews(parts)
        self._correcting = Correcting(parts)
        self._returning = Returning(parts)
        self._printing = Printing(parts, answering=self._answering, ask_printer=ask_printer)
        self._runs = Runs(parts, self._printing)
        self._saving = Saving(parts, answering=self._answering, ask_file=ask_file)
        self._packing = Packing(
            parts.page, desk=parts.packs, tasks=parts.tasks, session=parts.session, ask=ask_place
        )
        self._connect()

    def show(self) -> None:
        """Reads the list again; the first time, asks of sheets that a power cut left unanswered."""
        self._list.again()
        self._runs.look()
        view = self._parts.page.panels.certificate.view
        if view is not None:
            self.open(view.number)
        if not self._asked_once:
            self._asked_once = True
            self.ask_unanswered()

    def ask_unanswered(self) -> None:
        """Asks what came out of sheets of which nobody has said so; of whoever may print."""
        if self._parts.may_print():
            self._answering.ask()

    def search(self, words: str) -> None:
        """Shows what is found by these words, as the search field of the window asks."""
        self._parts.page.search.setText(words)

    def bring(self, number: str) -> None:
        """Shows one certificate that somebody asked for: in front of the list, where there is no room beside it."""
        self.open(number)
        self._parts.page.open_panel()

    def open(self, number: str) -> None:
        """Shows one certificate beside the list."""
        self._turn += 1
        turn, desk, reads, by = self._turn, self._parts.desk, self._parts.reads, self._parts.session.by

        def arrived(found: Card) -> None:
            if turn == self._turn:
                self._parts.page.panels.show_certificate(
                    certificate_view(found, allowed=self._parts.may_print())
                )
                self._parts.page.select(found.row.key)

        self._parts.tasks.read(lambda: card(desk, reads, number, by=by), done=arrived)

    def _connect(self) -> None:
        page = self._parts.page
        panel, waiting, several = page.panels.certificate, page.panels.waiting, page.several
        page.list_changed.connect(self._list.look)
        page.row_chosen.connect(self._choose)
        page.row_opened.connect(self._choose)
        page.row_opened.connect(lambda _key: page.open_panel())
        page.action_requested.connect(self._do_next_step)
        page.answer_requested.connect(self.ask_unanswered)
        page.papers_requested.connect(lambda: self.go.emit("press", ""))
        page.many_requested.connect(self._runs.choose)
        several.print_asked.connect(lambda: self._with_numbers(several.chosen(), self._printing.print))
        several.save_asked.connect(lambda: self._with_numbers(several.chosen(), self._saving.save))
        several.pack_asked.connect(lambda: self._with_numbers(several.chosen(), self._packing.pack))
        several.card_asked.connect(lambda: self._with_numbers(several.chosen(), self.cards_asked.emit))
        several.make_asked.connect(self._make_chosen)
        panel.print_asked.connect(lambda: self._with_shown(lambda number: self._printing.print([number])))
        panel.save_asked.connect(lambda: self._with_shown(lambda number: self._saving.save([number])))
        panel.pack_asked.connect(
            lambda: self._packing.pack([panel.view.number], panel.view.holder) if panel.view else None
        )
        panel.card_asked.connect(lambda: self._with_shown(lambda number: self.cards_asked.emit([number])))
        panel.credential_asked.connect(
            lambda: self._with_shown(lambda number: self._packing.credentials([number]))
        )
        panel.correct_asked.connect(lambda: self._correcting.ask(panel.view) if panel.view else None)
        panel.number_asked.connect(self.open)
        panel.preview.enlarge_asked.connect(lambda: self._with_shown(self._previews.enlarge))
        panel.learner_asked.connect(partial(self.go.emit, "learners"))
        waiting.learner_asked.connect(partial(self.go.emit, "learners"))
        waiting.make_asked.connect(lambda assessment: self._issuing.make([assessment]))
        for told in (
            self._issuing.made,
            self._correcting.corrected,
            self._printing.sent,
            self._saving.saved,
            self._packing.saved,
        ):
            told.connect(lambda *_what: self.changed.emit())
        self._answering.changed.connect(self.changed)
        self._returning.said.connect(self.open)
        self._returning.said.connect(lambda _number: self.changed.emit())
        self._issuing.made.connect(self._made)
        self._correcting.corrected.connect(self._corrected)
        self._answering.changed.connect(self.show)
        self._answering.stopped.connect(self._runs.offer)
        self._runs.changed.connect(self.show)
        self._printing.sent.connect(self.show)
        self._packing.saved.connect(self.show)
        self._saving.saved.connect(lambda name: self._list.again(_("saved as {file}").format(file=name)))

    def _choose(self, key: object) -> None:
        if isinstance(key, str):
            result = self._list.result(key)
            if result is not None:
                self._parts.page.panels.show_result(waiting_view(result, allowed=self._parts.may_print()))
        elif isinstance(key, int):
            self._with_numbers([key], self._open_first)

    def _open_first(self, numbers: list[str]) -> None:
        if numbers:
            self.open(numbers[0])

    def _do_next_step(self) -> None:
        if self._list.ready:
            self._issuing.make(self._list.ready)
        else:
            self._with_numbers(list(self._list.unprinted), self._printing.print)

    def _make_chosen(self) -> None:
        chosen = [self._list.result(str(key)) for key in self._parts.page.several.chosen()]
        self._issuing.make([one.assessment for one in chosen if one is not None and one.waiting is None])

    def _made(self, numbers: tuple[str, ...]) -> None:
        words = ngettext("{count} made just now", "{count} made just now", len(numbers))
        self._list.again(
            words.format(count=len(numbers)) if numbers else "", which=UNPRINTED if numbers else ""
        )
        if len(numbers) == 1:
            self.bring(numbers[0])

    def _corrected(self, number: str) -> None:
        self._list.again(_("the name is corrected"), which=ALL)
        self.open(number)

    def _with_shown(self, act: Callable[[str], None]) -> None:
        view = self._parts.page.panels.certificate.view
        if view is not None:
            act(view.number)

    def _with_numbers(self, keys: Sequence[int | str], act: Callable[[list[str]], None]) -> None:
        rows, reads = [key for key in keys if isinstance(key, int)], self._parts.reads

        def read() -> list[str]:
            parts = (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
            return [row.line.number for part in parts for row in reads.certificate_rows(part)]

        self._parts.tasks.read(read, done=act)
