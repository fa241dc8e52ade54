"""Where this device belongs, and the way to an awarding body."""

from PySide6.QtCore import Signal

from assessor_app.ui.joining.view import JoinView
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.beside import STEP_BESIDE_FROM, BesideOrBelow
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class JoinCard(Card):
    """Shows a `JoinView`.

    Signals:
        asked(): somebody wants to join, or to take the answer.
    """

    asked = Signal()

    def __init__(self, look: Look) -> None:
        self.words = Text(look)
        self.step = PlainButton(look, _("Join…"), icon="link")
        self.progress = Progress(look)
        self.done = Text(look)
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        title = Text(look, _("Awarding body"), role="row", bold=True)
        words = holding(column(title, self.words, None))
        step = holding(column(row(self.step, None), None))
        line = BesideOrBelow(look, words, step, from_width=STEP_BESIDE_FROM, parts=(1, 0))
        super().__init__(line, self._done, self.progress, gap=1, margin=2)
        self._done.hide()
        self.step.clicked.connect(self.asked)

    def show_view(self, view: JoinView) -> None:
        self.words.say(view.words)
        self.step.say(view.step or _("Join…"))
        self.step.setVisible(bool(view.step))

    def show_under_way(self, words: str) -> None:
        """What is being done now; no words when nothing is."""
        self.step.setEnabled(not words)
        self._done.hide()
        if words:
            self.progress.show_progress(words, 0, 0)
        else:
            self.progress.hide()

    def show_done(self, words: str) -> None:
        """What came of it."""
        self.show_under_way("")
        self.done.say(words)
        self._done.setVisible(bool(words))
