"""The first run's page: three ways to begin, each with its steps."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor_app.ui.firstrun.questions import Answers, sheets
from assessor_app.ui.firstrun.recovery import RecoveryStep
from assessor_app.ui.firstrun.restore import RestoreStep
from assessor_app.ui.firstrun.view import NewCentre
from assessor_app.ui.firstrun.wizard import SheetStep
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Room, Step
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class WelcomeStep(Step):
    """The three ways to begin.

    Signals:
        sample_requested(): with sample data.
        centre_requested(): with this centre.
        restore_requested(): with a copy.
    """

    sample_requested = Signal()
    centre_requested = Signal()
    restore_requested = Signal()

    def __init__(self, look: Look, folder: Path, *, trouble: str = "") -> None:
        super().__init__(look, _("Welcome"), about=_("Nothing has been set up on this computer yet."))
        if trouble:
            self.add(Text(look, trouble, tone="danger"))
        sample = PrimaryButton(look, _("Try with sample data"), icon="flask-conical")
        centre = PlainButton(look, _("Set up this centre"), icon="school")
        restore = PlainButton(look, _("Restore from a stick"), icon="usb")
        ways = (
            (
                sample,
                self.sample_requested,
                _("An invented centre with forty learners. Everything is marked SAMPLE."),
            ),
            (
                centre,
                self.centre_requested,
                _(
                    "Five minutes: the centre, who awards, the first administrator, a recovery key. A second computer begins so too;"
                    " then, on its page Sync, it joins and takes staff and learners from the first."
                ),
            ),
            (restore, self.restore_requested, _("A copy that this program made, and the recovery key.")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.metrics.step(3))
        grid.setVerticalSpacing(look.metrics.step(3))
        grid.setColumnStretch(1, 1)
        for line, (button, signal, words) in enumerate(ways):
            button.clicked.connect(signal)
            grid.addWidget(button, line, 0)
            grid.addWidget(Text(look, words, tone="muted"), line, 1)
        self.add(1, grid, 1)
        words = _("All data stays on this computer, encrypted, in {folder}.")
        self.add(Text(look, words.format(folder=folder), role="small", tone="muted"))
        self.first_focus = sample


class FirstRunPage(Page):
    """Begins.

    Signals:
        sample_requested(): make the sample centre.
        centre_given(object): make this centre: a NewCentre.
        restore_wanted(): show the step that restores a copy.
        recovery_written(): the recovery key is on paper.
    """

    sample_requested = Signal()
    centre_given = Signal(object)
    restore_wanted = Signal()
    recovery_written = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Welcome"))
        self._answers: Answers = {}
        self._folder = Path()
        self._room = Room(look, name=_("Welcome"), width=760)
        self.setLayout(column(self._room, gap=0))

    def show_data(self, data: object) -> None:
        """Shows the three ways; `data` is the folder (Path) that will be used."""
        if isinstance(data, Path):
            self._folder = data
        self.show_welcome()

    def show_welcome(self, *, trouble: str = "") -> None:
        """The three ways to begin."""
        step = WelcomeStep(self.look, self._folder, trouble=trouble)
        step.sample_requested.connect(self.sample_requested)
        step.centre_requested.connect(self.show_sheet)
        step.restore_requested.connect(self.restore_wanted)
        self._room.put(step)

    def show_sheet(self, number: int = 0, *, wrong: tuple[str, str] = ("", "")) -> None:
        """One sheet of questions; `wrong` is the key of an answer and what is wrong with it."""
        last = number == len(sheets()) - 1
        step = SheetStep(self.look, number, self._answers, last=last)
        step.back_requested.connect(lambda: self.show_sheet(number - 1) if number else self.show_welcome())
        step.answered.connect(self._give if last else lambda: self.show_sheet(number + 1))
        self._room.put(step)
        step.refuse(*wrong)

    def show_working(self, words: str, then: str = "") -> None:
        """Says what is being done."""
        self._room.put(Step(self.look, words, about=then, icon="hourglass"))

    def show_recovery(self, recovery: str) -> None:
        """The recovery key, once. What was typed before is forgotten."""
        self._answers = {}
        step = RecoveryStep(self.look, recovery)
        step.written.connect(self.recovery_written)
        self._room.put(step)

    def show_restore(self, step: RestoreStep) -> None:
        """The step that restores a copy."""
        self._room.put(step)

    def first_focus(self) -> QWidget | None:
        step = self._room.step()
        return step.first_focus if isinstance(step, Step) else None

    def _give(self) -> None:
        kept = {key: value.strip() for key, value in self._answers.items() if not key.endswith("_again")}
        # A passphrase may begin or end with a space.
        kept["passphrase"] = self._answers["passphrase"]
        self.centre_given.emit(NewCentre(**kept))
