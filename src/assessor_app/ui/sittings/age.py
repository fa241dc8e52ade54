"""Is this learner old enough? Asked once at a sitting, where the form asks for an age and their page does not say it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.age import AgeAnswer, AgeSeen
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import ADULT_AT
from assessor_app.services.sittings.age import answer_age
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Tick
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.text import Text
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.age import seen_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

ASKED = frozenset({"age-unasked", "age-not-known", "too-young"})
"""Refusals that an answer about the age mends."""


class AgeDialog(Dialog):
    """One touch answers: what was seen, no, or that nobody knows.

    Signals:
        answered(str, str, bool): an `AgeAnswer`, an `AgeSeen` or empty, and whether they are of age for good.
    """

    answered = Signal(str, str, bool)

    def __init__(
        self, look: Look, name: str, least: int, *, said: str, parent: QWidget | None = None
    ) -> None:
        title = _("Is {name} at least {least}?").format(name=name, least=least)
        super().__init__(look, title, sentence=said, parent=parent)
        self.adult = Tick(look, _("18 or older: nobody is to ask again"))
        hide_unless(self.adult, least <= ADULT_AT)
        self.seen: dict[AgeSeen, PlainButton] = {}
        self.body.addWidget(Text(look, _("Yes, I have seen:"), bold=True))
        for one in AgeSeen:
            name_ = _("Yes, I have seen: {what}").format(what=seen_word(one))
            button = PlainButton(look, seen_word(one), name=name_)
            button.clicked.connect(lambda _checked=False, one=one: self._answer(AgeAnswer.YES, one.value))
            self.seen[one] = button
            self.body.addWidget(button)
        self.body.addWidget(self.adult)
        self.no = PlainButton(look, _("No"))
        self.no.clicked.connect(lambda: self._answer(AgeAnswer.NO))
        self.unknown = PlainButton(look, _("Not known"))
        self.unknown.clicked.connect(lambda: self._answer(AgeAnswer.NOT_KNOWN))
        self.foot(self.cancel_button(), self.no, self.unknown)

    def _answer(self, answer: AgeAnswer, seen: str = "") -> None:
        adult = self.adult.isChecked() and answer is AgeAnswer.YES
        self.accept()
        self.answered.emit(answer.value, seen, adult)


def why_asked(form: str) -> str:
    """Why an age is asked for, of a form as people write it."""
    return _("{form} asks for it, and nothing on the learner's page says it.").format(form=form)


class AgeAsking:
    """Asks on behalf of a page that was refused to begin somebody's work, and keeps the answer."""

    def __init__(
        self, page: QWidget, look: Look, desk: SittingDesk, *, tasks: Tasks, session: Session
    ) -> None:
        self._page, self._look, self._desk = page, look, desk
        self._tasks, self._session = tasks, session

    def ask(self, error: KnownError, again: Callable[[], None]) -> None:
        """Asks; `again` is what was refused, done anew once the answer is yes. Another answer is told as it is."""
        entry, least = str(error.details["entry"]), int(str(error.details["least"]))
        unasked = error.code == "age-unasked"
        said = why_asked(str(error.details["form"])) if unasked else sentence(error)
        name = str(error.details["learner"])
        dialog = AgeDialog(self._look, name, least, said=said, parent=self._page.window())
        desk, by = self._desk, self._session.by

        def keep(answer: str, seen: str, adult: bool) -> None:
            self._tasks.run(
                lambda: answer_age(
                    desk,
                    by=by,
                    entry=entry,
                    answer=AgeAnswer(answer),
                    seen=AgeSeen(seen) if seen else None,
                    adult=adult,
                ),
                done=lambda made: again() if made.answer is AgeAnswer.YES else None,
            )

        dialog.answered.connect(keep)
        dialog.open()
