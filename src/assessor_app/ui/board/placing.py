"""Where everybody is: benches in the room, tasks in a rotation."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.stations import Round
from assessor_app.ui.board.view import BoardView, LearnerView
from assessor_app.ui.clocks.asking import rounds_words
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, nest, row
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_FEWEST_LETTERS = 14
_BIB = 36


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
            nest(self.body, row(down, across, gap=2))
        keep = PrimaryButton(look, _("Keep"))
        keep.setDefault(True)
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
        sent(str, str): an entry and a task's id (empty for all). rotated(str): everybody goes on to the next bench or task.
    """

    sent = Signal(str, str)
    rotated = Signal(str)

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
        lines = column(gap=look.metrics.apart(8) / 8)
        for item in _on_this_form(view.learners):
            choice = Select(look, led_by(item.bib, item.name, gap=" "), everything)
            choice.choose(item.task)
            # A task's title may be longer than the dialog is wide: it is told whole in the list.
            choice.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_FEWEST_LETTERS)
            self.choices[item.id] = choice
            bib = Text(look, item.bib, bold=True, wrap=False)
            bib.setMinimumWidth(look.metrics.text(_BIB))
            line = row(bib, Text(look, item.name), choice, gap=2)
            line.setStretch(1, 2)
            line.setStretch(2, 3)
            nest(lines, line)
        nest(self.body, lines)
        self.resize(min(look.metrics.text(640), self.room().width() - 32), 0)
        self.rounds: dict[str, PlainButton] = {}
        for key, words in rounds_words(view.rounds or (Round.TASK.value,), None):
            button = PlainButton(look, words, icon="refresh-cw")
            button.setEnabled(key in view.rounds)
            button.clicked.connect(lambda _checked=False, key=key: self._rotate(key))
            self.rounds[key] = button
        keep = PrimaryButton(look, _("Keep"))
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        self.foot(*self.rounds.values(), self.cancel_button(), keep)

    def _rotate(self, how: str) -> None:
        self.rotated.emit(how)
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
