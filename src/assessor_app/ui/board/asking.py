"""Opens the board's dialogs and hands what they say to the presenter."""

from collections.abc import Callable

from assessor_app.domain.errors import KnownError
from assessor_app.domain.timing import faces
from assessor_app.ui.board.clock import RoomClock
from assessor_app.ui.board.dialogs import (
    ALL,
    SINCE,
    TASK,
    ClockDialog,
    MoveDialog,
    PaperDialog,
    ReasonDialog,
)
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.placing import SeatsDialog, TasksDialog
from assessor_app.ui.board.stopping import WhyDialog
from assessor_app.ui.board.timers import TaskClockDialog, TimedTask
from assessor_app.ui.board.words import ROOM, Standpoint, today_at
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import Dialog, put_away, still_open
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.signing import wait_of
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

Act = Callable[..., None]


class Asking:
    """The dialogs of one board. `act` runs an act of `hand.Hand` and paints what came of it."""

    def __init__(
        self,
        page: BoardPage,
        act: Act,
        session: Session,
        *,
        copy: Callable[[int, str], None],
        clock: RoomClock,
    ) -> None:
        """`copy` begins to copy a paper sheet, by its number and a time of today."""
        self._page, self._act, self._session, self._copy = page, act, session, copy
        self._room = clock

    def reason(self, entry: str, criterion: str, how: str) -> None:
        """Why a criterion does not apply to a learner."""
        learner = self._page.view.learner(entry)
        name = led_by(learner.bib, learner.name, gap=" ") if learner else ""
        dialog = ReasonDialog(
            self._page.look,
            _("Not applicable"),
            sentence=f"{name} · {criterion}",
            label=_("Why it does not apply"),
            action=_("Keep"),
            parent=self._page.window(),
        )
        kept = self._keep_typed(dialog, f"not-applicable:{entry}:{criterion}")
        dialog.said.connect(
            lambda words: self._act(
                lambda hand: hand.mark(entry, criterion, "not-applicable", how, words), then=kept
            )
        )
        dialog.open()

    def _keep_typed(self, dialog: Dialog, about: str) -> Callable[[], None]:
        """What is typed waits where the dialog is left, or an end cuts it off; to call once it is kept elsewhere."""
        drafts, by = self._session.drafts, self._session.by
        keep_typed(drafts, dialog, by=by, about=about)
        return lambda: drafts.forget_typed(by, about)

    def why(self, stoppage: str) -> None:
        """What happened, after a stop."""
        view = self._page.view
        stop = next((item for item in view.stops if item.id == stoppage), None)
        if stop is None:
            return
        dialog = WhyDialog(self._page.look, view, stop, self._page.window())
        kept = self._keep_typed(dialog, f"stop:{stoppage}")
        dialog.said.connect(lambda *words: self._act(lambda hand: hand.why(stoppage, *words), then=kept))
        dialog.open()

    def go_on(self, stoppage: str) -> None:
        """The reason to go on, then the PIN."""
        dialog = ReasonDialog(
            self._page.look,
            _("Go on"),
            sentence=_("Marks and clocks were frozen. Clocks that stood for the stop are started by hand."),
            label=_("Why work can go on"),
            action=_("To the PIN"),
            parent=self._page.window(),
        )
        kept = self._keep_typed(dialog, f"go-on:{stoppage}")
        dialog.said.connect(lambda reason: self._ask_pin(stoppage, reason, kept))
        dialog.open()

    def step(self, at: Standpoint, step: str, entry: str) -> None:
        """One of the steps behind *more*."""
        if step == "clock":
            self._clock(at)
        elif step == "timer":
            self._timer(at, entry)
        elif step == "move":
            self._move(at, entry)
        elif step == "seats":
            self._seats()
        elif step == "tasks":
            self._tasks()
        elif step == "paper":
            self._paper(at)

    def _ask_pin(self, stoppage: str, reason: str, kept: Callable[[], None]) -> None:
        staff = self._session.staff
        if staff is None:
            return
        pad = PinPad(
            self._page.look, _("Go on"), who=staff.name, action=_("Go on"), parent=self._page.window()
        )

        def refused(error: KnownError) -> None:
            if still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))

        def gone_on() -> None:
            put_away(pad)
            kept()

        pad.entered.connect(
            lambda pin: self._act(
                lambda hand: hand.go_on(stoppage, pin, reason), failed=refused, then=gone_on
            )
        )
        pad.open()

    def _clock(self, at: Standpoint) -> None:
        face = faces(at.board.timings, now=at.now).get(ROOM)
        state = "none" if face is None else "running" if face.running else "paused"
        dialog = ClockDialog(self._page.look, state=state, muted=self._room.muted, parent=self._page.window())
        # Another clock, or one that stands otherwise, has other words.
        kept = self._keep_typed(dialog, f"clock:{at.board.sitting.id}:{state}")
        dialog.mute.toggled.connect(self._mute)
        dialog.asked.connect(
            lambda act, minutes, reason: self._act(
                lambda hand: hand.clock(act, minutes or None, reason), then=kept
            )
        )
        dialog.open()

    def _timer(self, at: Standpoint, entry: str) -> None:
        page = self._page
        learner, watched = page.view.learner(entry), page.showing.criterion
        task = at.form.task_of(watched).id if watched else ""
        dialog = TaskClockDialog(
            page.look,
            page.view,
            [
                TimedTask(id=one.id, words=f"{one.id} {one.title}", minutes=one.minutes)
                for one in at.form.tasks
            ],
            entry=entry,
            task=learner.task or task if learner else task,
            face_of=lambda whose, what: faces(at.board.timings, now=at.now).get((whose, what)),
            parent=page.window(),
        )
        dialog.asked.connect(
            lambda whose, what, act, minutes, reason: self._act(
                lambda hand: hand.clock(act, minutes or None, reason, whose, what)
            )
        )
        dialog.open()

    def _mute(self, muted: bool) -> None:
        self._room.muted = muted

    def _move(self, at: Standpoint, entry: str) -> None:
        view, criterion = self._page.view, self._page.showing.criterion
        task = at.form.task_of(criterion) if criterion else at.form.tasks[0]
        dialog = MoveDialog(
            self._page.look,
            view,
            entry=entry,
            task=f"{task.id} {task.title}",
            now=f"{at.now:%H:%M}",
            parent=self._page.window(),
        )

        def moved(source: str, target: str, what: str, since: str, swap: bool) -> None:
            criteria = tuple(item.id for item in task.criteria) if what == TASK else ()
            moment = today_at(at.now, since).isoformat(timespec="seconds") if what == SINCE else ""
            self._act(
                lambda hand: hand.move(source, target, criteria, moment, swap=swap),
                failed=refused,
                then=lambda: put_away(dialog),
            )

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                whose = str(error.details.get("learner", ""))
                dialog.refuse(f"{whose}: {sentence(error)}" if whose else sentence(error))

        dialog.moved.connect(moved)
        dialog.what.choose(ALL)
        dialog.open()

    def _seats(self) -> None:
        dialog = SeatsDialog(self._page.look, self._page.view, self._page.window())
        dialog.placed.connect(lambda *seat: self._act(lambda hand: hand.seat(*seat)))
        dialog.open()

    def _paper(self, at: Standpoint) -> None:
        dialog = PaperDialog(self._page.look, now=f"{at.now:%H:%M}", parent=self._page.window())
        dialog.asked.connect(self._copy)
        dialog.open()

    def _tasks(self) -> None:
        dialog = TasksDialog(self._page.look, self._page.view, self._page.window())
        dialog.sent.connect(lambda entry, task: self._act(lambda hand: hand.task(entry, task)))
        dialog.rotated.connect(lambda: self._act(lambda hand: hand.rotate()))
        dialog.open()
