"""A witness writes down what they saw, in their own words, and signs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.evidence.witness import Statement
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import AsHigh, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


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
        self.signed = Field(look, _("Signature: the witness types their name"))
        self.wrong = Text(look, tone="danger")
        self.wrong.hide()
        asked = column(self.who, self.relation, self.words, self.saw, self.signed, gap=2)
        self.body.addWidget(AsHigh(holding(asked), name=_("Witness's statement")), 1)
        self.body.addWidget(self.wrong)
        self.keep = PrimaryButton(look, _("Keep the statement"), icon="check")
        self.keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), self.keep)

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept."""
        self.wrong.say(sentence)
        self.wrong.show()
        self.grow(self.room())

    def _keep(self) -> None:
        said = Statement(
            who=self.who.text(),
            relation=self.relation.text(),
            words=self.words.text(),
            saw_it=self.saw.isChecked(),
            typed=self.signed.text(),
        )
        self.kept_asked.emit(said)
