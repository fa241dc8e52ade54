"""Prior learning: which evidence shows what, as of when and how it is known; the interview on each outcome, and a challenge test."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.layout import Scroll, column, hide_unless, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.prior.challenge import ChallengePart
from assessor_app.ui.prior.part import Part
from assessor_app.ui.prior.view import ClaimAsked, InterviewAsked, PriorView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class PriorDialog(Dialog):
    """Shows a `PriorView` and asks; what it lists is what was kept.

    Signals:
        claim_asked(object): a ClaimAsked.
        interview_asked(object): an InterviewAsked.
        challenge_asked(object): a ChallengeAsked.
    """

    claim_asked = Signal(object)
    interview_asked = Signal(object)
    challenge_asked = Signal(object)

    def __init__(self, look: Look, view: PriorView, parent: QWidget | None = None) -> None:
        told = _(
            "What is mapped is marked met as of the day of the work; the form's rule on age counts from there."
        )
        title = _("Prior learning: {name}").format(name=view.name)
        super().__init__(look, title, sentence=told, parent=parent)
        self.claim = ClaimPart(look, view)
        self.interview = InterviewPart(look, view)
        self.challenge = ChallengePart(look, view)
        self.challenge.asked.connect(self.challenge_asked)
        self.claim.asked.connect(self.claim_asked)
        self.interview.asked.connect(self.interview_asked)
        scroll = Scroll(holding(column(self.claim, self.interview, self.challenge, None, gap=2)), name=title)
        room = self.screen().availableGeometry().height() - look.metrics.text(260)
        scroll.setMinimumHeight(max(200, min(look.metrics.text(560), room)))
        self.body.addWidget(scroll, 1)
        self.setMinimumWidth(min(look.metrics.text(800), 940, self.room().width()))
        close = PlainButton(look, _("Close"))
        close.clicked.connect(self.accept)
        self.foot(close)
        self.claim.pieces.setFocus()

    def show_view(self, view: PriorView) -> None:
        """Shows what is kept now."""
        self.claim.show_lines(view.claims)
        self.interview.show_lines(view.interviews)
        self.challenge.show_lines(view.challenges)


class ClaimPart(Part):
    """Maps one piece of evidence to criteria.

    Signals:
        asked(object): a ClaimAsked.
    """

    about = "claim"
    asked = Signal(object)

    def __init__(self, look: Look, view: PriorView) -> None:
        super().__init__(
            look,
            _("Evidence, by criterion"),
            _("Nothing is mapped yet."),
            PrimaryButton(look, _("Keep this"), name=_("Keep this evidence")),
        )
        self.pieces = Select(look, _("Which piece of evidence"), view.pieces)
        self.what = Field(
            look, _("What it is"), hint=_("a reference, a certificate, a photo of finished work")
        )
        self.dated = Field(look, _("On which day the work was done"), hint="2026-03-31")
        self.authenticated = Select(look, _("How it is known to be theirs"), view.authenticated)
        self.known = Field(look, _("Whom you asked, what you saw"))
        self.ticks = {key: Tick(look, words) for key, words in view.criteria}
        self.keep.clicked.connect(self._ask)
        self.fields = {"what": self.what, "dated": self.dated, "known": self.known}
        self.choices = {"piece": self.pieces, "authenticated": self.authenticated}
        self.ticked = self.ticks
        none = Text(
            look,
            _("There is no evidence yet: close this, and add papers and photos with Photo or at a row."),
            tone="danger",
        )
        hide_unless(none, not view.pieces)
        label = Text(look, _("What it shows"), role="small", bold=True)
        for widget in (
            none,
            Text(look, _("Which piece of evidence"), role="small", bold=True),
            self.pieces,
            self.what,
            self.dated,
            Text(look, _("How it is known to be theirs"), role="small", bold=True),
            self.authenticated,
            self.known,
            label,
            *self.ticks.values(),
            self.wrong,
            holding(row(None, self.keep)),
        ):
            self.box.addWidget(widget)
        self.setEnabled(bool(view.pieces))
        self.show_lines(view.claims)

    def _ask(self) -> None:
        self.keep.setEnabled(False)
        self.asked.emit(
            ClaimAsked(
                evidence=self.pieces.key(),
                criteria=tuple(key for key, tick in self.ticks.items() if tick.isChecked()),
                what=self.what.text(),
                dated=self.dated.text(),
                authenticated=self.authenticated.key(),
                known=self.known.text(),
            )
        )


class InterviewPart(Part):
    """Writes down an interview.

    Signals:
        asked(object): an InterviewAsked.
    """

    about = "interview"
    asked = Signal(object)

    def __init__(self, look: Look, view: PriorView) -> None:
        super().__init__(
            look,
            _("Interview, by outcome"),
            _("No interview is written down yet."),
            # One next step on a page: the evidence, or this where there is none to map.
            (PlainButton if view.pieces else PrimaryButton)(
                look, _("Keep this"), name=_("Keep this interview")
            ),
        )
        self.outcome = Select(look, _("Outcome"), view.outcomes)
        self.question = Field(look, _("What was asked"), lines=2)
        self.answer = Field(look, _("What was answered"), lines=3)
        self.enough = Tick(look, _("The answer was enough"))
        self.keep.clicked.connect(self._ask)
        self.fields = {"question": self.question, "answer": self.answer}
        self.choices = {"outcome": self.outcome}
        self.ticked = {"enough": self.enough}
        for widget in (
            Text(look, _("Outcome"), role="small", bold=True),
            self.outcome,
            self.question,
            self.answer,
            self.enough,
            self.wrong,
            holding(row(None, self.keep)),
        ):
            self.box.addWidget(widget)
        self.show_lines(view.interviews)

    def _ask(self) -> None:
        self.keep.setEnabled(False)
        self.asked.emit(
            InterviewAsked(
                outcome=self.outcome.key(),
                asked=self.question.text(),
                answered=self.answer.text(),
                enough=self.enough.isChecked(),
            )
        )
