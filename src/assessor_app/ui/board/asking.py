"""Opens the board's dialogs and hands what they say to the presenter."""

from collections.abc import Callable

from assessor_app.domain.errors import KnownError
from assessor_app.ui.board.dialogs import (
    ReasonDialog,
)
from assessor_app.ui.board.moving import Look, Moving
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.placing import SeatsDialog, TasksDialog
from assessor_app.ui.board.stopping import WhyDialog
from assessor_app.ui.board.view import seen
from assessor_app.ui.board.words import Standpoint
from assessor_app.ui.clocks.asking import ClockAsking
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
        look: Look,
        copy: Callable[[], None],
        clocks: ClockAsking,
    ) -> None:
        """`look` asks what an act would do; `copy` asks for a paper sheet to be copied."""
        self._page, self._act, self._session, self._copy = page, act, session, copy
        self._moving = Moving(page, act, look)
        self._clocks = clocks

    def reason(self, entry: str, criterion: str, how: str) -> None:
        """Why a criterion does not apply to a learner."""
        learner = seen(self._page.view, self._page.showing).learner(entry)
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

    def why(self, stoppage: str, *, meant: str = "") -> None:
        """What happened, after a stop; whoever is `meant` is offered first."""
        view = seen(self._page.view, self._page.showing)
        stop = next((item for item in view.stops if item.id == stoppage), None)
        if stop is None:
            return
        dialog = WhyDialog(self._page.look, view, stop, self._page.window(), meant=meant)
        kept = self._keep_typed(dialog, f"stop:{stoppage}")
        dialog.said.connect(lambda *words: self._act(lambda hand: hand.why(stoppage, *words), then=kept))
        dialog.only.connect(lambda entry: self._act(lambda hand: hand.narrow(stoppage, entry)))
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
        steps: dict[str, Callable[[], None]] = {
            "clock": self._clocks.room,
            "large": self._clocks.large,
            "timer": lambda: self._clocks.task(entry, self._task_of(at, entry)),
            "timer-at-once": lambda: self._clocks.at_once(entry, self._task_of(at, entry)),
            "move": lambda: self._moving.open(at, entry),
            "seats": self._seats,
            "tasks": self._tasks,
            "paper": self._copy,
        }
        if step in steps:
            steps[step]()

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

    def _task_of(self, at: Standpoint, entry: str) -> str:
        """The task that a learner is at, or that of the criterion that is watched."""
        page = self._page
        learner, watched = page.view.learner(entry), page.showing.criterion
        task = at.form.task_of(watched).id if watched else ""
        return learner.task or task if learner else task

    def _seats(self) -> None:
        dialog = SeatsDialog(self._page.look, seen(self._page.view, self._page.showing), self._page.window())
        dialog.placed.connect(lambda *seat: self._act(lambda hand: hand.seat(*seat)))
        dialog.open()

    def _tasks(self) -> None:
        dialog = TasksDialog(self._page.look, seen(self._page.view, self._page.showing), self._page.window())
        dialog.sent.connect(lambda entry, task: self._act(lambda hand: hand.task(entry, task)))
        dialog.rotated.connect(lambda how: self._act(lambda hand: hand.rotate(how)))
        dialog.open()
