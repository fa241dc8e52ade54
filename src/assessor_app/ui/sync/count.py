"""The closed count: numbers first, large enough to read from the door."""

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.beside import BesideOrBelow
from assessor_app.ui.sync.pillars import Pillars
from assessor_app.ui.sync.view import CountView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 940


class ClosedCount(Card):
    """captured = unsent + accepted + held + rejected, and what becomes of it beside them."""

    def __init__(self, look: Look) -> None:
        captions = (_("captured"), _("unsent"), _("accepted"), _("held"), _("rejected"))
        self._pillars = Pillars(look, captions)
        self.awards, self.evidence = Text(look, role="small"), Text(look, role="small")
        self.awards.hide()
        self.evidence.hide()
        self.alone, self.only_here = Text(look, tone="muted"), Text(look, bold=True)
        self._wrong = holding(
            row(
                Glyph(look, Shape.DANGER, size=24),
                Text(
                    look,
                    _("This count does not close: a record was lost here. Check all records."),
                    bold=True,
                ),
                gap=1,
            )
        )
        words = column(
            None, self.awards, self.evidence, self.only_here, self.alone, self._wrong, None, gap=0.5
        )
        self._beside = BesideOrBelow(look, self._pillars, holding(words), from_width=_BESIDE_FROM)
        super().__init__(self._beside, gap=1, margin=2)

    def show_lines(self, *, awards: str, evidence: str, only_here: str, alone: str) -> None:
        """The other two lines, what is in none of them, and what becomes of it."""
        pairs = (
            (self.awards, awards),
            (self.evidence, evidence),
            (self.only_here, only_here),
            (self.alone, alone),
        )
        for label, words in pairs:
            label.say(words)
            label.setVisible(bool(words))

    def show_count(self, count: CountView) -> None:
        """Shows other numbers."""
        values = (count.captured, count.unsent, count.accepted, count.held, count.rejected)
        self._pillars.show_numbers([f"{value:,}".replace(",", "\N{THIN SPACE}") for value in values])
        self._wrong.setVisible(not count.closes)
        said = _(
            "{captured} captured = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
        ).format(
            captured=count.captured,
            unsent=count.unsent,
            accepted=count.accepted,
            held=count.held,
            rejected=count.rejected,
        )
        self.setAccessibleName(said)
