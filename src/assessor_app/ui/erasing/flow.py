"""Erasing on the learners' page: the plan, the question, the PIN, the act."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.erasing import Plan
from assessor_app.services.deciding.ports import PinCheck
from assessor_app.services.erasing.desk import ErasingDesk
from assessor_app.services.erasing.erase import Erased, Erasing, erase
from assessor_app.services.erasing.plan import look, run_out
from assessor_app.ui.acts import Acts
from assessor_app.ui.after.pins import Pins
from assessor_app.ui.erasing.dialogs import EraseDialog, RunOutDialog
from assessor_app.ui.erasing.words import done_words
from assessor_app.ui.kit.page import Page
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


class EraseFlow(QObject):
    """Asks what is to be erased of a learner, and does it.

    Signals:
        erased(str): what went, in a sentence.
    """

    erased = Signal(str)

    def __init__(
        self,
        page: Page,
        *,
        desk: ErasingDesk,
        require: PinCheck,
        tasks: Tasks,
        acts: Acts,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._pins = Pins(page, require=require, tasks=tasks, acts=acts, session=session)

    def ask(self, learner: str) -> None:
        """Shows what could go of this learner, and what keeps the rest."""
        by = self._session.by
        self._tasks.read(lambda: look(self._desk, by=by, learner=learner), done=self._offer)

    def ask_all(self) -> None:
        """Shows of whom something need not be kept any longer."""
        by = self._session.by
        self._tasks.read(lambda: run_out(self._desk, by=by), done=self._list)

    def _list(self, plans: tuple[Plan, ...]) -> None:
        dialog = RunOutDialog(self._page.look, plans, self._page.window())
        dialog.chosen.connect(self._offer)
        dialog.open()

    def _offer(self, plan: Plan) -> None:
        dialog = EraseDialog(self._page.look, plan, self._page.window())
        dialog.agreed.connect(lambda erasing: self._sign(plan, erasing))
        dialog.open()

    def _sign(self, plan: Plan, erasing: Erasing) -> None:
        def then(done: Erased) -> None:
            self.erased.emit(done_words(plan.name, done))

        self._pins.one(
            _("Erase for good"),
            lambda by, pin, confirmed: erase(
                self._desk, by=by, pin=pin, erasing=erasing, clock_confirmed=confirmed
            ),
            then=then,
        )
