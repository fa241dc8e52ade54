"""A dialog for a new passphrase or PIN: the old one where it is asked for, the new one twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

OF_THE_OLD = frozenset({"pin-wrong", "pin-wait"})
"""Codes of errors that are about the old secret, not about the new one."""


class SecretDialog(Dialog):
    """Stays open until the presenter accepts it: `accept()`, or `refuse(…)`.

    Signals:
        entered(str, str): the old secret (empty where it was not asked for), the new one.
    """

    entered = Signal(str, str)

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        sentence: str,
        label: str,
        old: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`label` names what is asked for, as "New PIN"; `old` names the old one, or is empty."""
        super().__init__(look, title, sentence=sentence, parent=parent)
        self.old = Field(look, old, secret=True)
        hide_unless(self.old, bool(old))
        self.new = Field(look, label, secret=True)
        self.again = Field(look, _("Once more"), secret=True)
        for field in (self.old, self.new, self.again):
            self.body.addWidget(field)
            if isinstance(field.edit, QLineEdit):
                field.edit.returnPressed.connect(self._check)
        self.go = PrimaryButton(look, _("Set"))
        self.go.clicked.connect(self._check)
        self.foot(self.cancel_button(), self.go)
        (self.old if old else self.new).edit.setFocus()

    def refuse(self, sentence: str, *, about_old: bool = False) -> None:
        """Says why it was not taken."""
        self.go.setEnabled(True)
        (self.old if about_old else self.new).show_error(sentence)

    def _check(self) -> None:
        for field in (self.old, self.new, self.again):
            field.show_error("")
        if not self.new.text():
            self.new.show_error(_("This is needed."))
        elif self.new.text() != self.again.text():
            self.again.show_error(_("The two are not the same."))
        elif self.go.isEnabled():
            self.go.setEnabled(False)
            self.entered.emit(self.old.text(), self.new.text())
