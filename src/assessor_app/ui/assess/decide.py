"""Deciding: the assessor's own act, with everything that speaks for and against it on one page."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.ui.drafts import Draft
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Frame, Scroll, SideBySide, column, holding, nest, row
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.status import Glyph, Initials
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

COMPETENT, NOT_YET = "competent", "not-yet-competent"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of evidence: valid, sufficient, authentic, current; `said` whether it holds, `sentence` on what."""

    word: str
    shape: Shape
    said: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What stands between this learner and competent. One that may be overridden wants a reason under its key."""

    key: str
    shape: Shape
    sentence: str
    overridable: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideView:
    """What the decision is taken on; `rule` is the result of the form's rules, in a sentence.

    `wanted` are the countersignatures that *competent* waits for, were whoever looks to decide.
    """

    name: str
    number: str
    initials: str
    form: str
    rule: str
    rule_shape: Shape
    evidence: tuple[RuleLine, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    wanted: tuple[str, ...] = ()
    feedback: str = ""
    next_step: str = ""

    @property
    def may_be_competent(self) -> bool:
        """Whether nothing stands in the way but what a reason may stand in for."""
        return all(obstacle.overridable for obstacle in self.obstacles)


class DecidePage(Page):
    """The decision.

    Signals:
        decided_requested(str, str, str, object): competent or not-yet-competent, feedback, next step, and a dict of
            reasons by obstacle key.
        written(): something was typed; `draft()` says what stands on the page.
        back_requested(): back to the marks.
    """

    written = Signal()
    decided_requested = Signal(str, str, str, object)
    back_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Decide"))
        self.reasons: dict[str, Field] = {}
        self._may_be_competent = False
        self._initials = Initials(look)
        self._name = Line(look, role="name", bold=True, least=8)
        self._about = Line(look, tone="muted", least=12)
        self._content = Scroll(QWidget(), name=_("What the decision is taken on"))
        self.feedback = Field(look, _("Feedback to the learner"), lines=3)
        self.next_step = Field(look, _("Next step"), lines=2)
        for field in (self.feedback, self.next_step):
            self._follow(field)
        back = PlainButton(look, _("Back to the marks"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self.not_yet = PlainButton(look, _("Not yet competent"), icon="circle-dot-dashed")
        self.not_yet.clicked.connect(lambda: self._decide(NOT_YET))
        self.competent = PrimaryButton(look, _("Competent"), icon="circle-check")
        self.competent.clicked.connect(lambda: self._decide(COMPETENT))
        head = row(self._initials, column(self._name, self._about, gap=0.5), gap=2)
        head.setStretch(1, 1)
        head.setContentsMargins(24, 16, 24, 16)
        feet = row(holding(Flow(back, self.not_yet, self.competent, gap=look.metrics.step(2), trailing=True)))
        feet.setContentsMargins(24, 12, 24, 12)
        whole = column(Frame("bar", head), self._content, Frame("foot", feet), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_data(self, data: object) -> None:
        if not isinstance(data, DecideView):
            raise TypeError(f"the decision page shows a DecideView, not {type(data).__name__}")
        self.reasons = {}
        self._initials.say(data.initials)
        self._name.say(data.name)
        self._about.say(" · ".join(part for part in (data.number, data.form) if part))
        self.feedback.write(data.feedback)
        self.next_step.write(data.next_step)
        self._may_be_competent = data.may_be_competent
        self.hold(held=False)
        # The fields outlive the sheet that is replaced here.
        self.feedback.setParent(self)
        self.next_step.setParent(self)
        self._content.setWidget(self._sheet(data))

    def draft(self) -> Draft:
        """What is written, kept or not."""
        return Draft(
            feedback=self.feedback.text(),
            next_step=self.next_step.text(),
            reasons={key: field.text() for key, field in self.reasons.items()},
        )

    def hold(self, *, held: bool) -> None:
        """Takes no decision while one is on its way."""
        self.not_yet.setEnabled(not held)
        self.competent.setEnabled(not held and self._may_be_competent)

    def keys(self) -> Keys:
        return [(_("Tab"), _("to the next field or button"))]

    def first_focus(self) -> QWidget | None:
        return self.feedback.edit

    def _sheet(self, view: DecideView) -> QWidget:
        rule = row(
            Glyph(self.look, view.rule_shape, size=28),
            Text(self.look, view.rule, role="row", bold=True),
            gap=1.5,
        )
        rule.setStretch(1, 1)
        evidence = column(Text(self.look, _("Rules of evidence"), bold=True), gap=1)
        for line in view.evidence:
            nest(evidence, self._evidence(line))
        cards: list[QWidget] = [Card(rule)]
        if view.obstacles:
            cards.append(self._obstacles(view))
        if view.wanted:
            cards.append(self._wanted(view))
        left = column(*cards, None, gap=2)
        right = column(Card(evidence, margin=2), Card(self.feedback, self.next_step, margin=2), None, gap=2)
        made = SideBySide(self.look, left, right)
        made.setContentsMargins(24, 24, 24, 24)
        return made

    def _evidence(self, line: RuleLine) -> QHBoxLayout:
        word = Text(self.look, line.word, bold=True, wrap=False)
        word.setMinimumWidth(self.look.metrics.text(96))
        told = _("{said}: {sentence}").format(said=line.said, sentence=line.sentence)
        made = row(Glyph(self.look, line.shape), word, Text(self.look, told, tone="muted"), gap=1.5)
        made.setStretch(2, 1)
        return made

    def _wanted(self, view: DecideView) -> Card:
        told = _(
            "Competent waits for it: their PIN is asked for when you have decided. Not yet waits for nobody."
        )
        box = column(Text(self.look, _("Countersignature"), bold=True), gap=1)
        for sentence in view.wanted:
            line = row(Glyph(self.look, Shape.WAITING), Text(self.look, sentence), gap=1.5)
            line.setStretch(1, 1)
            nest(box, line)
        box.addWidget(Text(self.look, told, role="small", tone="muted"))
        return Card(holding(box))

    def _obstacles(self, view: DecideView) -> Card:
        box = column(Text(self.look, _("What stands in the way"), bold=True), gap=1.5)
        for obstacle in view.obstacles:
            line = row(Glyph(self.look, obstacle.shape), Text(self.look, obstacle.sentence), gap=1.5)
            line.setStretch(1, 1)
            nest(box, line)
            if obstacle.overridable:
                field = Field(
                    self.look, _("Reason to decide all the same; the certificate waits for release")
                )
                field.edit.setAccessibleName(_("Reason: {about}").format(about=obstacle.sentence))
                field.write(obstacle.reason)
                self._follow(field)
                self.reasons[obstacle.key] = field
                box.addWidget(field)
        return Card(holding(box))

    def _follow(self, field: Field) -> None:
        field.changed.connect(lambda text: field.show_error("") if text.strip() else None)
        field.changed.connect(lambda _text: self.written.emit())

    def _decide(self, decision: str) -> None:
        reasons = {key: field.text().strip() for key, field in self.reasons.items() if field.text().strip()}
        missing = [field for key, field in self.reasons.items() if key not in reasons]
        if decision == COMPETENT and missing:
            for field in missing:
                field.show_error(_("Give a reason, or decide not yet."))
            missing[0].edit.setFocus()
            return
        if decision == NOT_YET and not self.feedback.text().strip():
            self.feedback.show_error(_("Say what the learner needs to do better: it is read to them."))
            self.feedback.edit.setFocus()
            return
        self.feedback.show_error("")
        self.decided_requested.emit(
            decision, self.feedback.text().strip(), self.next_step.text().strip(), reasons
        )
