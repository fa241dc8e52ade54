"""*Did it come out?*, asked of every sheet that nobody has answered for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import say_what_came_out
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.words import sheet_view
from assessor_app.ui.printing.came_out import CameOutDialog, SheetView

Answers = Sequence[tuple[int, CameOut]]
Then = Callable[[], None]


class Answering(QObject):
    """Asks, and keeps what people say.

    Signals:
        changed(): an answer was kept.
    """

    changed = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._asking = False
        self._then: list[Then] = []
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
        by, desk = by or self._parts.session.by, self._parts.desk

        def keep(confirmed: bool) -> None:
            for sheet, outcome in answers:
                # Asked twice when a person had to confirm the clock half way: what is answered stays answered.
                if desk.sheets.get(sheet).outcome is CameOut.UNCONFIRMED:
                    say_what_came_out(desk, by=by, sheet=sheet, outcome=outcome, clock_confirmed=confirmed)

        def kept(_nothing: object) -> None:
            self.changed.emit()
            if then is not None:
                then()

        self._parts.acts.sign(keep, done=kept)

    def _unanswered(self) -> list[SheetView]:
        desk = self._parts.desk
        return [
            sheet_view(sheet, desk.certificates.line(sheet.number).holder)
            for sheet in desk.sheets.unconfirmed()
        ]

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

    def _open(self, sheets: list[SheetView]) -> None:
        waiting = self._end_asking()

        def go_on() -> None:
            for then in waiting:
                then()

        if not sheets:
            go_on()
            return
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
