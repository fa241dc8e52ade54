"""A phone's roll, to be looked at: all its pictures, by whom they would go to. Nothing is kept before."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.ui.evidence.roll_pictures import PictureList
from assessor_app.ui.evidence.roll_sheet import (
    NOBODY,
    Group,
    PartView,
    RollSheet,
    TakerView,
    sheet_of,
)
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select, Tick
from assessor_app.ui.kit.layout import Card, clear, column, hide_unless, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_LEAST_CHARACTERS = 16


class GroupCard(Card):
    """The pictures of one group, whose they are, and what they show.

    Signals:
        said(dict): `taker`, `criterion` or `work_only` of the group, as somebody said it.
    """

    said = Signal(dict)

    def __init__(self, look: Look, group: Group, sheet: RollSheet, images: dict[str, QImage]) -> None:
        self.key, taker = group.key, sheet.taker_of(group)
        title = title_of(group, taker)
        self.whose = Select(look, _("Who gets these: {part}").format(part=title), people(sheet))
        self.whose.choose(group.taker)
        self.whose.currentIndexChanged.connect(lambda: self.said.emit({"taker": self.whose.key()}))
        self.work_only = Tick(
            look, _("Photographs are not allowed: in these the work alone is seen, and no person")
        )
        self.work_only.setChecked(group.work_only)
        hide_unless(self.work_only, taker is not None and taker.asks_work_only)
        self.work_only.toggled.connect(lambda on: self.said.emit({"work_only": on}))
        self.choice = Select(
            look, _("What it shows: {part}").format(part=title), taker.choices if taker else ()
        )
        self.choice.choose(group.criterion)
        hide_unless(self.choice, taker is not None)
        self.choice.currentIndexChanged.connect(lambda: self.said.emit({"criterion": self.choice.key()}))
        for select in (self.whose, self.choice):
            # A name or a criterion may be longer than any window.
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.limit = Text(look, tone="not_met")
        self.limit.hide()
        self.pictures = PictureList(look, title, group.pictures, images)
        why = Text(look, group.why, tone="not_met")
        # Whoever said whose they are has looked.
        hide_unless(why, bool(group.why) and taker is None)
        head = Text(look, title, bold=True)
        said = (self.whose, self.choice, self.limit, self.work_only)
        super().__init__(head, why, *said, self.pictures, gap=1, margin=2)

    def show_limit(self, places: int | None) -> None:
        """That the form takes no more than so many of them; None where it takes all."""
        words = ngettext(
            "The form takes {count} piece more for this criterion. Leave pictures out, or say another.",
            "The form takes {count} pieces more for this criterion. Leave pictures out, or say another.",
            places or 0,
        )
        self.limit.say(words.format(count=places or 0))
        self.limit.setVisible(places is not None)


class RollDialog(Dialog):
    """Reads, shows, and asks for what is to be kept.

    Signals:
        keep_asked(list): what was given to whom (`roll_sheet.GivenView`).
        picture_wanted(str): the picture with this key is to be seen (`show_picture`).
        stopped(): reading should end.
    """

    keep_asked = Signal(list)
    picture_wanted = Signal(str)
    stopped = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        sentence = _("Photographed the badge first, then the work. Nothing is kept before you have looked.")
        super().__init__(look, _("Photos from a phone"), sentence=sentence, parent=parent)
        self.cards: list[GroupCard] = []
        self.sheet = sheet_of((), ())
        self._images: dict[str, QImage] = {}
        self.progress = Progress(look)
        self.progress.cancelled.connect(self.reject)
        self._notes = Text(look, tone="not_met")
        self._notes.hide()
        self._groups = column(gap=1)
        self.whose = Select(look, _("Who gets the chosen pictures"))
        self.whose.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.whose.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.give = PlainButton(look, _("Give"))
        self.give.clicked.connect(lambda: self._give(self.whose.key()))
        self.keep = PrimaryButton(look, _("Keep"), icon="check")
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._keep)
        for widget in (self.progress, self._notes):
            self.body.addWidget(widget)
        self.body.addWidget(holding(self._groups))
        self.body.addStretch(1)
        self.foot(self.whose, self.give, self.cancel_button(), self.keep)
        for step in (self.whose, self.give):
            step.hide()
        self.rejected.connect(self.stopped)

    def show_progress(self, done: int, of: int) -> None:
        """How far reading is."""
        self.progress.show_progress(_("Reading badges: {done} of {all}").format(done=done, all=of), done, of)

    def show_parts(
        self,
        parts: Sequence[PartView],
        left: Sequence[str],
        takers: Sequence[TakerView] = (),
        *,
        timed: bool = True,
        kept: int = 0,
    ) -> None:
        """The roll as it was cut, the names of what cannot be read, and who may get pictures.

        `timed`: every picture has a time of its own; where one has none, their names say in which order they are.
        `kept` pictures more are evidence already.
        """
        self.progress.hide()
        notes = _notes(left, kept=kept, untimed=bool(parts) and not timed)
        self._notes.say("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self.sheet = sheet_of(parts, takers)
        self.whose.offer(people(self.sheet))
        self.say(
            _(
                "Say whose each group is. Touch pictures to give them to another learner, or to leave them out."
            )
            if parts
            else _("There is no photo of work in these files that is not kept already.")
            if kept
            else _("There is no photo of work in these files.")
        )
        for step in (self.whose, self.give):
            step.setVisible(bool(parts))
        self._lay()
        wanted = QSize(self.look.metrics.text(1000), self.look.metrics.text(820))
        self.resize(wanted.boundedTo(self.room()))

    def show_picture(self, key: str, image: QImage) -> None:
        """A picture that was wanted, small."""
        self._images[key] = image
        for card in self.cards:
            card.pictures.arrived(key)

    def show_sentence(self, words: str) -> None:
        """Why there is nothing to look at."""
        self.progress.hide()
        self.say(words)

    def _lay(self) -> None:
        """Every group anew, in the order of the roll; what was given by hand last."""
        clear(self._groups)
        self.cards = []
        for group in self.sheet.groups:
            card = GroupCard(self.look, group, self.sheet, self._images)
            card.said.connect(lambda said, key=group.key: self._said(key, said))
            card.pictures.chosen.connect(self._offer)
            card.pictures.wanted.connect(self.picture_wanted)
            self._groups.addWidget(card)
            self.cards.append(card)
        self._offer()

    def _said(self, key: int, said: dict[str, object]) -> None:
        self.sheet.change(key, **said)
        if "taker" in said:
            self._lay_and_stay(key)
        else:
            self._offer()

    def _give(self, taker: str) -> None:
        picked = [key for card in self.cards for key in card.pictures.picked()]
        self.sheet.give(picked, taker)
        self._lay()
        self.whose.setFocus()

    def _lay_and_stay(self, key: int) -> None:
        """The group that was spoken of keeps its place and the focus."""
        place = self._over_feet.verticalScrollBar().value()
        self._lay()
        self._over_feet.verticalScrollBar().setValue(place)
        for card in self.cards:
            if card.key == key:
                card.whose.setFocus()

    def _offer(self) -> None:
        groups = {group.key: group for group in self.sheet.groups}
        for card in self.cards:
            card.show_limit(self.sheet.too_few_places(groups[card.key]))
        chosen = sum(len(card.pictures.picked()) for card in self.cards)
        self.give.say(ngettext("Give {count} picture", "Give {count} pictures", chosen).format(count=chosen))
        for step in (self.whose, self.give):
            step.setEnabled(chosen > 0)
        kept = sum(len(given.pictures) for given in self.sheet.given())
        words = ngettext("Keep {count} of {all} photo", "Keep {count} of {all} photos", self.sheet.count())
        self.keep.say(words.format(count=kept, all=self.sheet.count()))
        # What was touched is meant for somebody else: first it is said for whom.
        self.keep.setEnabled(kept > 0 and not chosen)

    def _keep(self) -> None:
        given = list(self.sheet.given())
        self.accept()
        self.keep_asked.emit(given)


def _notes(left: Sequence[str], *, kept: int, untimed: bool) -> list[str]:
    """What has to be known of a roll before it is looked at."""
    notes = []
    if left:
        notes.append(_("Cannot be read, and stays where it is: {names}").format(names=", ".join(left)))
    if kept:
        told = ngettext(
            "{count} photo is kept already, and is not shown again.",
            "{count} photos are kept already, and are not shown again.",
            kept,
        )
        notes.append(told.format(count=kept))
    if untimed:
        notes.append(
            _("Not every picture has its time, so they lie in the order of their names. Look well at each.")
        )
    return notes


def people(sheet: RollSheet) -> list[tuple[str, str]]:
    """Who may get pictures, and nobody first."""
    return [(NOBODY, _("Nobody: left out")), *((taker.key, taker.words) for taker in sheet.takers.values())]


def title_of(group: Group, taker: TakerView | None) -> str:
    """Whose a group is, how many pictures, and from when to when."""
    count = len(group.pictures)
    times = [item.when for item in group.pictures if item.when]
    parts = [
        taker.words if taker else _("Nobody's"),
        ngettext("{count} photo", "{count} photos", count).format(count=count),
        " – ".join(dict.fromkeys([times[0], times[-1]])) if times else "",
    ]
    return " · ".join(part for part in parts if part)
