"""On a sitting's page: that the room, or a learner, is stopped, since when and why, and the way to go on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from assessor_app.domain.stopping import Stoppage
from assessor_app.services.today.ports import EntryLine
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.floor import stop_word


def stops_words(stops: Sequence[Stoppage], lines: Sequence[EntryLine]) -> tuple[str, ...]:
    """A line for each stop that stands: when, whom, and what happened once somebody said it.

    A learner whose attempt ended there waits for nothing, once somebody said what happened.
    """
    said = []
    for stop in stops:
        line = next((line for line in lines if line.entry.id == stop.entry), None)
        if line is not None and line.end is not None and not stop.unsaid:
            continue
        whom = f"{line.entry.bib} {line.name}" if line is not None else _("The whole room")
        parts = [_("Stopped at {time}").format(time=stop.at[11:16]), whom]
        parts.append(stop_word(stop.why) if stop.why is not None else _("nobody has said yet what happened"))
        said.append(" · ".join(parts))
    return tuple(said)


_BESIDE_FROM = 560


class StandingStops(Frame):
    """Nothing can be marked until somebody lets work go on: that is done at the board.

    Signals:
        go_on_asked(): to the board.
    """

    go_on_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("dangerous")
        self._words = Text(look, role="row", bold=True)
        self._about = Text(
            look,
            _("Marks and clocks are frozen. At the board you say what happened, and why work can go on."),
        )
        self.go_on = PrimaryButton(look, _("Go on at the board"), icon="play")
        self.go_on.clicked.connect(self.go_on_asked)
        said = row(Glyph(look, Shape.HELD, size=24), column(self._words, self._about, gap=0.25), gap=1.5)
        said.setStretch(1, 1)
        gap = max(look.metrics.gap / 8, 1.5)
        line = column(Beside(look, said, self.go_on, from_width=_BESIDE_FROM, gap=gap))
        step = look.metrics.step
        line.setContentsMargins(step(3), step(1), step(3), step(1))
        self.setLayout(line)
        self.hide()

    def show_stops(self, stops: Sequence[str], *, may_go_on: bool) -> None:
        """Shows each stop on a line of its own; hidden where there is none."""
        self._words.say("\n".join(stops))
        self.go_on.setVisible(may_go_on)
        self.setVisible(bool(stops))
