"""Today on the real services."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment import State
from assessor_app.domain.people import Role
from assessor_app.services.after.desk import AfterDesk
from assessor_app.services.after.look import appeals_to_decide
from assessor_app.services.deciding.countersign import waiting_decisions
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.today.look import Today, TodayDesk, today
from assessor_app.services.today.ports import WorkLine
from assessor_app.ui.acts import Acts
from assessor_app.ui.assessing.countersigning import Countersigning
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.signing import ToSign, ask_to_sign, form_ref
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.today.heaps import COUNTERSIGN
from assessor_app.ui.today.page import TodayPage
from assessor_app.ui.today.view import Ended, TodayView
from assessor_app.ui.today.words import today_view


class TodayPresenter(QObject):
    """Reads what waits, and leads to it.

    Signals:
        go(str, str): to "start-sitting"; to "sitting", "assessing" or "appeal" with an id; to "certificates", "quality",
            "learners", "sync" or "copy-to-stick".
    """

    go = Signal(str, str)

    def __init__(
        self,
        page: TodayPage,
        desk: TodayDesk,
        deciding: DecisionDesk,
        *,
        after: AfterDesk,
        tasks: Tasks,
        acts: Acts,
        session: Session,
        ended: Callable[[str], Ended | None] = lambda _by: None,
        qualifications: Callable[[str], int] = lambda _by: 0,
    ) -> None:
        """`qualifications` counts those that a quality assurer may award. `ended` reads what is said to whoever looks (an id) after the program ended without being closed."""
        super().__init__(page)
        self._ended, self._qualifications = ended, qualifications
        self._page, self._desk, self._deciding, self._after = page, desk, deciding, after
        self._tasks, self._acts, self._session = tasks, acts, session
        self._decided: tuple[WorkLine, ...] = ()
        page.start_requested.connect(lambda: self.go.emit("start-sitting", ""))
        page.sign_requested.connect(self._sign)
        page.asked.connect(self._go)
        self._words = Countersigning(page, deciding, tasks=tasks, acts=acts)

    def show(self) -> None:
        """Reads what waits and shows it."""
        by, desk, deciding, after = self._session.by, self._desk, self._deciding, self._after
        ended, qualifications = self._ended, self._qualifications
        may_start = self._session.has(Role.ASSESSOR)
        may_release = self._session.has(Role.QUALITY_ASSURER)

        def read() -> tuple[Today, TodayView]:
            found = today(desk, by=by)
            waiting = waiting_decisions(deciding)
            view = today_view(
                found,
                by=by,
                may_start=may_start,
                may_release=may_release,
                waiting=waiting,
                appeals=appeals_to_decide(after, by=by),
                qualifications=qualifications(by) if may_release else 0,
            )
            return found, replace(view, ended=ended(by))

        self._tasks.read(read, done=self._arrived)

    def _arrived(self, read: tuple[Today, TodayView]) -> None:
        found, view = read
        by = self._session.by
        self._decided = tuple(
            line
            for line in found.unfinished
            if line.state is State.DECIDED and line.decided_by == by and line.assessment not in view.held
        )
        self._page.show_data(view)

    def _go(self, name: str, key: str) -> None:
        staff = self._session.staff
        if name != COUNTERSIGN:
            self.go.emit(name, key)
        elif staff is not None:
            self._words.ask_mine(staff, "", done=self.show)

    def _sign(self) -> None:
        ask_to_sign(
            self._page,
            self._deciding,
            acts=self._acts,
            session=self._session,
            decisions=[
                ToSign(
                    assessment=line.assessment,
                    name=line.name,
                    decision=line.decision,
                    form=form_ref(line.form_code, line.form_version),
                )
                for line in self._decided
                if line.decision is not None
            ],
            done=lambda _signed: self.show(),
        )
