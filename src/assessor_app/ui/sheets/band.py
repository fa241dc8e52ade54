"""The band of a page on which a paper sheet is being copied, until somebody is done."""

from PySide6.QtCore import Signal

from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, column, holding
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 460


class CopyBand(Frame):
    """Which sheet is copied and when it was seen; hidden while none is.

    Signals:
        done_asked(): no more of this sheet. change_asked(): another sheet, or another time.
        photo_asked(): its photo is kept with the work.
    """

    done_asked = Signal()
    change_asked = Signal()
    photo_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("notice")
        self._look, self._low = look, False
        self._words = Text(look, role="row", bold=True)
        self._in_short = Shortened(look, "", title=_("Copying from paper"), least=16)
        self._in_short.hide()
        self.photo = PlainButton(look, _("Photo of the sheet"), icon="camera")
        self.photo.clicked.connect(self.photo_asked)
        self.change = PlainButton(look, _("Change"), name=_("Another sheet, or another time"))
        self.change.clicked.connect(self.change_asked)
        self.done = PrimaryButton(look, _("Done"), name=_("Done copying: back to what is seen now"))
        self.done.clicked.connect(self.done_asked)
        gap = max(look.metrics.step(1), look.metrics.gap)
        steps = holding(Flow(self.photo, self.change, self.done, gap=gap))
        said = holding(column(self._words, self._in_short, gap=0))
        self._line = column(Beside(look, said, steps, from_width=_BESIDE_FROM, gap=gap / 8), gap=0)
        self._edge()
        self.setLayout(self._line)
        self.hide()

    def say(self, words: str) -> None:
        """Says what is copied; hidden where nothing is."""
        self._words.say(words)
        self._in_short.tell(words, title=_("Copying from paper"))
        self.setVisible(bool(words))

    def stand(self, *, low: bool) -> None:
        """In a low window all of it stands in one line: where the words are cut, a touch on them opens them whole.

        Another time is then given where the sheet was asked for.
        """
        if low != self._low:
            self._low = low
            self._words.setHidden(low)
            self._in_short.setVisible(low)
            self.photo.wear_icon(worn=not low)
            self.photo.say(_("Photo") if low else _("Photo of the sheet"), name=_("Photo of the sheet"))
            self.change.setHidden(low)
            self._edge()

    def _edge(self) -> None:
        step, high = self._look.metrics.step, 0.25 if self._low else 0.75
        # In one line the words are a target too: with gloves what stands over the band keeps its distance.
        around = self._look.metrics.apart(step(high)) if self._low else step(high)
        self._line.setContentsMargins(step(2), around, step(2), step(high))
