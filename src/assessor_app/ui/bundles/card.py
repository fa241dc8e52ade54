"""Other computers of the centre: set one up from here, or take what one of them sends."""

from PySide6.QtCore import Signal

from assessor_app.ui.bundles.view import BundleView
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.folding import FoldingButton
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
        came_asked(): what came through the awarding body is to be taken. waits(str): what waits for that, in words; empty for nothing.
    """

    set_up_asked = Signal()
    take_asked = Signal()
    came_asked = Signal()
    waits = Signal(str)

    def __init__(self, look: Look) -> None:
        self.set_up = FoldingButton(look, _("Set up another computer…"), icon="usb")
        self.take = FoldingButton(look, _("Take what another computer sends…"), icon="download")
        self.done = Text(look)
        self.waiting = Text(look, bold=True)
        self.came = PrimaryButton(
            look, _("Take it"), icon="download", name=_("Take what another computer sent")
        )
        self._waits = holding(column(self.waiting, holding(Flow(self.came)), gap=1))
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        words = _(
            "Staff, learners, forms and planned sittings go there on a stick or through the awarding body, sealed for that"
            " computer alone: nothing is typed twice."
        )
        title = Text(look, _("Other computers of the centre"), role="row", bold=True)
        between = look.metrics.apart(8)
        steps = Flow(self.set_up, self.take, gap=between)
        super().__init__(
            column(title, Text(look, words)),
            self._waits,
            holding(steps),
            self._done,
            gap=between / 8,
            margin=2,
        )
        self.show_view(BundleView())
        self._done.hide()
        self.set_up.clicked.connect(self.set_up_asked)
        self.take.clicked.connect(self.take_asked)
        self.came.clicked.connect(self.came_asked)

    def show_view(self, view: BundleView) -> None:
        self.set_up.setVisible(view.makes)
        self.take.setVisible(view.takes)
        self.waiting.say(view.waiting)
        self._waits.setVisible(bool(view.waiting))
        self.setVisible(view.makes or view.takes)
        self.waits.emit(view.waiting)

    def show_under_way(self, *, under_way: bool) -> None:
        """Nothing is asked twice while a stick is written or read."""
        for button in (self.set_up, self.take, self.came):
            button.setEnabled(not under_way)
        if under_way:
            self._done.hide()

    def show_done(self, words: str) -> None:
        """What came of it."""
        self.show_under_way(under_way=False)
        self.done.say(words)
        self._done.setVisible(bool(words))
