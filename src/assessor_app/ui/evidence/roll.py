"""A phone's roll, to be looked at: whose work each stretch of photos would go to. Nothing is kept before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select, Tick
from assessor_app.ui.kit.layout import Card, Scroll, column, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

MOST_SHOWN = 5
SIDE = 96
_LEAST_CHARACTERS = 16


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A stretch of photos: whose, how many and when, in words; `why_not` in a sentence where it cannot be kept.

    `asks_work_only`: the learner allows no photographs, so that these are kept only with the word that nobody is seen.
    `choices` are (criterion id, words), the whole work first under an empty id; `pictures` the first few, small.
    """

    title: str
    why_not: str = ""
    asks_work_only: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    pictures: tuple[QImage, ...] = ()
    count: int = 0


class PartCard(Card):
    """One stretch: keep it or not, and for what."""

    def __init__(self, look: Look, part: PartView) -> None:
        self.keep = Tick(look, part.title)
        waits = bool(part.why_not) or part.asks_work_only
        self.keep.setChecked(not waits)
        self.keep.setEnabled(not waits)
        self.work_only = Tick(
            look, _("Photographs are not allowed: in these the work alone is seen, and no person")
        )
        self.work_only.setVisible(part.asks_work_only)
        for follow in (self.keep.setEnabled, self.keep.setChecked):
            self.work_only.toggled.connect(follow)
        self.choice = Select(look, _("What it shows: {part}").format(part=part.title), part.choices)
        # A criterion's words may be longer than any window.
        self.choice.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.choice.setVisible(not part.why_not)
        self.keep.toggled.connect(self.choice.setEnabled)
        reason = Text(look, part.why_not, tone="not_met")
        reason.setVisible(bool(part.why_not))
        pictures = row(*(_picture(picture) for picture in part.pictures), gap=1)
        more = part.count - len(part.pictures)
        words = ngettext("and {count} more", "and {count} more", more).format(count=more)
        others = Text(look, words if more > 0 else "", tone="muted")
        others.setVisible(more > 0)
        pictures.addStretch(1)
        super().__init__(self.keep, reason, pictures, others, self.work_only, self.choice, gap=1, margin=2)


class RollDialog(Dialog):
    """Reads, shows, and asks for what is to be kept.

    Signals:
        keep_asked(list): (place of the part, criterion id, whether the work alone is seen) of each that was chosen.
        stopped(): reading should end.
    """

    keep_asked = Signal(list)
    stopped = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        sentence = _("Photographed the badge first, then the work. Nothing is kept before you have looked.")
        super().__init__(look, _("Photos from a phone"), sentence=sentence, parent=parent)
        self.cards: list[PartCard] = []
        self.progress = Progress(look)
        self.progress.cancelled.connect(self.reject)
        self._left = Text(look, tone="not_met")
        self._left.hide()
        self.keep = PrimaryButton(look, _("Keep what is ticked"), icon="check")
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._keep)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._left)
        self.foot(self.cancel_button(), self.keep)
        self.rejected.connect(self.stopped)

    def show_progress(self, done: int, of: int) -> None:
        """How far reading is."""
        self.progress.show_progress(_("Reading badges: {done} of {all}").format(done=done, all=of), done, of)

    def show_parts(self, parts: Sequence[PartView], left: Sequence[str]) -> None:
        """The roll as it was cut, and the names of what cannot be read."""
        self.progress.hide()
        self._left.say(_("Cannot be read, and stays where it is: {names}").format(names=", ".join(left)))
        self._left.setVisible(bool(left))
        self.cards = [PartCard(self.look, part) for part in parts]
        for card in self.cards:
            card.keep.toggled.connect(self._offer)
        if self.cards:
            inside = column(*self.cards, None, gap=1)
            self.body.addWidget(Scroll(holding(inside), name=_("Photos, by learner")), 1)
        else:
            self.say(_("There is no photo of work in these files."))
        room = self.screen().availableGeometry().size()
        self.resize(QSize(self.look.metrics.text(760), self.look.metrics.text(640)).boundedTo(room))
        self._offer()

    def show_sentence(self, words: str) -> None:
        """Why there is nothing to look at."""
        self.progress.hide()
        self.say(words)

    def _offer(self) -> None:
        self.keep.setEnabled(any(card.keep.isChecked() for card in self.cards))

    def _keep(self) -> None:
        chosen = [
            (place, card.choice.key(), card.work_only.isChecked())
            for place, card in enumerate(self.cards)
            if card.keep.isChecked()
        ]
        self.accept()
        self.keep_asked.emit(chosen)


def _picture(picture: QImage) -> QLabel:
    label = QLabel()
    label.setAccessibleName(_("Photo"))
    size = QSize(SIDE, SIDE)
    label.setPixmap(QPixmap.fromImage(picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)))
    return label
