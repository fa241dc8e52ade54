"""Joining an awarding body: what will happen, the code, and how it goes there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.ui.joining.view import JoinView, Wish
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class JoinDialog(Dialog):
    """Asks for the code and the address; the same again, or the answer, where something was asked before.

    Signals:
        by_network(Wish): ask the server. by_stick(Wish): write the request to a stick. answer(): take it from a stick.
    """

    by_network = Signal(object)
    by_stick = Signal(object)
    answer = Signal()

    def __init__(self, look: Look, view: JoinView, *, parent: QWidget | None = None) -> None:
        sentence = _(
            "The awarding body gives each device a code, once. What was signed here is handed over with the next sync and judged"
            " one by one; papers that were printed become registered without being printed again. Nothing is taken away."
        )
        super().__init__(look, _("Join an awarding body"), sentence=sentence, parent=parent)
        self.code = Field(look, _("One-time code"), hint="XXXXX-XXXXX-XXXXX-XXXXX")
        self.address = Field(look, _("Address of its server"), hint="https://issuer.example", text=view.url)
        without = _(
            "Without a network leave the address empty: the request goes on a stick, and the answer comes back on it."
        )
        self._waiting = Text(look, _("Something was asked before and is not answered yet."), bold=True)
        hide_unless(self._waiting, view.waits)
        for widget in (self._waiting, self.code, self.address, Text(look, without, tone="muted")):
            self.body.addWidget(widget)
        self.take = PlainButton(look, _("Take the answer from a stick…"), icon="usb")
        hide_unless(self.take, view.waits)
        self.write = PlainButton(look, _("Request to a stick…"), icon="usb")
        self.go = PrimaryButton(look, _("Join"))
        self.foot(self.cancel_button(), self.take, self.write, self.go)
        self.go.clicked.connect(self._ask_server)
        self.write.clicked.connect(self._ask_by_stick)
        self.take.clicked.connect(self._take)
        for field in (self.code, self.address):
            if isinstance(field.edit, QLineEdit):
                field.edit.returnPressed.connect(self.go.click)
        self.code.edit.setFocus()

    def refuse(self, sentence: str, *, about_address: bool = False) -> None:
        """Says why what was typed was not taken."""
        (self.address if about_address else self.code).show_error(sentence)
        self.show_focused()

    def _ask_server(self) -> None:
        if self._is_whole(address=True):
            self.by_network.emit(self._wish())

    def _ask_by_stick(self) -> None:
        if self._is_whole(address=False):
            self.by_stick.emit(self._wish())

    def _take(self) -> None:
        self.answer.emit()

    def _wish(self) -> Wish:
        return Wish(code=self.code.text().strip(), url=self.address.text().strip())

    def _is_whole(self, *, address: bool) -> bool:
        needed = (self.code, self.address) if address else (self.code,)
        for field in (self.code, self.address):
            missing = field in needed and not field.text().strip()
            field.show_error(_("This is needed.") if missing else "")
        return all(field.text().strip() for field in needed)
