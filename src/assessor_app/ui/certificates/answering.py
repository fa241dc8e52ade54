"""*Did it come out?*, asked of every sheet that nobody has answered for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.certificate import CameOut
from assessor_app.services.awards.sheets import say_what_came_out
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.words import sheet_view
from assessor_app.ui.printing.came_out import CameOutDialog, SheetView

Answers = Sequence[tuple[int, CameOut]]


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

    def ask(self, then: Callable[[], None] | None = None) -> None:
        """Asks if there is anything to ask; `then` follows once every sheet has an answer."""
        if not self._asking:
            self._asking = True
            self._parts.tasks.read(self._unanswered, done=lambda sheets: self._open(sheets, then))

    def say(self, answers: Answers, then: Callable[[], None] | None = None) -> None:
        """Keeps answers; a spoiled sheet is a signed record."""
        by, desk = self._parts.session.by, self._parts.desk

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

    def _open(self, sheets: list[SheetView], then: Callable[[], None] | None) -> None:
        self._asking = False
        if not sheets:
            if then is not None:
                then()
            return
        page = self._parts.page
        dialog = CameOutDialog(page.look, sheets, page.window())
        dialog.finished.connect(dialog.deleteLater)
        whole = len(sheets)
        dialog.answered.connect(
            lambda answers: self.say(answers, then if len(answers) == whole else self._next(answers, then))
        )
        dialog.open()

    def _next(self, answers: Answers, then: Callable[[], None] | None) -> Callable[[], None] | None:
        """After a page full of answers comes the next; after a few, the rest is left for later."""
        return (lambda: self.ask(then)) if len(answers) >= CameOutDialog.ON_ONE_PAGE else None
