"""Asks for the name of a new design."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class NameDialog(Dialog):
    """One line.

    Signals:
        named(str): the name.
    """

    named = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        about = _("It begins as it is there; what you change in it changes nothing else.")
        super().__init__(look, _("A design of your own"), sentence=about, parent=parent)
        self.name = Field(look, _("Name of the design"))
        self.body.addWidget(self.name)
        self.go = PrimaryButton(look, _("Make it"), icon="check")
        self.go.clicked.connect(lambda: self.named.emit(self.name.text()))
        self.foot(self.cancel_button(), self.go)
        self.name.edit.setFocus()

    def refuse(self, sentence: str) -> None:
        """Why it was not made."""
        self.name.show_error(sentence)
