"""Other computers of the centre: set one up from here, or take what one of them sends."""

from PySide6.QtCore import Signal

from assessor_app.ui.bundles.view import BundleView
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class BundleCard(Card):
    """Shows a `BundleView`; it is hidden from whoever may do neither.

    Signals:
        set_up_asked(): another computer is to be set up. take_asked(): something is to be taken from a stick.
    """

    set_up_asked = Signal()
    take_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.set_up = PlainButton(look, _("Set up another computer…"), icon="usb")
        self.take = PlainButton(look, _("Take what another computer sends…"), icon="download")
        self.done = Text(look)
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        words = _(
            "Staff, learners, forms and planned sittings go there on a stick, sealed for that computer alone: nothing is typed twice."
        )
        title = Text(look, _("Other computers of the centre"), role="row", bold=True)
        steps = Flow(self.set_up, self.take, gap=look.metrics.apart(8))
        super().__init__(column(title, Text(look, words)), holding(steps), self._done, gap=1, margin=2)
        self.show_view(BundleView())
        self._done.hide()
        self.set_up.clicked.connect(self.set_up_asked)
        self.take.clicked.connect(self.take_asked)

    def show_view(self, view: BundleView) -> None:
        self.set_up.setVisible(view.makes)
        self.take.setVisible(view.takes)
        self.setVisible(view.makes or view.takes)

    def show_under_way(self, *, under_way: bool) -> None:
        """Nothing is asked twice while a stick is written or read."""
        for button in (self.set_up, self.take):
            button.setEnabled(not under_way)
        if under_way:
            self._done.hide()

    def show_done(self, words: str) -> None:
        """What came of it."""
        self.show_under_way(under_way=False)
        self.done.say(words)
        self._done.setVisible(bool(words))
