"""Pictures of the work of somebody who allows no photographs: kept only with the word that no person is seen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

REFUSED = "photographs-refused"
"""The code with which a picture is refused until that word is given."""


class WorkOnly(QObject):
    """Asks once for all pictures of one learner that came in together."""

    def __init__(self, page: QWidget, look: Look) -> None:
        super().__init__(page)
        self._page, self._look = page, look
        self._waiting: dict[str, list[Callable[[], None]]] = {}

    def ask(self, learner: str, keep: Callable[[], None]) -> None:
        """`keep` is called once somebody says that the work alone is seen; else nothing is kept."""
        waiting = self._waiting.setdefault(learner, [])
        waiting.append(keep)
        if len(waiting) > 1:
            return
        question = Question(
            self._look,
            _("Is the work alone seen, and no person?"),
            sentence=_(
                "{learner} does not allow photographs. A picture is kept only where nobody can be seen in it; that you said so is kept with it."
            ).format(learner=learner),
            yes=_("The work alone is seen"),
            no=_("Do not keep it"),
            parent=self._page.window(),
        )
        question.answered.connect(lambda: self._answer(learner, keep=True))
        question.rejected.connect(lambda: self._answer(learner, keep=False))
        question.open()

    def _answer(self, learner: str, *, keep: bool) -> None:
        for act in self._waiting.pop(learner, []):
            if keep:
                act()


def refused_words() -> str:
    """Said before a camera opens."""
    return _("photographs are not allowed: the work alone, no person")
