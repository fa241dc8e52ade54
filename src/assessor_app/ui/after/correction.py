"""The form of a correction: decision, words, every mark and every answer, as they stand; and why they are changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment import Decision
from assessor_app.domain.dealing import deal
from assessor_app.services.after.change import Revision
from assessor_app.services.after.look import Result
from assessor_app.ui.after.asking import filled, labelled
from assessor_app.ui.after.edits import AnswerEdit, MarkEdit
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, hide_unless, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.marks import decision_word


class CorrectionDialog(Dialog):
    """Everything as it stands, to be changed.

    Signals:
        agreed(object): a `Revision` to sign.
    """

    agreed = Signal(object)

    def __init__(self, look: Look, result: Result, *, papers: str, parent: QWidget) -> None:
        title = _("Correct the result of {name}").format(name=result.learner.name)
        super().__init__(look, title, parent=parent)
        self._result = result
        kept = result.work.assessment
        self.decision = Select(look, _("Decision"), _decisions(result))
        self.decision.choose(str(kept.decision))
        self.feedback = Field(look, _("Feedback to the learner"), text=kept.feedback, lines=3)
        self.next_step = Field(look, _("Next step"), text=kept.next_step)
        self.reason = Field(
            look, _("Why it is corrected"), hint=_("a slip of the finger, the wrong row …"), lines=2
        )
        self.override = Field(look, _("Why paperwork that is short may be"), lines=2)
        hide_unless(self.override, result.raisable)
        told = Text(look, _told(result, papers), tone="muted")
        self.marks, self.answers = _marks(look, result), _answers(look, result)
        box = column(told, labelled(look, _("Decision"), self.decision), self.reason, self.override, gap=2)
        for item in (self.feedback, self.next_step, *self.marks, *self.answers):
            box.addWidget(item)
        box.addStretch(1)
        nest(self.body, box)
        self.go = PrimaryButton(look, _("Go on to my PIN"))
        self.go.clicked.connect(self._go)
        self.foot(self.cancel_button(), self.go)
        self.resize(min(look.metrics.text(720), self.room().width() - 32), 0)

    def _go(self) -> None:
        settled = all(edit.settled() for edit in self.marks) and all(edit.settled() for edit in self.answers)
        if not (filled(self.reason) and settled):
            self.show_focused()
            return
        self.accept()
        said = {(edit.occasion, edit.criterion): edit.changed() for edit in self.marks}
        answered = {edit.question: edit.changed() for edit in self.answers}
        self.agreed.emit(
            Revision(
                corrects=self._result.record,
                reason=self.reason.text(),
                decision=Decision(self.decision.key()),
                feedback=self.feedback.text(),
                next_step=self.next_step.text(),
                judgements={where: new for where, new in said.items() if new is not None},
                oral={question: new for question, new in answered.items() if new is not None},
                override=self.override.text(),
            )
        )


def _decisions(result: Result) -> list[tuple[str, str]]:
    """As it stands, and *not yet*; *competent* from there only where somebody asked for it."""
    offered = [Decision.NOT_YET]
    if result.raisable or result.work.assessment.decision is Decision.COMPETENT:
        offered.insert(0, Decision.COMPETENT)
    return [(decision.value, decision_word(decision)) for decision in offered]


def _told(result: Result, papers: str) -> str:
    if result.work.assessment.decision is Decision.COMPETENT:
        return (
            _("The result as signed stays visible beside the corrected one. {papers}")
            .format(papers=papers)
            .strip()
        )
    if result.raisable:
        return _(
            "Somebody asked for this correction, so it may make the result competent; it waits for release then."
        )
    return _("A correction does not make the result competent: that needs a new attempt.")


def _marks(look: Look, result: Result) -> list[MarkEdit]:
    work = result.work
    return [
        MarkEdit(look, occasion, criterion, work.judgements.get((occasion.id, criterion.id)))
        for criterion in result.form.criteria()
        for occasion in work.occasions
    ]


def _answers(look: Look, result: Result) -> list[AnswerEdit]:
    work = result.work
    dealt = deal(result.form, work.assessment.seed)
    return [AnswerEdit(look, question, work.oral.get(question.id)) for question in dealt]
