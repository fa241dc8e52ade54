"""Nobody said whether a learner is of age: pictures, sound and film wait for it, and their page is where it is said."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

UNSAID = "age-unsaid"
"""The code with which a picture, a sound or a film is refused until somebody says how old the learner is."""


class AgeUnsaid(QObject):
    """Asks for it, once for all that came in together.

    Signals:
        page_asked(str): lead to this learner's page.
    """

    page_asked = Signal(str)

    def __init__(self, page: QWidget, look: Look) -> None:
        super().__init__(page)
        self._page, self._look, self._asking = page, look, False

    def ask(self, error: KnownError, learner: str) -> None:
        """`learner` is the id whose page is led to."""
        if self._asking:
            return
        question = Question(
            self._look,
            _("Is {learner} 18 or older?").format(learner=error.details["learner"]),
            sentence=sentence(error),
            yes=_("Say it on the learner's page"),
            no=_("Not now"),
            parent=self._page.window(),
        )
        question.answered.connect(lambda: self.page_asked.emit(learner))
        question.finished.connect(self._asked)
        self._asking = True
        question.open()

    def _asked(self) -> None:
        self._asking = False
