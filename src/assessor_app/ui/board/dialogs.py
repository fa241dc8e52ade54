"""What the board asks: why not applicable, marks that change hands, clocks, benches, tasks."""

from collections.abc import Sequence

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.view import BoardView, LearnerView
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.layout import AsHigh, Frame, column, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_FEWEST_LETTERS = 14
ALL, TASK, SINCE = "all", "task", "since"


def people(view: BoardView) -> list[tuple[str, str]]:
    """Entries with bib and name, for a choice."""
    return [(item.id, f"{item.bib}  {item.name}") for item in view.learners]


class ReasonDialog(Dialog):
    """Asks for a few words.

    Signals:
        said(str): the words.
    """

    said = Signal(str)

    def __init__(
        self, look: Look, title: str, *, sentence: str, label: str, action: str, parent: QWidget | None
    ) -> None:
        super().__init__(look, title, sentence=sentence, parent=parent)
        self.words = Field(look, label)
        self.body.addWidget(self.words)
        self.go = PrimaryButton(look, action)
        self.go.setEnabled(False)
        self.words.changed.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.go.clicked.connect(self._say)
        self.foot(self.cancel_button(), self.go)

    def _say(self) -> None:
        self.said.emit(self.words.text())
        self.accept()


class MoveDialog(Dialog):
    """Marks that were given to the wrong learner.

    Signals:
        moved(str, str, str, str, bool): from, to, what (all, task or since), since (HH:MM), swap.
    """

    moved = Signal(str, str, str, str, bool)

    def __init__(
        self, look: Look, view: BoardView, *, entry: str, task: str, now: str, parent: QWidget | None
    ) -> None:
        super().__init__(
            look,
            _("Move or swap marks"),
            sentence=_(
                "Each mark keeps its assessor and its time. It is one act with one undo, and stays in the history."
            ),
            parent=parent,
        )
        self.source = Select(look, _("The marks of"), people(view))
        self.source.choose(entry)
        self.target = Select(look, _("belong to"), people(view))
        others = [key for key, _words in people(view) if key != self.source.key()]
        self.target.choose(others[0] if others else "")
        what = ((ALL, _("All")), (TASK, _("This task")), (SINCE, _("Since a time")))
        self.what = Choice(look, _("Which marks"), what, current=ALL)
        self.since = Field(look, _("Seen at or after (hours:minutes)"), text=now)
        self.swap = Tick(look, _("Swap: the marks of the second go to the first"))
        self._task = Text(look, _("This task: {task}").format(task=task), role="small", tone="muted")
        for words, choice in ((_("The marks of"), self.source), (_("belong to"), self.target)):
            self.body.addWidget(Text(look, words, role="small", tone="muted"))
            self.body.addWidget(choice)
        for widget in (self.what, self._task, self.since, self.swap):
            self.body.addWidget(widget)
        self.go = PrimaryButton(look, _("Move"))
        self.go.clicked.connect(self._move)
        self.foot(self.cancel_button(), self.go)
        self.what.chosen.connect(self._show_what)
        self.swap.toggled.connect(lambda on: self.go.say(_("Swap") if on else _("Move")))
        self._show_what(ALL)

    def _show_what(self, what: str) -> None:
        self._task.setVisible(what == TASK)
        self.since.setVisible(what == SINCE)

    def _move(self) -> None:
        what, since = self.what.current(), self.since.text().strip()
        if what == SINCE and not QTime.fromString(since, "H:mm").isValid():
            self.since.show_error(_("Write a time of today, such as 10:05."))
            return
        self.moved.emit(self.source.key(), self.target.key(), what, since, self.swap.isChecked())
        self.accept()


class ClockDialog(Dialog):
    """The room's clock: started with a limit, paused with a reason, gone on with, stopped.

    Signals:
        asked(str, int, str): start, pause, go-on or stop; minutes (0 for no limit); the reason of a pause.
    """

    asked = Signal(str, int, str)

    def __init__(self, look: Look, *, state: str, muted: bool, parent: QWidget | None) -> None:
        """`state` is none, running or paused."""
        super().__init__(look, _("Clock of the room"), parent=parent)
        self.minutes = Field(look, _("Minutes (empty: it counts up)"), text="20")
        self.reason = Field(look, _("Why it is paused"))
        self.mute = Tick(look, _("No sound when the time is over"))
        self.mute.setChecked(muted)
        running, paused = state == "running", state == "paused"
        self.minutes.setVisible(not running and not paused)
        self.reason.setVisible(running)
        for widget in (self.minutes, self.reason, self.mute):
            self.body.addWidget(widget)
        self.foot(self.cancel_button(_("Close")))
        if running or paused:
            self._button("stop", _("Stop the clock"), PlainButton)
        if running:
            self._button("pause", _("Pause"), PrimaryButton)
        elif paused:
            self._button("go-on", _("Go on"), PrimaryButton)
        else:
            self._button("start", _("Start"), PrimaryButton)

    def _button(self, act: str, words: str, make: type[PlainButton]) -> None:
        button = make(self.look, words)
        button.clicked.connect(lambda: self._ask(act))
        self.foot(button)

    def _ask(self, act: str) -> None:
        typed = self.minutes.text().strip()
        if act == "start" and typed and not typed.isdecimal():
            self.minutes.show_error(_("Write whole minutes, or nothing."))
            return
        if act == "pause" and not self.reason.text().strip():
            self.reason.show_error(_("Say why, in a few words."))
            return
        self.asked.emit(act, int(typed or 0), self.reason.text())
        self.accept()


