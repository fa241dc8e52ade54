"""What the board asks: why not applicable, marks that change hands, a paper sheet."""

from PySide6.QtCore import QDate, QTime, QTimer, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.view import BoardView
from assessor_app.ui.kit.buttons import Choice, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.layout import column, nest
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

ALL, TASK, SINCE = "all", "task", "since"


def people(view: BoardView) -> list[tuple[str, str]]:
    """Entries with bib and name, for a choice."""
    return [(item.id, led_by(item.bib, item.name)) for item in view.learners]


def moment_in(day: Field, clock: Field, *, tell: bool = True) -> str:
    """A day and a time as they were typed; nothing where one of them is none, which its field then says (`tell`)."""
    said, at = day.text().strip(), clock.text().strip()
    is_day = QDate.fromString(said, "yyyy-MM-dd").isValid()
    is_time = QTime.fromString(at, "H:mm").isValid()
    if tell:
        day.show_error("" if is_day else _("Write the day as year-month-day, such as 2026-03-14."))
        clock.show_error("" if is_time or not is_day else _("Write a time, such as 10:05."))
    return f"{said} {at}" if is_day and is_time else ""


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
    """Marks that were given to the wrong learner, with the evidence for them. It stays open until they are moved, or somebody lets it be.

    Signals:
        chosen(str, str, str, str, bool): from, to, what (all, task or since), since (YYYY-MM-DD HH:MM), swap: what this
            would do is to be said (`foresee`, `refuse`); until then nothing can be moved.
        moved(str, str, str, str, bool): the same: that is to be done.
    """

    chosen = Signal(str, str, str, str, bool)
    moved = Signal(str, str, str, str, bool)

    def __init__(
        self,
        look: Look,
        view: BoardView,
        *,
        entry: str,
        task: str,
        day: str,
        now: str,
        parent: QWidget | None,
    ) -> None:
        """`day` (ISO) and `now` (HH:MM) stand there to begin with."""
        super().__init__(
            look,
            _("Move or swap marks"),
            sentence=_(
                "Each mark keeps its assessor and its time, and its evidence goes with it. It is one act with one undo, and stays in the history."
            ),
            parent=parent,
        )
        nobody = ("", _("Choose a learner"))
        self.source = Select(look, _("The marks of"), (nobody, *people(view)))
        self.source.choose(entry)
        self.target = Select(look, _("belong to"), (nobody, *people(view)))
        what = ((ALL, _("All")), (TASK, _("This task")), (SINCE, _("Since a time")))
        self.what = Choice(look, _("Which marks"), what, current=ALL)
        self.day = Field(look, _("On which day (year-month-day)"), text=day)
        self.since = Field(look, _("Seen at or after (hours:minutes)"), text=now)
        self.swap = Tick(look, _("Swap: the marks of the second go to the first"))
        self._task = Text(look, _("This task: {task}").format(task=task), role="small", tone="muted")
        for words, choice in ((_("The marks of"), self.source), (_("belong to"), self.target)):
            nest(self.body, column(Text(look, words, role="small", bold=True), choice, gap=0.5))
        self._trouble = Text(look, tone="danger")
        self._trouble.hide()
        self.foreseen = Text(look)
        self.foreseen.hide()
        for widget in (
            self.what,
            self._task,
            self.day,
            self.since,
            self.swap,
            self.foreseen,
            self._trouble,
        ):
            self.body.addWidget(widget)
        self.go = PrimaryButton(look, _("Move"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._move)
        self.foot(self.cancel_button(), self.go)
        self._listen()
        self._show_what(ALL)
        self._weigh()

    def _listen(self) -> None:
        """Whatever is chosen, what it would do is asked for."""
        self.what.chosen.connect(self._show_what)
        self.swap.toggled.connect(lambda on: self.go.say(_("Swap") if on else _("Move")))
        for changed in (
            self.source.currentIndexChanged,
            self.target.currentIndexChanged,
            self.what.chosen,
            self.swap.toggled,
            self.day.changed,
            self.since.changed,
        ):
            changed.connect(self._weigh)

    def asked(self, *, tell: bool = False) -> tuple[str, str, str, str, bool] | None:
        """What is chosen, as the signals say it; None where nobody could act on it, and the fields say why (`tell`)."""
        since = moment_in(self.day, self.since, tell=tell) if self.what.current() == SINCE else ""
        if not self._between_two() or (self.what.current() == SINCE and not since):
            return None
        return self.source.key(), self.target.key(), self.what.current(), since, self.swap.isChecked()

    def foresee(self, words: str) -> None:
        """What the act would do: it can be done now."""
        self._trouble.hide()
        self._say(self.foreseen, words)
        self.go.setEnabled(True)

    def refuse(self, words: str) -> None:
        """Says whose marks cannot move, and why; what was chosen stands."""
        self.foreseen.hide()
        self._say(self._trouble, words)
        self.go.setEnabled(False)
        # Why nothing can be done is seen, however large the letters are.
        QTimer.singleShot(0, self._trouble, self._show_trouble)

    def _show_trouble(self) -> None:
        self._over_feet.ensureWidgetVisible(self._trouble)

    def _say(self, where: Text, words: str) -> None:
        where.say(words)
        where.show()
        self.grow(self.room())

    def _show_what(self, what: str) -> None:
        self._task.setVisible(what == TASK)
        for field in (self.day, self.since):
            field.setVisible(what == SINCE)

    def _between_two(self) -> bool:
        """Nobody is guessed: there are two, and they are not the same."""
        one, other = self.source.key(), self.target.key()
        return bool(one and other and one != other)

    def _weigh(self) -> None:
        """What was said of another choice no longer holds."""
        for words in (self.foreseen, self._trouble):
            words.hide()
        asked = self.asked()
        # A time that is none is said once somebody would go by it, and not while they type.
        self.go.setEnabled(self._between_two() and asked is None)
        if asked is not None:
            self.chosen.emit(*asked)

    def _move(self) -> None:
        asked = self.asked(tell=True)
        if asked is not None:
            self.go.setEnabled(False)
            self.moved.emit(*asked)
