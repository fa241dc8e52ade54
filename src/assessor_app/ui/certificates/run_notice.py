"""A line that says that a print run is not over."""

from PySide6.QtCore import Signal

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class RunNotice(Frame):
    """Shown while a run stands still.

    Signals:
        go_on_asked(): print what is left. leave_asked(): it is printed another time.
    """

    go_on_asked = Signal()
    leave_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.words = Text(look)
        self.go_on = PlainButton(look, _("Go on with the run"), icon="printer")
        self.leave = QuietButton(look, _("End the run"))
        steps = holding(Flow(self.go_on, self.leave, gap=look.metrics.apart(8)))
        # Beneath the words: beside them there is no room on an upright tablet with letters twice as large.
        told = holding(column(self.words, steps, gap=1))
        line = row(Glyph(look, Shape.HELD), told, gap=2, margin=1.5)
        line.setStretch(1, 1)
        super().__init__("notice", line)
        self.go_on.clicked.connect(self.go_on_asked)
        self.leave.clicked.connect(self.leave_asked)
        self.hide()

    def show_run(self, sentence: str) -> None:
        """Shows a sentence; nothing hides it."""
        self.words.say(sentence)
        self.setVisible(bool(sentence))
