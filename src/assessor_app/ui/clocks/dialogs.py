"""What can be done with a clock: started with a limit, paused with a reason, gone on with, stopped; each at one touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.form import Form
from assessor_app.domain.timing import ClockFace
from assessor_app.ui.clocks.view import clock_view
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

FaceOf = Callable[[str, str], ClockFace | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTask:
    """A task to choose; `minutes` is the time that its form allows, None where it says none."""

    id: str
    words: str
    minutes: int | None = None


def timed_tasks(form: Form) -> tuple[TimedTask, ...]:
    """The tasks of a form, each with its time."""
    return tuple(
        TimedTask(id=one.id, words=f"{one.id} {one.title}", minutes=one.minutes) for one in form.tasks
    )


class _Pause(QWidget):
    """Why a clock is paused: the usual reasons at one touch, any other in words.

    Signals:
        said(str): a reason was touched.
    """

    said = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        flow = Flow(gap=look.metrics.apart(look.metrics.step(1)))
        self.reasons: list[PlainButton] = []
        for words in (_("Equipment"), _("Material"), _("Question"), _("Break")):
            button = PlainButton(look, words, name=_("Pause: {reason}").format(reason=words), icon="pause")
            button.clicked.connect(lambda _checked=False, words=words: self.said.emit(words))
            flow.addWidget(button)
            self.reasons.append(button)
        self.reason = Field(look, _("Why it is paused, in other words"))
        title = Text(look, _("Pause it for"), role="small", bold=True)
        self.setLayout(column(title, holding(flow), self.reason, gap=1))


class _ClockAsking(Dialog):
    """The feet of both dialogs, of which those are shown that a clock's state leaves.

    Signals:
        told(str, int, str): start, pause, go-on or stop; minutes (0 for no limit); the reason of a pause.
    """

    told = Signal(str, int, str)

    def __init__(self, look: Look, title: str, parent: QWidget | None) -> None:
        super().__init__(look, title, parent=parent)
        self.minutes = Field(look, _("Minutes (empty: it counts up)"))
        self.pause = _Pause(look)
        self.reason = self.pause.reason
        self.pause.said.connect(self._pause_for)
        self.foot(self.cancel_button(_("Close")))
        self.acts = {
            "stop": PlainButton(look, _("Stop the clock")),
            "pause": PrimaryButton(look, _("Pause")),
            "go-on": PrimaryButton(look, _("Go on")),
            "start": PrimaryButton(look, _("Start")),
        }
        for act, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, act=act: self.ask(act))
            self.foot(button)

    def show_acts(self, state: str) -> None:
        """`state` is none, running or paused."""
        offered = {
            "start": state == "none",
            "pause": state == "running",
            "go-on": state == "paused",
            "stop": state != "none",
        }
        for act, button in self.acts.items():
            button.setVisible(offered[act])
        self.minutes.setVisible(state == "none")
        self.pause.setVisible(state == "running")

    def ask(self, act: str) -> None:
        """Asks for an act, once what it needs is there."""
        typed = self.minutes.text().strip()
        if act == "start" and typed and not typed.isdecimal():
            self.minutes.show_error(_("Write whole minutes, or nothing."))
            return
        if act == "pause" and not self.reason.text().strip():
            self.reason.show_error(_("Say why, in a few words."))
            return
        self.told.emit(act, int(typed or 0) if act == "start" else 0, self.reason.text())
        self.accept()

    def _pause_for(self, reason: str) -> None:
        self.told.emit("pause", 0, reason)
        self.accept()


def state_of(face: ClockFace | None) -> str:
    """A clock's state in a word: none, running or paused."""
    return "none" if face is None else "running" if face.running else "paused"


class ClockDialog(_ClockAsking):
    """The room's clock: started with a limit, paused with a reason, gone on with, stopped.

    Signals:
        asked(str, int, str): start, pause, go-on or stop; minutes (0 for no limit); the reason of a pause.
        mute_asked(bool): no sound of this sitting's clocks from now on, or one again.
    """

    asked = Signal(str, int, str)
    mute_asked = Signal(bool)

    def __init__(
        self, look: Look, *, state: str, muted: bool, minutes: int | None, parent: QWidget | None
    ) -> None:
        """`minutes` are proposed: what this room's clock was started with last."""
        super().__init__(look, _("Clock of the room"), parent)
        if minutes is not None:
            self.minutes.write(str(minutes))
        self.mute = Tick(look, _("No sound when the time is over"))
        self.mute.setChecked(muted)
        self.mute.toggled.connect(self.mute_asked)
        for widget in (self.minutes, self.pause, self.mute):
            self.body.addWidget(widget)
        self.told.connect(self.asked)
        self.show_acts(state)


class TaskClockDialog(_ClockAsking):
    """Whose clock, for which task, and what is done with it.

    Signals:
        asked(str, str, str, int, str): entry, task, start, pause, go-on or stop; minutes (0 for no limit); the reason of
            a pause.
    """

    asked = Signal(str, str, str, int, str)

    def __init__(
        self,
        look: Look,
        people: Sequence[tuple[str, str]],
        tasks: Sequence[TimedTask],
        *,
        entry: str,
        task: str,
        face_of: FaceOf,
        parent: QWidget | None,
    ) -> None:
        """`people` are entries with names: one alone is not asked for. `entry` and `task` are meant where nobody says otherwise.

        `face_of` is what a clock shows now.
        """
        super().__init__(look, _("Clock of a task"), parent)
        self._minutes = {one.id: one.minutes for one in tasks}
        self._face_of = face_of
        alone = len(people) == 1
        choose = [] if alone else [("", _("Choose a learner"))]
        self.whose = Select(look, _("Whose work"), [*choose, *people])
        self.whose.choose(entry)
        self.task = Select(look, _("Task"), [(one.id, one.words) for one in tasks])
        self.task.choose(task)
        self._now = Text(look, role="title", bold=True)
        if alone:
            self.say(people[0][1])
        else:
            nest(self.body, column(Text(look, _("Whose work"), role="small", bold=True), self.whose, gap=0.5))
        nest(self.body, column(Text(look, _("Task"), role="small", bold=True), self.task, gap=0.5))
        for widget in (self._now, self.minutes, self.pause):
            self.body.addWidget(widget)
        for select in (self.whose, self.task):
            select.currentIndexChanged.connect(self._stand)
        self.told.connect(lambda *said: self.asked.emit(self.whose.key(), self.task.key(), *said))
        self._stand()

    def _stand(self) -> None:
        """What can be done with the clock that is chosen."""
        face = self._face_of(self.whose.key(), self.task.key())
        self.show_acts(state_of(face))
        for button in (*self.acts.values(), *self.pause.reasons):
            button.setEnabled(bool(self.whose.key()))
        if face is None:
            allowed = self._minutes.get(self.task.key())
            self.minutes.write(str(allowed) if allowed else "")
        shown = clock_view(face) if face is not None else None
        self._now.say(" · ".join(part for part in (shown.said, shown.reason) if part) if shown else "")
        self._now.setVisible(shown is not None)
        self.grow(self.room())
