"""Before work goes on after a stop, or is set aside: what happened, who was told, and why it can go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.stopping import Stoppage, StopWhy
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.floor import stop_word


class WhatHappened(Select):
    """What happened, to be chosen: an unsafe act is nobody's until somebody says so."""

    def __init__(self, look: Look, why: str = "") -> None:
        """`why` is what was said before, one of `StopWhy`, or nothing."""
        items = [(one.value, stop_word(one)) for one in StopWhy]
        super().__init__(look, _("What happened"), [("", _("Choose what happened")), *items])
        self.choose(why)


class GoOnDialog(Dialog):
    """Asks all of it at once; the PIN comes after.

    Signals:
        said(str, str, str, str): why, who was told, in one's own words, why work can go on.
    """

    said = Signal(str, str, str, str)

    def __init__(
        self, look: Look, stop: Stoppage, *, name: str, parent: QWidget | None, discards: bool = False
    ) -> None:
        """`discards` asks the same before work that was begun by mistake is set aside."""
        words = (
            _(
                "{name} was stopped at {time}. The marks are kept out of every count, and no attempt is used. This cannot be undone."
            )
            if discards
            else _("{name} was stopped at {time}. Clocks that stood for it are started by hand.")
        )
        super().__init__(
            look,
            _("Discard this assessment?") if discards else _("Go on"),
            sentence=words.format(name=name, time=stop.at[11:16]),
            parent=parent,
        )
        self.why = WhatHappened(look, stop.why.value if stop.why else "")
        self.told = Field(
            look, _("Who was told"), hint=_("first aider, fire warden, nobody …"), text=stop.told
        )
        self.note = Field(look, _("In your words"), lines=2, text=stop.note)
        self.reason = Field(look, _("Why it is discarded") if discards else _("Why work can go on"))
        label = Text(look, _("What happened"), role="small", bold=True)
        nest(self.body, column(label, self.why, gap=0.5))
        for widget in (self.told, self.note, self.reason):
            self.body.addWidget(widget)
        self.go = PrimaryButton(look, _("To the PIN"))
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.reason.changed.connect(self._ready)
        self.why.currentIndexChanged.connect(self._ready)
        self.go.clicked.connect(self._say)
        self.foot(self.cancel_button(), self.go)

    def _ready(self) -> None:
        self.go.setEnabled(bool(self.why.key() and self.reason.text().strip()))

    def _say(self) -> None:
        self.said.emit(self.why.key(), self.told.text(), self.note.text(), self.reason.text())
        self.accept()
