"""A challenge test, written down: what was set, on which day, and what each criterion came to."""

from PySide6.QtCore import Signal

from assessor_app.domain.marks import Mark
from assessor_app.ui.drafts import Typed
from assessor_app.ui.kit.buttons import Choice, PlainButton
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.prior.part import Part
from assessor_app.ui.prior.view import ChallengeAsked, PriorView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.marks import mark_word


class ChallengePart(Part):
    """Writes down one test; what it is not on stays as it is.

    Signals:
        asked(object): a ChallengeAsked.
    """

    about = "challenge"
    asked = Signal(object)

    def __init__(self, look: Look, view: PriorView) -> None:
        super().__init__(
            look,
            _("Challenge test"),
            _("No challenge test is written down yet."),
            PlainButton(look, _("Keep this"), name=_("Keep this challenge test")),
        )
        self._today = view.today
        self.task = Field(look, _("What they were asked to do, and under which conditions"), lines=2)
        self.day = Field(look, _("On which day it was held"), text=view.today, hint="2026-03-31")
        self.results: dict[str, Choice] = {}
        self.fields = {"task": self.task}
        self.keep.clicked.connect(self._ask)
        told = Text(
            look,
            _(
                "What you saw in the test is marked as seen by you; the paper says that there was a challenge test."
            ),
            tone="muted",
        )
        self.box.addWidget(told)
        self.box.addWidget(self.task)
        self.box.addWidget(self.day)
        answers = [("", _("not tested")), *((one.value, mark_word(one)) for one in (Mark.MET, Mark.NOT_MET))]
        for key, words in view.criteria:
            choice = Choice(look, words, answers)
            choice.choose("")
            self.results[key] = choice
            self.box.addWidget(Text(look, words))
            self.box.addWidget(choice)
        self.box.addWidget(self.wrong)
        self.box.addWidget(holding(row(None, self.keep)))
        self.show_lines(view.challenges)

    def typed(self) -> Typed | None:
        """What stands here and was not kept; a day alone is nothing typed."""
        said = super().typed()
        results = {f"result {key}": one.current() for key, one in self.results.items() if one.current()}
        if said is None and not results:
            return None
        words = {} if said is None else dict(said.fields)
        return Typed(fields={**words, **results, "day": self.day.text()})

    def put_back(self, typed: Typed) -> None:
        """Shows again what was typed before, and says that nobody kept it."""
        super().put_back(typed)
        self.day.write(typed.fields.get("day", self._today))
        for key, choice in self.results.items():
            choice.choose(typed.fields.get(f"result {key}", ""))

    def clear(self) -> None:
        """Empties what was typed."""
        super().clear()
        self.day.write(self._today)
        for choice in self.results.values():
            choice.choose("")

    def _ask(self) -> None:
        self.keep.setEnabled(False)
        said = {key: choice.current() for key, choice in self.results.items()}
        results = tuple((key, result) for key, result in said.items() if result)
        self.asked.emit(ChallengeAsked(task=self.task.text(), day=self.day.text(), results=results))
