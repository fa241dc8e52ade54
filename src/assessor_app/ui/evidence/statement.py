"""A witness writes down what they saw, in their own words, and signs."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.evidence.witness import Statement, Stroke
from assessor_app.ui.assess.strokes import SignaturePad
from assessor_app.ui.kit.buttons import Choice, PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import AsHigh, column, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_TYPED, _SIGNED = "typed", "signed"


class StatementDialog(Dialog):
    """Asks a witness; it closes when the statement was kept.

    Signals:
        kept_asked(object): the `Statement` as written.
    """

    kept_asked = Signal(object)

    def __init__(self, look: Look, *, about: str, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Witness's statement"), sentence=about, parent=parent)
        self.who = Field(look, _("Name of the witness"))
        self.relation = Field(look, _("How they know the learner"))
        self.words = Field(look, _("What they saw, in their own words"), lines=4)
        self.saw = Tick(look, _("I saw it myself"))
        ways = [(_TYPED, _("Type the name")), (_SIGNED, _("Sign by hand"))]
        self.way = Choice(look, _("How the witness signs"), ways, current=_TYPED)
        self.way.chosen.connect(self._show_way)
        self.signed = Field(look, _("Signature: the witness types their whole name"))
        self.pad = SignaturePad(look, _("The witness signs here"))
        wipe = QuietButton(look, _("Wipe and start again"), icon="eraser")
        wipe.clicked.connect(self.pad.clear)
        self._by_hand = holding(column(self.pad, row(wipe, None), gap=0.5))
        self._by_hand.hide()
        self.wrong = Text(look, tone="danger")
        self.wrong.hide()
        asked = column(
            self.who, self.relation, self.words, self.saw, self.way, self.signed, self._by_hand, gap=2
        )
        self._asked = AsHigh(holding(asked), name=_("Witness's statement"))
        self.body.addWidget(self._asked, 1)
        self.body.addWidget(self.wrong)
        self.keep = PrimaryButton(look, _("Keep the statement"), icon="check")
        self.keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), self.keep)

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept."""
        self.wrong.say(sentence)
        self.wrong.show()
        self.grow(self.room())

    def _show_way(self, way: str) -> None:
        self.way.choose(way)
        self.signed.setVisible(way == _TYPED)
        self._by_hand.setVisible(way == _SIGNED)
        self.grow(self.room())
        # On a low screen the place to sign in comes into view, once it has its own.
        QTimer.singleShot(0, self, lambda: self._asked.ensureWidgetVisible(self._by_hand))

    def _keep(self) -> None:
        by_hand = self.way.current() == _SIGNED
        said = Statement(
            who=self.who.text(),
            relation=self.relation.text(),
            words=self.words.text(),
            saw_it=self.saw.isChecked(),
            strokes=_strokes(self.pad) if by_hand else (),
            typed="" if by_hand else self.signed.text(),
        )
        self.kept_asked.emit(said)


def _strokes(pad: SignaturePad) -> tuple[Stroke, ...]:
    return tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in pad.strokes())
