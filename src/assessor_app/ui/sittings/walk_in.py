"""Somebody who was not listed: a name is enough, and ten seconds."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import clear, column, hide_unless, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sittings.entry_dialog import identified_answers, least_width
from assessor_app.ui.sittings.view import Person
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_MOST_KNOWN = 4
_LONGEST_PERSON = 360


class WalkInDialog(Dialog):
    """A name, how they were known, and on which form; those who are known already are offered as one types.

    Signals:
        searched(str): the name so far; answer with `show_known`.
        new_asked(str, str, str): name, identified, form key: somebody nobody knew.
        known_asked(str, str, str): learner id, identified, form key.
    """

    searched = Signal(str)
    new_asked = Signal(str, str, str)
    known_asked = Signal(str, str, str)

    def __init__(
        self,
        look: Look,
        forms: Sequence[tuple[str, str]],
        *,
        identified: str = "",
        parent: QWidget | None = None,
    ) -> None:
        sentence = _("A name is enough now; the number and the rest can come later.")
        super().__init__(look, _("Walk-in"), sentence=sentence, parent=parent)
        self.name = Field(look, _("Name, as on the certificate"))
        self.name.changed.connect(lambda text: self.searched.emit(text.strip()))
        self._known = column(gap=1)
        self._known_box = holding(self._known)
        self._known_box.hide()
        self.identified = Choice(look, _("Identified"), identified_answers(), current=identified)
        self.form = Select(look, _("Form"), forms)
        self._trouble = Text(look, tone="danger")
        self.body.addWidget(self.name)
        self.body.addWidget(self._known_box)
        known_by = Text(look, _("How do you know who this is?"), role="small", bold=True)
        nest(self.body, column(known_by, self.identified, gap=0.5))
        self.body.addWidget(self.form)
        self.body.addWidget(self._trouble)
        hide_unless(self.form, len(forms) > 1)
        self.add = PrimaryButton(look, _("Add, present"))
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        self.foot(self.cancel_button(), self.add)
        self.name.edit.setFocus()
        self.setMinimumWidth(least_width(look))

    def show_known(self, people: Sequence[Person]) -> None:
        """Offers those whose name begins so: one touch adds them instead of a second person of the same name."""
        clear(self._known)
        for person in people[:_MOST_KNOWN]:
            button = PlainButton(self.look, "", icon="user")
            button.say_within(person.words, _LONGEST_PERSON)
            button.clicked.connect(lambda _checked=False, known=person.id: self._add_known(known))
            self._known.addWidget(button)
        self._known_box.setVisible(bool(people))

    def _add(self) -> None:
        name = self.name.text().strip()
        self.name.show_error("" if name else _("Write the learner's name."))
        if name and self._is_identified():
            self.accept()
            self.new_asked.emit(name, self.identified.current(), self.form.key())

    def _add_known(self, learner: str) -> None:
        if self._is_identified():
            self.accept()
            self.known_asked.emit(learner, self.identified.current(), self.form.key())

    def _is_identified(self) -> bool:
        said = bool(self.identified.current())
        self._trouble.say("" if said else _("Say how you know who this is."))
        return said
