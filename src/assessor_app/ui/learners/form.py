"""The form of one learner: everything that is kept of a person, on one sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.learners.view import LearnerDraft
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class LearnerForm(Dialog):
    """Asks for a learner's data.

    Signals:
        saved(LearnerDraft): what stands in the form; answer with `refuse` or `accept`.
    """

    saved = Signal(object)

    def __init__(
        self, look: Look, draft: LearnerDraft, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        """`hint` is a sentence on what a change does not do, e.g. to certificates already issued."""
        title = _("Edit learner") if draft.id else _("Add learner")
        super().__init__(look, title, parent=parent)
        self._id = draft.id
        self.name = Field(look, _("Full name, as on the identity document"), text=draft.name)
        self.number = Field(look, _("Number"), hint=_("may come later"), text=draft.number)
        self.group = Field(look, _("Group"), text=draft.group)
        marks = [
            ("birth-date", _("Birth date")),
            ("id-last-four", _("Last 4 of an id")),
            ("none", _("None")),
        ]
        self.mark = Choice(look, _("What the certificate shows beside the name"), marks, current=draft.mark)
        self.birth_date = Field(look, _("Birth date"), hint=_("YYYY-MM-DD"), text=draft.birth_date)
        self.last_four = Field(look, _("Last 4 characters of an identity document"), text=draft.id_last_four)
        ages = [("yes", _("Under 18")), ("no", _("18 or older")), ("", _("Not known"))]
        self.under_18 = Choice(look, _("Age"), ages, current=draft.under_18)
        self._age = holding(
            column(Text(look, _("Age"), role="small", bold=True), row(self.under_18, None), gap=0.5)
        )
        self.guardian = Tick(look, _("The guardian's consent has been seen"))
        self.guardian.setChecked(draft.guardian_consent)
        self.photo = Tick(look, _("May be photographed as evidence"))
        self.photo.setChecked(draft.photo_consent)
        self._lay_out(hint)
        self.keep = PrimaryButton(look, _("Save") if draft.id else _("Add"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._save)
        self.foot(self.cancel_button(), self.keep)
        self.birth_date.changed.connect(self._hide_age)
        self._hide_age(draft.birth_date)
        self.name.edit.setFocus()

    def draft(self) -> LearnerDraft:
        """What stands in the form."""
        return LearnerDraft(
            id=self._id,
            name=self.name.text(),
            number=self.number.text(),
            group=self.group.text(),
            mark=self.mark.current() or "none",
            birth_date=self.birth_date.text().strip(),
            id_last_four=self.last_four.text(),
            under_18=self.under_18.current(),
            guardian_consent=self.guardian.isChecked(),
            photo_consent=self.photo.isChecked(),
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Says what is wrong, under the field that it is about: name, number, group, birth_date, last_four."""
        fields = self._fields()
        for field_of in fields.values():
            field_of.show_error("")
        wrong = fields.get(field, self.name)
        wrong.show_error(sentence)
        wrong.edit.setFocus()
        self.keep.setEnabled(True)

    def _fields(self) -> dict[str, Field]:
        return {
            "name": self.name,
            "number": self.number,
            "group": self.group,
            "birth_date": self.birth_date,
            "last_four": self.last_four,
        }

    def _save(self) -> None:
        self.keep.setEnabled(False)
        self.saved.emit(self.draft())

    def _hide_age(self, birth_date: str) -> None:
        # The birth date settles it.
        self._age.setVisible(not birth_date.strip())

    def _lay_out(self, hint: str) -> None:
        look = self.look
        pair = row(self.number, self.group, gap=2)
        mark = column(
            Text(
                look,
                _("What the certificate shows beside the name, by the learner's choice"),
                role="small",
                bold=True,
            ),
            row(self.mark, None),
            gap=0.5,
        )
        identity = row(self.birth_date, self.last_four, gap=2)
        words = Text(look, hint, tone="muted")
        if not hint:
            words.hide()
        box = column(
            self.name, words, pair, mark, identity, self._age, self.guardian, self.photo, None, gap=2
        )
        nest(self.body, box)
        self.resize(min(look.metrics.text(720), self.room().width() - 32), 0)


class NameCheckDialog(Dialog):
    """Asks against what the spelling was checked.

    Signals:
        checked(str): `learner`, `document` or `staff`.
    """

    checked = Signal(str)

    def __init__(self, look: Look, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            look,
            _("How was the spelling checked?"),
            sentence=_("This is written down with your name, as a signed record."),
            parent=parent,
        )
        self.body.addWidget(Text(look, name, role="name", bold=True))
        self.buttons: dict[str, PlainButton] = {}
        for how, words in (
            ("learner", _("The learner read it and said it is right")),
            ("document", _("Compared with an identity document")),
            ("staff", _("I know how this person spells it")),
        ):
            button = PlainButton(look, words)
            button.clicked.connect(lambda _checked=False, how=how: self._say(how))
            self.buttons[how] = button
            self.body.addWidget(button)
        self.foot(self.cancel_button())

    def _say(self, how: str) -> None:
        self.accept()
        self.checked.emit(how)
