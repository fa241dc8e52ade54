"""After the recovery key: an administrator gets a new passphrase and PIN."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from assessor_app.ui.kit.buttons import PrimaryButton, QuietButton
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Step
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class RenewStep(Step):
    """Asks who, and for the new secrets.

    Signals:
        renewed(str, str, str): the administrator's id, the passphrase, the PIN.
        skipped(): every PIN is still known.
    """

    renewed = Signal(str, str, str)
    skipped = Signal()

    def __init__(self, look: Look, administrators: Sequence[tuple[str, str]]) -> None:
        """`administrators` are (id, name)."""
        about = _(
            "The device is open. Give an administrator a new passphrase and a new PIN; the ones before stop working."
        )
        super().__init__(look, _("Opened with the recovery key"), about=about, icon="key-round")
        self.who = Select(look, _("Administrator"), list(administrators))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = Text(look, _("Administrator"), role="small", bold=True)
        self.passphrase = Field(look, _("New passphrase"), secret=True)
        self.passphrase_again = Field(look, _("The passphrase once more"), secret=True)
        self.pin = Field(look, _("New PIN"), secret=True)
        self.pin_again = Field(look, _("The PIN once more"), secret=True)
        self._wrong = Text(look, tone="danger")
        self._wrong.hide()
        self.add(holding(column(label, self.who, gap=0.5)))
        self.add(self.passphrase, self.passphrase_again, self.pin, self.pin_again, self._wrong)
        skip = QuietButton(look, _("Skip: passphrase and PIN are known"))
        skip.clicked.connect(self.skipped)
        self.go = PrimaryButton(look, _("Set both"))
        self.go.clicked.connect(self._check)
        self.foot(skip, None, self.go)
        self.first_focus = self.passphrase.edit

    def refuse(self, sentence: str) -> None:
        """Says why they were not taken."""
        self.go.setEnabled(True)
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))

    def _check(self) -> None:
        self.refuse("")
        differ = _("The two are not the same.")
        pairs = ((self.passphrase, self.passphrase_again), (self.pin, self.pin_again))
        for first, again in pairs:
            first.show_error("" if first.text() else _("This is needed."))
            again.show_error("" if first.text() == again.text() else differ)
        if all(first.text() and first.text() == again.text() for first, again in pairs):
            self.go.setEnabled(False)
            self.renewed.emit(self.who.key(), self.passphrase.text(), self.pin.text())
