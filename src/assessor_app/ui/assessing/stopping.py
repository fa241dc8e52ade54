"""Stop, on one learner's page: frozen at one touch and on disk; a PIN and a reason to go on, or to set the work aside."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stopping import Stoppage, StopWhy
from assessor_app.services.assessing.start import discard
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.ui.assess.going_on import GoOnDialog
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter, Shown
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.signing import wait_of
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


@dataclass(frozen=True)
class Answer:
    """What was said of a stop; `discards` is the work that is set aside with it, empty where it goes on."""

    stoppage: str
    discards: str
    why: str
    told: str
    note: str
    reason: str


class Stopping(QObject):
    """Stops the learner who is on the page, and lets them go on. A stop of the whole room is ended at the board."""

    def __init__(
        self,
        page: AssessPage,
        desk: BoardDesk,
        *,
        assessing: AssessingPresenter,
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._assessing = page, desk, assessing
        self._tasks, self._session = tasks, session
        self._shown: Shown | None = None
        assessing.arrived.connect(self._arrived)
        page.stop_requested.connect(self._stop)
        page.resume_requested.connect(self._ask)
        page.discard_requested.connect(lambda: self._ask(discards=True))

    def _arrived(self, shown: Shown) -> None:
        self._shown = shown

    def _stop(self) -> None:
        shown, by, desk = self._shown, self._session.by, self._desk
        if shown is not None and shown.subject.entry is not None:
            entry, sitting = shown.subject.entry.id, shown.sitting
            self._tasks.run(
                lambda: stop(desk, by=by, sitting=sitting, entry=entry),
                done=lambda _stop: self._assessing.show(),
            )

    def _ask(self, *, discards: bool = False) -> None:
        shown, desk = self._shown, self._desk
        if shown is None or shown.subject.entry is None:
            return
        entry = shown.subject.entry.id
        self._tasks.read(
            lambda: [found for found in desk.stops.standing(shown.sitting) if found.holds(entry)],
            done=lambda found: self._ask_about(shown, found, discards=discards),
        )

    def _ask_about(self, shown: Shown, standing: list[Stoppage], *, discards: bool) -> None:
        own = [found for found in standing if found.entry]
        if not own:
            # The room is stopped, or nothing is any more.
            leave: Callable[[], None] = (
                (lambda: self._assessing.go.emit("board", shown.sitting))
                if standing
                else self._assessing.show
            )
            leave()
            return
        name, look = shown.subject.learner.name, self._page.look
        dialog = GoOnDialog(look, own[0], name=name, parent=self._page.window(), discards=discards)
        drafts, by, about = self._session.drafts, self._session.by, f"go-on:{own[0].id}:learner"
        work = shown.assessment if discards else ""

        def done() -> None:
            drafts.forget_typed(by, about)
            if discards:
                self._assessing.leave_discarded()
            else:
                self._assessing.show()

        dialog.said.connect(lambda *said: self._ask_pin(Answer(own[0].id, work, *said), done=done))
        keep_typed(drafts, dialog, by=by, about=about)
        dialog.open()

    def _ask_pin(self, answer: Answer, *, done: Callable[[], None]) -> None:
        staff, desk = self._session.staff, self._desk
        if staff is None:
            return
        action = _("Discard") if answer.discards else _("Go on")
        pad = PinPad(self._page.look, action, who=staff.name, action=action, parent=self._page.window())

        def gone_on(_done: object) -> None:
            pad.accept()
            done()

        def refused(error: KnownError) -> None:
            pad.refuse(sentence(error), wait_seconds=wait_of(error))

        pad.entered.connect(
            lambda pin: self._tasks.run(
                lambda: _go_on(desk, answer, by=staff.id, pin=pin), done=gone_on, failed=refused
            )
        )
        pad.open()


def _go_on(desk: BoardDesk, answer: Answer, *, by: str, pin: str) -> None:
    said = StopWhy(answer.why)
    say_why(desk, by=by, stoppage=answer.stoppage, why=said, told=answer.told, note=answer.note)
    restart(desk, by=by, pin=pin, stoppage=answer.stoppage, reason=answer.reason)
    if answer.discards:
        discard(desk.desk, by=by, assessment=answer.discards)
