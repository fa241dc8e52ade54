"""Setting up a centre: four sheets of questions, one after the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from assessor_app.ui.firstrun.countries import countries
from assessor_app.ui.firstrun.questions import Answers, Question, sheets
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Step, back_button
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class SheetStep(Step):
    """One sheet of questions, with the answers given so far.

    Signals:
        answered(): every answer on it will do.
        back_requested(): to the sheet before.
    """

    answered = Signal()
    back_requested = Signal()

    def __init__(self, look: Look, number: int, answers: Answers, *, last: bool) -> None:
        """`answers` is filled in place."""
        sheet = sheets()[number]
        super().__init__(look, sheet.title, about=sheet.about)
        self._answers = answers
        self._questions = sheet.questions
        self.inputs: dict[str, Field | Select] = {}
        self.add(
            Text(look, _("{number} of {count}").format(number=number + 1, count=len(sheets())), tone="muted")
        )
        for question in sheet.questions:
            self.add(self._ask(question))
        self.go = PrimaryButton(look, _("Set up this centre") if last else _("Go on"))
        self.go.clicked.connect(self._check)
        back = back_button(look)
        back.clicked.connect(self._go_back)
        self.foot(back, None, self.go)
        first = next(iter(self.inputs.values()))
        self.first_focus = first.edit if isinstance(first, Field) else first

    def refuse(self, key: str, sentence: str) -> None:
        """Says what is wrong with one answer."""
        found = self.inputs.get(key)
        if isinstance(found, Field):
            found.show_error(sentence)

    def _ask(self, question: Question) -> QWidget:
        given = self._answers.get(question.key, "")
        note = Text(self.look, question.note, role="small", tone="muted")
        if not question.note:
            note.hide()
        if question.country:
            chosen = Select(self.look, question.label, [("", _("Choose the country")), *countries()])
            chosen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chosen.setMaxVisibleItems(12)
            chosen.choose(given)
            self.inputs[question.key] = chosen
            self._country_wrong = Text(self.look, role="small", tone="danger")
            self._country_wrong.hide()
            label = Text(self.look, question.label, role="small", bold=True)
            return holding(column(label, chosen, self._country_wrong, gap=0.5))
        field = Field(self.look, question.label, hint=question.hint, secret=question.secret, text=given)
        if isinstance(field.edit, QLineEdit):
            field.edit.returnPressed.connect(self._check)
        self.inputs[question.key] = field
        return holding(column(field, note, gap=0.5))

    def _take(self) -> None:
        for key, found in self.inputs.items():
            self._answers[key] = found.text() if isinstance(found, Field) else found.key()

    def _go_back(self) -> None:
        self._take()
        self.back_requested.emit()

    def _check(self) -> None:
        self._take()
        wrong = {question.key: question.check(self._answers) for question in self._questions}
        for question in self._questions:
            found = self.inputs[question.key]
            if isinstance(found, Field):
                found.show_error(wrong[question.key])
            else:
                self._country_wrong.say(wrong[question.key])
                self._country_wrong.setVisible(bool(wrong[question.key]))
        first = next((self.inputs[key] for key, words in wrong.items() if words), None)
        if first is None:
            self.answered.emit()
        else:
            (first.edit if isinstance(first, Field) else first).setFocus()
