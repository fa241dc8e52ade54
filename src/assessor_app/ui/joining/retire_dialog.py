"""Retiring this device: what is left on it alone, and the two ways."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.left_here import LeftHere
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.retiring import alone_words


class RetireDialog(Dialog):
    """Says what exists on this device alone. While anything does, the only way is over a stick.

    Signals:
        asked(): retire it. by_stick(): copy everything to a stick first.
    """

    asked = Signal()
    by_stick = Signal()

    def __init__(self, look: Look, left: LeftHere, *, parent: QWidget | None = None) -> None:
        sentence = _(
            "From then on nothing is signed on this device. What is on it stays readable until the folder is deleted. To use it"
            " again, a new chain of records is started."
        )
        super().__init__(look, _("Retire this device"), sentence=sentence, parent=parent)
        self.left = Text(look, alone_words(left), bold=not left.nothing)
        self.body.addWidget(self.left)
        self.copy = PlainButton(look, _("Copy to a stick and retire…"), icon="usb")
        self.go = PrimaryButton(look, _("Retire"))
        self.go.setEnabled(left.nothing)
        self.foot(self.cancel_button(), self.copy, self.go)
        self.go.clicked.connect(self.asked)
        self.copy.clicked.connect(self.by_stick)
