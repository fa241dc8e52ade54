"""The learner's page, "pass to learner": a closed room with their own data alone."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from assessor_app.domain.folding import fold
from assessor_app.ui.assess.strokes import SignaturePad
from assessor_app.ui.kit.buttons import Choice, PrimaryButton, QuietButton
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Item, Scroll, SideBySide, column, holding, row
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

SIGNED, TYPED, MARK, DECLINED, NOT_AVAILABLE = "signed", "typed", "mark", "declined", "not-available"
_UNDER_A_SENTENCE = frozenset({SIGNED, TYPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """What a learner is told. To a learner "not met today" is "not yet".

    Attributes:
        result: the result in one word.
        shape: MET, or NOT_MET for not yet.
        appeal: how to appeal, in words.
        taken: how they took it is kept already: nothing is left but to give the screen back.
    """

    name: str
    number: str
    form: str
    result: str
    shape: Shape
    feedback: str = ""
    next_step: str = ""
    appeal: str = ""
    taken: bool = False


class HandoverPage(Page):
    """Name, result, feedback, next step, how to appeal; then the learner takes the result in one of five ways.

    Signals:
        acknowledged(str, object): signed, typed, mark, declined or not-available; a dict of what was given:
            `strokes`, `typed`, `witness` (with `strokes`), `words` or `why`, and always `name_right` (bool).
        leave_requested(): the assessor takes the screen back.
    """

    acknowledged = Signal(str, object)
    leave_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("For the learner"))
        self._whose = ""
        self._name = Text(look, role="count", bold=True)
        self._form = Text(look, role="row", tone="muted")
        self._glyph = Glyph(look, Shape.NOT_SEEN, size=44)
        self._result = Text(look, role="name", bold=True)
        self._feedback = Text(look, role="row")
        self._next = Text(look, role="row")
        self._appeal = Text(look, tone="muted")
        self._trouble = Text(look, tone="danger")
        self._says = Text(look, role="row")
        self.name_right = Tick(look, _("My name is spelled right, as it stands above"))
        self.name_wrong = Tick(look, _("My name is not written right"))
        self.name_wrong.toggled.connect(lambda _on: self._say_what_is_signed())
        self._make_ways()
        self.done = PrimaryButton(look, _("I have had the result and the feedback"), icon="check")
        self.done.clicked.connect(self._acknowledge)
        self.leave = QuietButton(look, _("Back to the assessor"), icon="lock")
        self.give_back = PrimaryButton(look, _("Give the screen back"), icon="lock")
        for button in (self.leave, self.give_back):
            button.clicked.connect(self.leave_requested)
        result = row(self._glyph, self._result, gap=2)
        result.setStretch(1, 1)
        told = Card(
            result,
            self._labelled(_("Feedback"), self._feedback),
            self._labelled(_("Next step"), self._next),
            self._appeal,
            gap=2,
        )
        self._asked = Card(
            self._way, self._says, self.name_right, self._ways, self.name_wrong, gap=1, margin=2
        )
        thanks = Text(
            look, _("It is kept. Please give the screen back to the assessor."), role="row", bold=True
        )
        self._thanks = Card(thanks, margin=2)
        sides = SideBySide(look, column(told, None), column(self._asked, self._thanks, None), from_width=1180)
        self._feet = feet = row(self.leave, self._trouble, self.done, self.give_back, gap=2)
        feet.setStretch(1, 1)
        content = holding(column(self._name, self._form, 1, sides, None, gap=1))
        content.layout().setContentsMargins(40, 24, 40, 16)  # type: ignore[union-attr]  # `holding` has just given it one
        feet.setContentsMargins(40, 8, 40, 16)
        whole = column(Scroll(content, name=self.title), feet, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_data(self, data: object) -> None:
        if not isinstance(data, HandoverView):
            raise TypeError(f"the learner's page shows a HandoverView, not {type(data).__name__}")
        self._whose = data.name
        self._name.say(data.name)
        self._form.say(" · ".join(part for part in (data.number, data.form) if part))
        self._glyph.show_shape(data.shape)
        self._result.say_in(data.result, "met" if data.shape is Shape.MET else "not_met")
        self._feedback.say(data.feedback or "—")
        self._next.say(data.next_step or "—")
        self._appeal.say(data.appeal)
        self._start_again()
        for widget in (self._asked, self.leave, self.done):
            widget.setHidden(data.taken)
        for widget in (self._thanks, self.give_back):
            widget.setVisible(data.taken)
        if data.taken:
            self.give_back.setFocus()

    def keys(self) -> Keys:
        return [
            (_("Tab"), _("to the next field or button")),
            (_("Space"), _("tick, or press the button that has the focus")),
        ]

    def first_focus(self) -> QWidget | None:
        return None if self.give_back.isHidden() else self.give_back

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edges = self._feet.contentsMargins()
        beside = self.leave.sizeHint().width() + self.done.sizeHint().width() + 2 * self._feet.spacing()
        fits = beside + edges.left() + edges.right() <= event.size().width()
        kind = QBoxLayout.Direction
        self._feet.setDirection(kind.LeftToRight if fits else kind.TopToBottom)

    def _start_again(self) -> None:
        """Nothing of the learner before stays on the page."""
        for tick in (self.name_right, self.name_wrong):
            tick.setChecked(False)
        for pad in (self.pad, self.mark_pad):
            pad.clear()
        for field in (self.typed, self.witness, self.words, self.why):
            field.write("")
        self._trouble.say("")
        self._show_way(SIGNED)

    def _make_ways(self) -> None:
        look = self.look
        ways = [
            (SIGNED, _("Sign")),
            (TYPED, _("Type my name")),
            (MARK, _("Make a mark")),
            (DECLINED, _("I do not sign")),
            (NOT_AVAILABLE, _("Not here")),
        ]
        self._way = Choice(look, _("How the result is taken"), ways, current=SIGNED)
        self._way.chosen.connect(self._show_way)
        self.pad = SignaturePad(look, _("Sign here with a finger, a pen or the mouse"))
        self.mark_pad = SignaturePad(look, _("Make a mark here"))
        self.typed = Field(look, _("My name, typed by me"))
        self.witness = Field(look, _("Witness: name, and what they are to the learner"))
        self.words = Field(look, _("Why not, in the learner's own words"), lines=3)
        self.why = Field(look, _("Why the learner is not here; filled in by the assessor"), lines=2)
        self._ways = QStackedWidget()
        self._places: dict[str, int] = {}
        for way, items in (
            (SIGNED, (self.pad, self._wipe(self.pad))),
            (TYPED, (self.typed, None)),
            (MARK, (self.mark_pad, self._wipe(self.mark_pad), self.witness)),
            (DECLINED, (self.words, None)),
            (NOT_AVAILABLE, (self.why, None)),
        ):
            self._places[way] = self._ways.addWidget(holding(column(*items)))

    def _wipe(self, pad: SignaturePad) -> Item:
        button = QuietButton(self.look, _("Wipe and start again"), icon="eraser")
        button.clicked.connect(pad.clear)
        return row(button, None)

    def _labelled(self, label: str, text: Text) -> Item:
        return column(Text(self.look, label, role="small", bold=True), text, gap=0.5)

    def _show_way(self, way: str) -> None:
        self._way.choose(way)
        self._ways.setCurrentIndex(self._places[way])
        # Who signs or types signs the sentence above the line, their name with it; who does not is asked. Of a
        # learner who is not there nobody can say that they read their name.
        self.name_wrong.setVisible(way in _UNDER_A_SENTENCE)
        self.name_right.setVisible(way in {MARK, DECLINED})
        self._say_what_is_signed()
        self._trouble.say("")
        told = _("I have had the result and the feedback")
        self.done.say(told if way in {SIGNED, TYPED, MARK} else _("Keep this"))

    def _say_what_is_signed(self) -> None:
        told = _(
            "I say by this: I have had the result and the feedback, and my name is written right: {name}."
        )
        if self.name_wrong.isChecked():
            told = _("I say by this: I have had the result and the feedback. My name is not written right.")
        self._says.say(told.format(name=self._whose))
        self._says.setVisible(self._way.current() in _UNDER_A_SENTENCE)

    def _name_is_right(self, way: str) -> bool:
        """What the learner said of their name; a typed one must be the one that stands there."""
        if way == TYPED and fold(self.typed.text()) != fold(self._whose):
            return False
        if way in _UNDER_A_SENTENCE:
            return not self.name_wrong.isChecked()
        return self.name_right.isChecked() and way != NOT_AVAILABLE

    def _given(self, way: str) -> dict[str, object]:
        made: dict[str, dict[str, object]] = {
            SIGNED: {"strokes": self.pad.strokes()},
            TYPED: {"typed": self.typed.text().strip()},
            MARK: {"witness": self.witness.text().strip(), "strokes": self.mark_pad.strokes()},
            DECLINED: {"words": self.words.text().strip()},
            NOT_AVAILABLE: {"why": self.why.text().strip()},
        }
        return made[way]

    def _acknowledge(self) -> None:
        way = self._way.current()
        given = self._given(way)
        if not all(given.values()):
            self._trouble.say(_missing(way))
            return
        self._trouble.say("")
        self.acknowledged.emit(way, {**given, "name_right": self._name_is_right(way)})


def _missing(way: str) -> str:
    return {
        SIGNED: _("Sign on the line, or choose another way above."),
        TYPED: _("Type your name, or choose another way above."),
        MARK: _("Make a mark on the line, and write who witnessed it."),
        DECLINED: _("Write why, in the learner's own words."),
        NOT_AVAILABLE: _("Write why the learner is not here."),
    }[way]
