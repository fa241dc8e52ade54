"""Where this device belongs, and the way to an awarding body."""

from PySide6.QtCore import Signal

from assessor_app.ui.joining.view import JoinView
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.flow import Flow
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
        asked(): somebody wants to join, or to take the answer. retire_asked(): nothing more is to be signed here.
        asks_asked(): what the awarding body asks.
    """

    asked = Signal()
    retire_asked = Signal()
    asks_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.words = Text(look)
        self.step = PlainButton(look, _("Join…"), icon="link")
        self.retire = PlainButton(look, _("Retire this device…"), icon="archive")
        self.asks = PlainButton(look, _("What it asks…"), icon="list-checks")
        self.progress = Progress(look)
        self.done = Text(look)
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        title = Text(look, _("Awarding body"), role="row", bold=True)
        words = holding(column(title, self.words, None))
        steps = Flow(self.step, self.asks, self.retire, gap=look.metrics.apart(8))
        step = holding(column(holding(steps), None))
        line = BesideOrBelow(look, words, step, from_width=STEP_BESIDE_FROM, parts=(1, 0))
        super().__init__(line, self._done, self.progress, gap=1, margin=2)
        self._done.hide()
        self.step.clicked.connect(self.asked)
        self.asks.clicked.connect(self.asks_asked)
        self.asks.hide()
        self.belongs = False
        self.retire.clicked.connect(self.retire_asked)

    def show_view(self, view: JoinView) -> None:
        self.words.say(view.words)
        self.step.say(view.step or _("Join…"))
        self.step.setVisible(bool(view.step))
        self.asks.setVisible(view.belongs)
        self.belongs = view.belongs
        self.retire.setVisible(view.retires)

    def show_under_way(self, words: str, done: int = 0, of: int = 0) -> None:
        """What is being done now, and how far it is (`of` = 0: nobody knows); no words when nothing is."""
        for button in (self.step, self.retire):
            button.setEnabled(not words)
        self._done.hide()
        if words:
            self.progress.show_progress(words, done, of)
        else:
            self.progress.hide()

    def show_done(self, words: str) -> None:
        """What came of it."""
        self.show_under_way("")
        self.done.say(words)
        self._done.setVisible(bool(words))
