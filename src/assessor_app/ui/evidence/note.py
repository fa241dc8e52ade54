"""An assessor writes down what a finished piece showed, or what was seen of work that was simulated."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from assessor_app.services.evidence.note import Note, ProductNote, SimulationNote
from assessor_app.ui.evidence.passages import note_labels
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import AsHigh, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LINES = {"found": 4, "differs": 2, "seen": 4}


class NoteDialog(Dialog):
    """Asks for one of the two notes; it closes when the note was kept.

    Signals:
        kept_asked(object): the `Note` as written.
    """

    kept_asked = Signal(object)

    def __init__(self, look: Look, made: type[Note], *, about: str, parent: QWidget | None = None) -> None:
        title = _heading(made)
        super().__init__(look, title, sentence=about, parent=parent)
        self._made = made
        self.fields = {
            name: Field(look, label, lines=_LINES.get(name, 1)) for name, label in note_labels(made).items()
        }
        self.wrong = Text(look, tone="danger")
        self.wrong.hide()
        self.body.addWidget(AsHigh(holding(column(*self.fields.values(), gap=2)), name=title), 1)
        self.body.addWidget(self.wrong)
        self.keep = PrimaryButton(look, _("Keep the note"), icon="check")
        self.keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), self.keep)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A label that folds knows its height once it has its width.
        QTimer.singleShot(0, self, lambda: self.grow(self.room()))

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept."""
        self.wrong.say(sentence)
        self.wrong.show()
        self.grow(self.room())

    def _keep(self) -> None:
        self.kept_asked.emit(self._made(**{name: field.text() for name, field in self.fields.items()}))


def _heading(made: type[Note]) -> str:
    return {ProductNote: _("Product note"), SimulationNote: _("Simulation note")}[made]
