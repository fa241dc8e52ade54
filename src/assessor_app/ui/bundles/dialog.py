"""Setting up another computer: which one, what goes there and what does not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.folding import FoldingPrimary
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class SetUpDialog(Dialog):
    """Asks for the computer; it must have joined the awarding body, and this one have heard of it in a sync.

    Signals:
        chosen(str): write for this one, by its key. send_chosen(str): send to it through the awarding body.
    """

    chosen = Signal(str)
    send_chosen = Signal(str)

    def __init__(
        self, look: Look, computers: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "What the other computer needs goes there sealed: nobody but that computer can read it, not the awarding body either."
        )
        super().__init__(look, _("Set up another computer"), sentence=sentence, parent=parent)
        self.computer = Select(look, _("Which computer"), list(computers))
        hide_unless(self.computer, bool(computers))
        goes = _(
            "Goes there: staff, learners with their groups, forms, and sittings that were planned ahead."
        )
        stays = _(
            "Stays here: PINs, passphrases and badges, which everybody chooses anew there; photographs and other evidence;"
            " and records, which the awarding body hands on."
        )
        nobody = _(
            "No other computer of this centre is known here yet. Let it join the awarding body first, then sync this one."
        )
        told = [goes, stays, _("Whatever is there already is not changed.")]
        for words in told if computers else [nobody, *told]:
            self.body.addWidget(Text(look, words, bold=words == nobody))
        label = Text(look, _("Which computer"), role="small", bold=True)
        hide_unless(label, bool(computers))
        self.body.insertWidget(0, label)
        self.body.insertWidget(1, self.computer)
        self.go = PlainButton(look, _("Write to a stick…"), icon="usb")
        self.send = FoldingPrimary(look, _("Send through the awarding body"))
        for button in (self.go, self.send):
            button.setEnabled(bool(computers))
        self.foot(self.cancel_button(), self.go, self.send)
        self.go.clicked.connect(lambda: self.chosen.emit(self.computer.key()))
        self.send.clicked.connect(lambda: self.send_chosen.emit(self.computer.key()))
