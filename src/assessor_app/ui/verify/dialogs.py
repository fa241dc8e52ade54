"""Who is asking? And: shall this issuer be believed?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class CallerDialog(Dialog):
    """Asks who wants to know before anything is read out.

    Signals:
        given(str): who is asking.
    """

    given = Signal(str)

    def __init__(self, look: Look, what: str, parent: QWidget | None = None) -> None:
        """`what` is the number or name that is asked about."""
        sentence = _(
            "Asking about {what}. Who asks is kept with the answer; read out nothing beyond what the paper shows."
        )
        super().__init__(look, _("Who is asking?"), sentence=sentence.format(what=what), parent=parent)
        self.caller = Field(
            look, _("Name, firm or telephone number"), hint=_("as “Site office, Quay Electric”")
        )
        self.body.addWidget(self.caller)
        self.go = PrimaryButton(look, _("Look it up"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._go)
        self.foot(self.cancel_button(), self.go)
        self.caller.edit.setFocus()

    def _go(self) -> None:
        said = self.caller.text().strip()
        if not said:
            self.caller.show_error(_("Say who is asking."))
            self.caller.edit.setFocus()
            return
        self.accept()
        self.given.emit(said)
