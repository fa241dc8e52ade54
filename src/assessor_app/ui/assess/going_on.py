"""Before work goes on after a stop: what happened, who was told, and why it can go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.stopping import Stoppage, StopWhy
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.floor import stop_word


class GoOnDialog(Dialog):
    """Asks all of it at once; the PIN comes after.

    Signals:
        said(str, str, str, str): why, who was told, in one's own words, why work can go on.
    """

    said = Signal(str, str, str, str)

    def __init__(self, look: Look, stop: Stoppage, *, name: str, parent: QWidget | None) -> None:
        super().__init__(
            look,
            _("Go on"),
            sentence=_("{name} was stopped at {time}. Clocks that stood for it are started by hand.").format(
                name=name, time=stop.at[11:16]
            ),
            parent=parent,
        )
        self.why = Select(look, _("What happened"), [(why.value, stop_word(why)) for why in StopWhy])
        self.why.choose(stop.why.value if stop.why else StopWhy.OTHER.value)
        self.told = Field(
            look, _("Who was told"), hint=_("first aider, fire warden, nobody …"), text=stop.told
        )
        self.note = Field(look, _("In your words"), lines=2, text=stop.note)
        self.reason = Field(look, _("Why work can go on"))
        self.body.addWidget(Text(look, _("What happened"), role="small", tone="muted"))
        for widget in (self.why, self.told, self.note, self.reason):
            self.body.addWidget(widget)
        self.go = PrimaryButton(look, _("To the PIN"))
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.reason.changed.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.go.clicked.connect(self._say)
        self.foot(self.cancel_button(), self.go)

    def _say(self) -> None:
        self.said.emit(self.why.key(), self.told.text(), self.note.text(), self.reason.text())
        self.accept()
