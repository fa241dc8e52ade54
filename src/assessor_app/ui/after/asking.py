"""What is asked before a result is annulled, and when somebody appeals or an appeal is decided."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.after import Outcome, Remedy, SaidBy, Why
from assessor_app.domain.people import Staff
from assessor_app.services.after.annul import Grounds
from assessor_app.services.after.appeal import Lodged, Ruling
from assessor_app.ui.kit.buttons import DangerButton, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, hide_unless, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.after import remedy_word, said_by_word, why_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words

_DISMISSED = "dismissed"


class _Asking(Dialog):
    """A form whose last button goes on to the PIN."""

    def __init__(self, look: Look, title: str, *, sentence: str, parent: QWidget) -> None:
        super().__init__(look, title, sentence=sentence, parent=parent)
        self.go: PlainButton = PrimaryButton(look, _("Go on to my PIN"))

    def _finish(self) -> None:
        self.go.clicked.connect(self._go)
        self.foot(self.cancel_button(), self.go)

    def _go(self) -> None:
        raise NotImplementedError


def labelled(look: Look, label: str, select: Select) -> QWidget:
    """A choice under its label, as a field stands under its own."""
    return holding(column(Text(look, label, role="small", bold=True), select, gap=0.5))


def filled(field: Field) -> bool:
    """Whether something stands in a field; says so under it where nothing does."""
    there = bool(field.text().strip())
    field.show_error("" if there else _("Write why, in a few words."))
    if not there:
        field.edit.setFocus()
    return there


class AnnulDialog(_Asking):
    """Why, in words, and who the second person is.

    Signals:
        agreed(object, str): `Grounds`, and the id of the second person.
    """

    agreed = Signal(object, str)

    def __init__(self, look: Look, seconds: Sequence[Staff], *, papers: str, parent: QWidget) -> None:
        sentence = _("It counts as no attempt and as no award. {papers}").format(papers=papers).strip()
        super().__init__(look, _("Annul the result"), sentence=sentence, parent=parent)
        self.why = Select(look, _("Why"), [(why.value, why_word(why)) for why in Why])
        people = [(person.id, person.name) for person in seconds]
        self.second = Select(look, _("The second person, who types a PIN after you"), people)
        hint = _("whose marks they are, how it was found")
        self.reason = Field(look, _("In your own words"), hint=hint, lines=3)
        self.go = DangerButton(look, _("Go on to my PIN"))
        self.body.addWidget(labelled(look, _("Why"), self.why))
        self.body.addWidget(self.reason)
        label = _("The second person, who types a PIN after you")
        self.body.addWidget(labelled(look, label, self.second))
        self._finish()

    def _go(self) -> None:
        if filled(self.reason):
            self.accept()
            grounds = Grounds(why=Why(self.why.key()), reason=self.reason.text())
            self.agreed.emit(grounds, self.second.key())


class AppealDialog(_Asking):
    """Who appeals, on which day, and on what grounds; after the last day also why it is heard.

    Signals:
        agreed(object): `Lodged`.
    """

    agreed = Signal(object)

    def __init__(self, look: Look, *, today: date, until: date, parent: QWidget) -> None:
        last = _("The last day is {until}.").format(until=day_words(until.isoformat()))
        super().__init__(look, _("Somebody appeals"), sentence=last, parent=parent)
        self._until = until
        self.who = Select(look, _("Who appeals"), [(who.value, said_by_word(who)) for who in SaidBy])
        self.day = Field(look, _("On which day it was said (year-month-day)"), text=today.isoformat())
        self.grounds = Field(look, _("Grounds, in their words"), lines=4)
        self.late = Field(look, _("It is late: why it is heard all the same"), lines=2)
        hide_unless(self.late, today > until)
        self.day.changed.connect(lambda _text: self._show_late())
        self.body.addWidget(labelled(look, _("Who appeals"), self.who))
        for field in (self.day, self.grounds, self.late):
            self.body.addWidget(field)
        self._finish()

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.day.text().strip())
        except ValueError:
            return None

    def _show_late(self) -> None:
        day = self._day()
        self.late.setVisible(day is not None and day > self._until)

    def _go(self) -> None:
        day = self._day()
        wrong = _("Write the day as year-month-day, such as 2026-03-14.")
        self.day.show_error("" if day else wrong)
        late = day is not None and day > self._until
        if day is None or not filled(self.grounds) or (late and not filled(self.late)):
            return
        self.accept()
        self.agreed.emit(
            Lodged(
                said_by=SaidBy(self.who.key()),
                said_on=day,
                grounds=self.grounds.text(),
                late=self.late.text() if late else "",
            )
        )


class RulingDialog(_Asking):
    """Dismissed, or upheld with what follows; and why.

    Signals:
        agreed(object): `Ruling`.
    """

    agreed = Signal(object)

    def __init__(self, look: Look, said: str, parent: QWidget) -> None:
        super().__init__(look, _("Decide the appeal"), sentence=said, parent=parent)
        answers = [(remedy.value, remedy_word(remedy)) for remedy in Remedy]
        self.outcome = Select(look, _("Decision"), [(_DISMISSED, _("dismissed")), *answers])
        self.reasons = Field(look, _("Reasons, which the learner may read"), lines=4)
        self.body.addWidget(labelled(look, _("Decision"), self.outcome))
        self.body.addWidget(self.reasons)
        self._finish()

    def _go(self) -> None:
        if not filled(self.reasons):
            return
        key = self.outcome.key()
        upheld = key != _DISMISSED
        self.accept()
        self.agreed.emit(
            Ruling(
                outcome=Outcome.UPHELD if upheld else Outcome.DISMISSED,
                remedy=Remedy(key) if upheld else None,
                reasons=self.reasons.text(),
            )
        )