class PaperDialog(Dialog):
    """A paper sheet whose marks are copied: its number, and when they were made.

    Signals:
        asked(int, str): the sheet's number; a time of today, as HH:MM.
    """

    asked = Signal(int, str)

    def __init__(self, look: Look, *, now: str, parent: QWidget | None) -> None:
        super().__init__(
            look,
            _("Copy marks from paper"),
            sentence=_(
                "Until you say that you are done, every mark says which sheet it is from and when it was seen. "
                "A photo of the sheet is kept with the work."
            ),
            parent=parent,
        )
        self.number = Field(look, _("Number on the sheet"))
        self.seen = Field(look, _("Seen at (hours:minutes)"), text=now)
        for field in (self.number, self.seen):
            self.body.addWidget(field)
        self.go = PrimaryButton(look, _("Copy"))
        self.go.clicked.connect(self._ask)
        self.foot(self.cancel_button(), self.go)

    def _ask(self) -> None:
        number, seen = self.number.text().strip(), self.seen.text().strip()
        if not number.isdecimal():
            self.number.show_error(_("The number stands in the corner of the sheet."))
        elif not QTime.fromString(seen, "H:mm").isValid():
            self.seen.show_error(_("Write a time of today, such as 10:05."))
        else:
            self.asked.emit(int(number), seen)
            self.accept()


class SeatsDialog(Dialog):
    """Where a bench stands in the room: row and column, kept for the next sitting here.

    Signals:
        placed(str, int, int): bench, column and row from 0.
    """

    placed = Signal(str, int, int)

    def __init__(self, look: Look, view: BoardView, parent: QWidget | None) -> None:
        super().__init__(
            look,
            _("Where the benches stand"),
            sentence=_("Count from the front left, as you stand before the room. It is kept for this room."),
            parent=parent,
        )
        seats = {item.bench: item.seat for item in view.learners if item.bench}
        self._edits: dict[str, tuple[Field, Field]] = {}
        if not seats:
            self.body.addWidget(Text(look, _("Nobody has a bench yet: give benches on the sitting's page.")))
        for bench, seat in seats.items():
            down = Field(look, _("Row of bench {bench}").format(bench=bench), text=_one_on(seat, 1))
            across = Field(look, _("Column of bench {bench}").format(bench=bench), text=_one_on(seat, 0))
            self._edits[bench] = (across, down)
            self.body.addLayout(row(down, across, gap=2))
        keep = PrimaryButton(look, _("Keep"))
        keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), keep)

    def _keep(self) -> None:
        placed = []
        for bench, fields in self._edits.items():
            typed = [field.text().strip() for field in fields]
            wrong = [field for field, text in zip(fields, typed, strict=True) if not _is_place(text)]
            for field in wrong:
                field.show_error(_("A number from 1 to 12."))
            if wrong:
                return
            if all(typed):
                placed.append((bench, int(typed[0]) - 1, int(typed[1]) - 1))
        for seat in placed:
            self.placed.emit(*seat)
        self.accept()


class TasksDialog(Dialog):
    """Who is at which task, and the rotation.

    Signals:
        sent(str, str): an entry and a task's id (empty for all). rotated(): everybody goes on to the next.
    """

    sent = Signal(str, str)
    rotated = Signal()

    def __init__(self, look: Look, view: BoardView, parent: QWidget | None) -> None:
        super().__init__(
            look,
            _("Who is at which task"),
            sentence=_("Where a group goes round, a fill stays with those at the task."),
            parent=parent,
        )
        tasks = dict.fromkeys((item.task, item.task_words) for item in view.criteria)
        everything = [("", _("All tasks")), *((key, f"{key}  {words}") for key, words in tasks)]
        self._chosen = {item.id: item.task for item in view.learners}
        self.choices: dict[str, Select] = {}
        lines = column(gap=1)
        for item in _on_this_form(view.learners):
            choice = Select(look, f"{item.bib} {item.name}", everything)
            choice.choose(item.task)
            # A task's title may be longer than the dialog is wide: it is told whole in the list.
            choice.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_FEWEST_LETTERS)
            self.choices[item.id] = choice
            line = row(Text(look, f"{item.bib}  {item.name}"), choice, gap=2)
            line.setStretch(0, 2)
            line.setStretch(1, 3)
            lines.addLayout(line)
        lines.setContentsMargins(0, 0, 12, 0)
        # A group of forty is longer than any screen.
        self.body.addWidget(AsHigh(Frame("bare", lines), name=_("Who is at which task")))
        rotate = PlainButton(look, _("Everybody on to the next task"), icon="refresh-cw")
        rotate.setEnabled(any(self._chosen.values()))
        rotate.clicked.connect(self._rotate)
        keep = PrimaryButton(look, _("Keep"))
        keep.clicked.connect(self._keep)
        self.foot(rotate, self.cancel_button(), keep)

    def _rotate(self) -> None:
        self.rotated.emit()
        self.accept()

    def _keep(self) -> None:
        for entry, choice in self.choices.items():
            if choice.key() != self._chosen[entry]:
                self.sent.emit(entry, choice.key())
        self.accept()


def _on_this_form(learners: Sequence[LearnerView]) -> list[LearnerView]:
    return [item for item in learners if not item.off or item.task]


def _one_on(seat: tuple[int, int] | None, which: int) -> str:
    return str(seat[which] + 1) if seat else ""


def _is_place(text: str) -> bool:
    return not text or (text.isdecimal() and 1 <= int(text) <= 12)  # noqa: PLR2004 - stations.MOST_SEATS, as people count
