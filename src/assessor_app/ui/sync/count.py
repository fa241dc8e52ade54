"""The closed count: numbers first, large enough to read from the door."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.beside import BesideOrBelow
from assessor_app.ui.sync.view import CountView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_SIGNS = ("=", "+", "+", "+")
_PILLAR = 84
_BESIDE_FROM = 940


class ClosedCount(Card):
    """captured = unsent + accepted + held + rejected, and what becomes of it beside them."""

    def __init__(self, look: Look) -> None:
        captions = (_("captured"), _("unsent"), _("accepted"), _("held"), _("rejected"))
        self._numbers = [Text(look, "0", role="count", bold=place == 0, wrap=False) for place in range(5)]
        self.alone, self.only_here = Text(look, tone="muted"), Text(look, bold=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.metrics.step(1))
        grid.setVerticalSpacing(0)
        for place, (number, caption) in enumerate(zip(self._numbers, captions, strict=True)):
            if place:
                sign = Text(look, _SIGNS[place - 1], role="name", tone="muted", wrap=False)
                grid.addWidget(sign, 0, 2 * place - 1)
            below = Text(look, caption, role="small", tone="muted", wrap=False)
            for line, label in enumerate((number, below)):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                label.setMinimumWidth(look.metrics.text(_PILLAR))
                grid.addWidget(label, line, 2 * place)
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
        words = column(None, self.alone, self.only_here, self._wrong, None, gap=1)
        self._beside = BesideOrBelow(look, holding(grid), holding(words), from_width=_BESIDE_FROM)
        super().__init__(self._beside, gap=1, margin=2)

    def show_count(self, count: CountView) -> None:
        """Shows other numbers."""
        values = (count.captured, count.unsent, count.accepted, count.held, count.rejected)
        for label, value in zip(self._numbers, values, strict=True):
            label.say(f"{value:,}".replace(",", "\N{THIN SPACE}"))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
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
