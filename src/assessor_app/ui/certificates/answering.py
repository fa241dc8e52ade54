"""*Did it come out?*, asked of every sheet that nobody has answered for: of a run once, by its last good sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.domain.print_run import Run
from assessor_app.services.awards.sheets import say_of_sheets
from assessor_app.services.printing.runs import say_last_good, settle
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.words import run_about, sent_sheet, sheet_view
from assessor_app.ui.printing.came_out import CameOutDialog, SheetView
from assessor_app.ui.printing.last_good import LastGoodDialog

Answers = Sequence[tuple[int, CameOut]]
Then = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class _Unanswered:
    """Runs of several sheets of which nothing was said, and all other sheets."""

    runs: Sequence[Run]
    sheets: Sequence[SheetView]


class Answering(QObject):
    """Asks, and keeps what people say.

    Signals:
        changed(): an answer was kept.
        stopped(object): a run of which some papers are still to be printed, once its sheets have their answers.
    """

    changed = Signal()
    stopped = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._asking = False
        self._then: list[Then] = []
        self._each: set[int] = set()
        parts.tasks.bug.connect(self._broken)

    def ask(self, then: Then | None = None) -> None:
        """Asks whoever may print, if there is anything to ask; `then` follows once every sheet has an answer."""
        if not self._parts.may_print():
            return
        if then is not None:
            self._then.append(then)
        if not self._asking:
            self._asking = True
            self._parts.tasks.read(self._unanswered, done=self._open, failed=self._failed)

    def say(self, answers: Answers, then: Then | None = None, *, by: str = "") -> None:
        """Keeps answers; a spoiled sheet is a signed record. `by` is who sent the sheets, where nobody was asked."""
        by, desk, runs = by or self._parts.session.by, self._parts.desk, self._parts.runs

        def keep(confirmed: bool) -> list[Run]:
            # Asked twice when a person had to confirm the clock half way: what is answered stays answered.
            fresh = [one for one in answers if desk.sheets.get(one[0]).outcome is CameOut.UNCONFIRMED]
            say_of_sheets(desk, by=by, answers=fresh, clock_confirmed=confirmed)
            found = {runs.runs.of_sheet(sheet) for sheet, _outcome in answers}
            return [settle(runs, by=by, run=run) for run in found if run is not None]

        self._parts.acts.sign(keep, done=lambda found: self._kept(found, then))

    def _kept(self, runs: Sequence[Run], then: Then | None) -> None:
        self.changed.emit()
        if then is not None:
            then()
        for run in runs:
            if not run.ended and not run.asked:
                self.stopped.emit(run)

    def _unanswered(self) -> _Unanswered:
        desk = self._parts.desk
        runs = [
            run for run in self._parts.runs.runs.open() if len(run.asked) > 1 and run.id not in self._each
        ]
        of_runs = {paper.sheet for run in runs for paper in run.asked}
        sheets = [
            sheet_view(sheet, desk.certificates.line(sheet.number).holder)
            for sheet in desk.sheets.unconfirmed()
            if sheet.id not in of_runs
        ]
        return _Unanswered(runs=runs, sheets=sheets)

    def _end_asking(self) -> list[Then]:
        """The next one asks again; whatever waited for these answers is the caller's."""
        self._asking = False
        waiting, self._then = self._then, []
        return waiting

    def _broken(self, _error: object) -> None:
        self._end_asking()

    def _failed(self, error: KnownError) -> None:
        self._end_asking()
        self._parts.tasks.trouble.emit(error)

    def _open(self, found: _Unanswered) -> None:
        waiting = self._end_asking()

        def go_on() -> None:
            for then in waiting:
                then()

        if found.runs:
            self._ask_of_run(found.runs[0], lambda: self.ask(go_on))
        elif found.sheets:
            self._ask_of_each(found.sheets, go_on)
        else:
            go_on()

    def _ask_of_run(self, run: Run, then: Then) -> None:
        page, runs = self._parts.page, self._parts.runs
        sheets = [sent_sheet(paper) for paper in run.asked]
        dialog = LastGoodDialog(page.look, sheets, about=run_about(run), parent=page.window())

        def said(good: int, spoiled: int) -> None:
            by = self._parts.session.by
            self._parts.acts.sign(
                lambda confirmed: [
                    say_last_good(
                        runs, by=by, run=run.id, good=good, spoiled=spoiled, clock_confirmed=confirmed
                    )
                ],
                done=lambda found: self._kept(found, then),
            )

        def each() -> None:
            self._each.add(run.id)
            then()

        dialog.said.connect(said)
        dialog.each_asked.connect(each)
        dialog.open()

    def _ask_of_each(self, sheets: Sequence[SheetView], go_on: Then) -> None:
        page = self._parts.page
        dialog = CameOutDialog(page.look, sheets, page.window())
        whole = len(sheets)
        dialog.answered.connect(
            lambda answers: self.say(answers, go_on if len(answers) == whole else self._next(answers, go_on))
        )
        dialog.open()

    def _next(self, answers: Answers, then: Then) -> Then | None:
        """After a page full of answers comes the next; after a few, the rest is left for later."""
        return (lambda: self.ask(then)) if len(answers) >= CameOutDialog.ON_ONE_PAGE else None
