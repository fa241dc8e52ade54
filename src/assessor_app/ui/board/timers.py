"""The clock of a timed task, for one learner: started with the time that the form allows, paused with a reason, stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.timing import ClockFace
from assessor_app.services.board.stop import FOR_A_STOP
from assessor_app.ui.board.dialogs import people
from assessor_app.ui.board.view import BoardView
from assessor_app.ui.board.words import clock_view
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTask:
    """A task to choose; `minutes` is the time that its form allows, None where it says none."""

    id: str
    words: str
    minutes: int | None = None


FaceOf = Callable[[str, str], ClockFace | None]


class TaskClockDialog(Dialog):
    """Whose clock, for which task, and what is done with it.

    Signals:
        asked(str, str, str, int, str): entry, task, start, pause, go-on or stop; minutes (0 for no limit); the reason of
            a pause.
    """

    asked = Signal(str, str, str, int, str)

    def __init__(
        self,
        look: Look,
        view: BoardView,
        tasks: Sequence[TimedTask],
        *,
        entry: str,
        task: str,
        face_of: FaceOf,
        parent: QWidget | None,
    ) -> None:
        """`entry` and `task` are meant where somebody says nothing else; `face_of` is what a clock shows now."""
        super().__init__(look, _("Clock of a task"), parent=parent)
        self._minutes = {one.id: one.minutes for one in tasks}
        self._face_of = face_of
        self.whose = Select(look, _("Whose work"), [("", _("Choose a learner")), *people(view)])
        self.whose.choose(entry)
        self.task = Select(look, _("Task"), [(one.id, one.words) for one in tasks])
        self.task.choose(task)
        self._now = Text(look, bold=True)
        self.minutes = Field(look, _("Minutes (empty: it counts up)"))
        self.reason = Field(look, _("Why it is paused"))
        for words, choice in ((_("Whose work"), self.whose), (_("Task"), self.task)):
            self.body.addLayout(column(Text(look, words, role="small", bold=True), choice, gap=0.5))
        for widget in (self._now, self.minutes, self.reason):
            self.body.addWidget(widget)
        self.foot(self.cancel_button(_("Close")))
        self.acts = {
            "stop": PlainButton(look, _("Stop the clock")),
            "pause": PrimaryButton(look, _("Pause")),
            "go-on": PrimaryButton(look, _("Go on")),
            "start": PrimaryButton(look, _("Start")),
        }
        for act, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, act=act: self._ask(act))
            self.foot(button)
        for select in (self.whose, self.task):
            select.currentIndexChanged.connect(self._stand)
        self._stand()

    def _stand(self) -> None:
        """What can be done with the clock that is chosen."""
        face = self._face_of(self.whose.key(), self.task.key())
        runs, paused = face is not None and face.running, face is not None and not face.running
        offered = {"start": face is None, "pause": runs, "go-on": paused, "stop": face is not None}
        for act, button in self.acts.items():
            button.setVisible(offered[act])
            button.setEnabled(bool(self.whose.key()))
        self.minutes.setVisible(face is None)
        self.reason.setVisible(runs)
        if face is None:
            allowed = self._minutes.get(self.task.key())
            self.minutes.write(str(allowed) if allowed else "")
        words = clock_view(face).words if face is not None else ""
        # Why a stop paused it is a code; the band over the board says it in words.
        why = face.reason if face is not None and face.reason != FOR_A_STOP else ""
        self._now.say(" · ".join(part for part in (words, why) if part))
        self._now.setVisible(face is not None)
        self.grow(self.room())

    def _ask(self, act: str) -> None:
        typed = self.minutes.text().strip()
        if act == "start" and typed and not typed.isdecimal():
            self.minutes.show_error(_("Write whole minutes, or nothing."))
            return
        if act == "pause" and not self.reason.text().strip():
            self.reason.show_error(_("Say why, in a few words."))
            return
        minutes = int(typed or 0) if act == "start" else 0
        self.asked.emit(self.whose.key(), self.task.key(), act, minutes, self.reason.text())
        self.accept()
