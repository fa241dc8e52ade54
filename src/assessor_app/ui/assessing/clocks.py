"""Clocks on one learner's page: of their timed task, and the room's; started, paused and stopped there too."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from assessor_app.domain.timing import ClockAct, Timing
from assessor_app.services.board.clocks import act_on_clock, mute
from assessor_app.services.board.desk import BoardDesk
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter, Shown
from assessor_app.ui.clocks.asking import ClockAsking, Floor
from assessor_app.ui.clocks.dialogs import timed_tasks
from assessor_app.ui.clocks.view import ROOM, clock_view, learner_clocks
from assessor_app.ui.clocks.watch import Watch
from assessor_app.ui.keeping import typed_keeper
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.turns import Turns


class LearnerClocks(QObject):
    """Shows the clocks of whoever is on the page, and hands on what is done with them."""

    def __init__(
        self,
        page: AssessPage,
        desk: BoardDesk,
        *,
        assessing: AssessingPresenter,
        watch: Watch,
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._watch = page, desk, watch
        self._tasks, self._session = tasks, session
        self._shown: Shown | None = None
        self._turns = Turns()
        self._read_of: tuple[str, str, bool] = ("", "", False)
        self.asking = ClockAsking(
            page.look,
            watch,
            self,
            floor=self._floor,
            window=page.window,
            keep_typed=typed_keeper(session),
        )
        assessing.arrived.connect(self._arrived)
        watch.ticked.connect(self._show)
        page.header.clock.clicked.connect(self._ask)
        page.header.room_clock.clicked.connect(self.asking.large)

    def act(
        self, act: str, minutes: int | None, reason: str, entry: str, task: str, then: Callable[[], None]
    ) -> None:
        """Starts, pauses, lets go on or stops a clock of the sitting."""
        desk, by, sitting = self._desk, self._session.by, self._watch.sitting
        self._keep(
            lambda: act_on_clock(
                desk,
                by=by,
                sitting=sitting,
                act=ClockAct(act),
                entry=entry,
                task=task,
                minutes=minutes,
                reason=reason,
            ),
            then,
        )

    def mute(self, muted: bool) -> None:
        """No sound of this sitting's clocks, or one again."""
        desk, by, sitting = self._desk, self._session.by, self._watch.sitting
        self._keep(lambda: mute(desk, by=by, sitting=sitting, muted=muted), lambda: None)

    def go_round(self, how: str) -> None:
        """Nobody goes round here: the board asks."""

    def _keep(self, op: Callable[[], object], then: Callable[[], None]) -> None:
        desk, sitting = self._desk, self._watch.sitting

        def write() -> tuple[Timing, ...]:
            op()
            return desk.timings.of_sitting(sitting)

        def done(timings: tuple[Timing, ...]) -> None:
            then()
            self._turns.late(self._turns.take())
            self._watch.follow(sitting, timings)

        self._tasks.run(write, done=done)

    def _arrived(self, shown: Shown) -> None:
        self._shown = shown
        entry = shown.subject.entry
        asked = (shown.sitting, entry.id if entry else "", shown.at.stopped)
        if asked != self._read_of or self._watch.sitting != shown.sitting:
            self._read_of = asked
            desk, sitting, turn = self._desk, shown.sitting, self._turns.take()
            self._tasks.read(
                lambda: desk.timings.of_sitting(sitting),
                done=lambda timings: None if self._turns.late(turn) else self._watch.follow(sitting, timings),
            )
        self._show()

    def _show(self) -> None:
        shown, watch, header = self._shown, self._watch, self._page.header
        found = watch.faces() if shown is not None and watch.sitting == shown.sitting else {}
        entry = shown.subject.entry.id if shown is not None and shown.subject.entry else ""
        room, own = found.get(ROOM), learner_clocks(found).get(entry)
        header.clock.setEnabled(own is not None or (shown is not None and not shown.view.ended))
        header.show_clock(
            header.clock,
            own[1] if own else None,
            lit=watch.lit(found[entry, own[0]]) if own else False,
            muted=watch.muted,
        )
        header.show_clock(
            header.room_clock,
            clock_view(room) if room else None,
            lit=watch.lit(room),
            muted=watch.muted,
        )

    def _floor(self) -> Floor:
        shown = self._shown
        if shown is None or shown.subject.entry is None:
            return Floor()
        name = led_by(shown.subject.entry.bib, shown.subject.learner.name)
        return Floor(people=((shown.subject.entry.id, name),), tasks=timed_tasks(shown.subject.form))

    def _ask(self) -> None:
        shown = self._shown
        if shown is None or shown.subject.entry is None or self._watch.sitting != shown.sitting:
            return
        form, entry = shown.subject.form, shown.subject.entry
        here = self._page.sheet.walk.at
        known = {item.id for item in form.criteria()}
        at = form.task_of(here).id if here in known else form.tasks[0].id
        self.asking.task(entry.id, entry.task or at)
