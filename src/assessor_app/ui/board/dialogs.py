"""What the board asks: why not applicable, marks that change hands, clocks, benches, tasks."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.view import BoardView
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

ALL, TASK, SINCE = "all", "task", "since"


def people(view: BoardView) -> list[tuple[str, str]]:
    """Entries with bib and name, for a choice."""
    return [(item.id, led_by(item.bib, item.name)) for item in view.learners]


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
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.words.changed.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.go.clicked.connect(self._say)
        self.foot(self.cancel_button(), self.go)

    def _say(self) -> None:
        self.said.emit(self.words.text())
        self.accept()


class MoveDialog(Dialog):
    """Marks that were given to the wrong learner. It stays open until they are moved, or somebody lets it be.

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
        nobody = ("", _("Choose a learner"))
        self.source = Select(look, _("The marks of"), (nobody, *people(view)))
        self.source.choose(entry)
        self.target = Select(look, _("belong to"), (nobody, *people(view)))
        what = ((ALL, _("All")), (TASK, _("This task")), (SINCE, _("Since a time")))
        self.what = Choice(look, _("Which marks"), what, current=ALL)
        self.since = Field(look, _("Seen at or after (hours:minutes)"), text=now)
        self.swap = Tick(look, _("Swap: the marks of the second go to the first"))
        self._task = Text(look, _("This task: {task}").format(task=task), role="small", tone="muted")
        for words, choice in ((_("The marks of"), self.source), (_("belong to"), self.target)):
            self.body.addLayout(column(Text(look, words, role="small", bold=True), choice, gap=0.5))
        self._trouble = Text(look, tone="danger")
        self._trouble.hide()
        for widget in (self.what, self._task, self.since, self.swap, self._trouble):
            self.body.addWidget(widget)
        self.go = PrimaryButton(look, _("Move"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._move)
        self.foot(self.cancel_button(), self.go)
        for select in (self.source, self.target):
            select.currentIndexChanged.connect(self._ready)
        self._ready()
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
        self._trouble.hide()
        self.go.setEnabled(False)
        self.moved.emit(self.source.key(), self.target.key(), what, since, self.swap.isChecked())

    def refuse(self, words: str) -> None:
        """Says whose marks cannot move, and why; what was chosen stands."""
        self._trouble.say(words)
        self._trouble.show()
        self._ready()
        self.grow(self.room())

    def _ready(self) -> None:
        """Nobody is guessed: there are two, and they are not the same."""
        one, other = self.source.key(), self.target.key()
        self.go.setEnabled(bool(one and other and one != other))


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
        self.go.setDefault(True)
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
