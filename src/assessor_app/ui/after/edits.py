"""One mark, or one answer, as it stands, to be changed."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from assessor_app.domain.form import Criterion, Question
from assessor_app.domain.marks import Judgement, Mark, Occasion, OralAnswer, TakenReading
from assessor_app.ui.assess.readings import ReadingFields
from assessor_app.ui.assessing.views import reading_view
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.layout import column, row, rule
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import short_day
from assessor_app.wording.marks import mark_word


class MarkEdit(QWidget):
    """One criterion on one occasion: mark, note, readings. *Not applicable* is there where it stands already."""

    def __init__(self, look: Look, where: Occasion, criterion: Criterion, said: Judgement | None) -> None:
        super().__init__()
        self.occasion = where.id
        self._now = said or Judgement(criterion=criterion.id)
        self._taken = dict(self._now.readings)
        marks = [mark for mark in Mark if mark is not Mark.NOT_APPLICABLE or self._now.mark is mark]
        words = _("{criterion}, {day}").format(criterion=criterion.id, day=short_day(where.date))
        self.mark, self.note = _asked(look, words, marks, self._now)
        self.readings = [
            ReadingFields(look, reading_view(reading, self._taken.get(index)))
            for index, reading in enumerate(criterion.readings)
        ]
        for index, fields in enumerate(self.readings):
            fields.taken.connect(partial(self._take, index))
        text = Text(look, f"{criterion.id}  {criterion.text}")
        line = row(self.note, self.mark, gap=2)
        line.setStretch(0, 1)
        self.setLayout(column(rule(), text, line, *self.readings, gap=1))

    @property
    def criterion(self) -> str:
        return self._now.criterion

    def settled(self) -> bool:
        """Whether every reading can be read; says so beneath one that cannot."""
        wrong = next((fields for fields in self.readings if not fields.keep()), None)
        if wrong is not None:
            wrong.value.edit.setFocus()
        return wrong is None

    def changed(self) -> Judgement | None:
        """The judgement as it is to stand; None where nothing was changed."""
        mark, note = Mark(self.mark.key()), self.note.text().strip()
        if (mark, note, self._taken) == (self._now.mark, self._now.note, self._now.readings):
            return None
        return replace(
            self._now.with_mark(mark, reason=self._now.reason), note=note, readings=dict(self._taken)
        )

    def _take(
        self, index: int, value: float | None, instrument: str, calibrated: str, within: bool | None
    ) -> None:
        if value is None:
            self._taken.pop(index, None)
        else:
            # A correction leaves where it was written down first.
            before = self._taken.get(index, TakenReading(value=value))
            self._taken[index] = replace(
                before, value=value, instrument=instrument, calibrated=calibrated, within=within
            )


class AnswerEdit(QWidget):
    """One oral question: what of it was said, in one's own words too, and the mark."""

    def __init__(self, look: Look, question: Question, said: OralAnswer | None) -> None:
        super().__init__()
        self._now = said or OralAnswer(question=question.id)
        marks = [mark for mark in Mark if mark is not Mark.NOT_APPLICABLE or self._now.mark is mark]
        self.mark, self.note = _asked(look, question.id, marks, self._now)
        self.points = [Tick(look, point) for point in question.must_say]
        for index, point in enumerate(self.points):
            point.setChecked(index in self._now.said)
        text = Text(look, f"{question.id}  {question.text}")
        line = row(self.note, self.mark, gap=2)
        line.setStretch(0, 1)
        self.setLayout(column(rule(), text, *self.points, line, gap=1))

    @property
    def question(self) -> str:
        return self._now.question

    def settled(self) -> bool:
        """Whether what is met was said: a bare *met* is no answer; says so beneath the words."""
        new = self._as_is()
        bare = new.mark is Mark.MET and bool(self.points) and not (new.said or new.note)
        self.note.show_error(_("Tick what was said, or write it down.") if bare else "")
        if bare:
            self.note.edit.setFocus()
        return not bare

    def changed(self) -> OralAnswer | None:
        """The answer as it is to stand; None where nothing was changed."""
        new = self._as_is()
        return None if new == self._now else new

    def _as_is(self) -> OralAnswer:
        said = tuple(index for index, point in enumerate(self.points) if point.isChecked())
        return replace(self._now, mark=Mark(self.mark.key()), said=said, note=self.note.text().strip())


def _asked(look: Look, what: str, marks: list[Mark], now: Judgement | OralAnswer) -> tuple[Select, Field]:
    """The mark and the words of what is named so, as they stand."""
    mark = Select(look, _("Mark of {what}").format(what=what), [(one.value, mark_word(one)) for one in marks])
    mark.choose(now.mark.value)
    return mark, Field(look, _("Note on {what}").format(what=what), text=now.note)
