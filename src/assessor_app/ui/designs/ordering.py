"""Which parts a design has, and in which order: one is chosen and moved by buttons, never dragged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.design import CertificateDesign, Part
from assessor_app.ui.designs import parts_edits
from assessor_app.ui.designs.parts_edits import OPTIONAL, Column
from assessor_app.ui.designs.words import column_word
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Select, Tick
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.designs import part_name


class Ordering(QWidget):
    """Moves the chosen part; shows and hides those that a certificate need not have.

    Signals:
        changed(object): the CertificateDesign as it is now.
    """

    changed = Signal(object)

    def __init__(self, look: Look, design: CertificateDesign) -> None:
        """`design` is the one that was opened: a part that is shown again stands where it stood there."""
        super().__init__()
        self._design = self._before = design
        self._places: dict[str, tuple[Column, int]] = {}
        self.part = Select(look, _("Part"))
        self.part.activated.connect(lambda _index: self._show_ways())
        self.up = PlainButton(look, _("Up"), icon="chevron-up", name=_("Move the part up"))
        self.down = PlainButton(look, _("Down"), icon="chevron-down", name=_("Move the part down"))
        self.across = PlainButton(look, _("Other column"), name=_("Move the part to the other column"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.across.clicked.connect(self._cross)
        self.ticks = {part: Tick(look, part_name(part)) for part in OPTIONAL}
        for part, tick in self.ticks.items():
            tick.toggled.connect(lambda on, part=part: self._have(part, on=on))
        about = _("All other parts must stand on every certificate; they are moved, and never left out.")
        box = column(
            Text(look, _("Part"), role="small", bold=True),
            self.part,
            holding(Flow(self.up, self.down, self.across, gap=look.metrics.apart(8))),
            Text(look, _("Show"), role="small", bold=True),
            *self.ticks.values(),
            Text(look, about, role="small", tone="muted"),
            None,
            gap=1.5,
        )
        whole = column()
        nest(whole, box)
        self.setLayout(whole)
        self.show_design(design)

    def show_design(self, design: CertificateDesign) -> None:
        """Shows a design, without saying that it changed."""
        self._design = design
        self._places = {}
        items = []
        for name, lines in parts_edits.columns(design).items():
            for place, line in enumerate(lines):
                key = _key(line.part, [one.part for one in lines[:place]].count(line.part), name)
                self._places[key] = (name, place)
                items.append((key, f"{column_word(name)}: {part_name(line.part)}"))
        self.part.offer(items)
        for part, tick in self.ticks.items():
            tick.setChecked(parts_edits.is_shown(design, part))
            tick.setVisible(parts_edits.can_show(design, part))
        self._show_ways()

    def choose(self, part: Part) -> None:
        """Chooses a part to be moved."""
        self.part.choose(next((key for key in self._places if key.split(":")[0] == part.value), ""))
        self._show_ways()

    def _show_ways(self) -> None:
        name, place = self._places[self.part.key()]
        self.up.setEnabled(parts_edits.can_move(self._design, name, place, -1))
        self.down.setEnabled(parts_edits.can_move(self._design, name, place, 1))
        self.across.setVisible(parts_edits.can_cross(self._design, name, place))

    def _move(self, by: int) -> None:
        name, place = self._places[self.part.key()]
        self._take(parts_edits.moved(self._design, name, place, by))

    def _cross(self) -> None:
        name, place = self._places[self.part.key()]
        part = parts_edits.columns(self._design)[name][place].part
        self._take(parts_edits.crossed(self._design, name, place))
        self.choose(part)

    def _have(self, part: Part, *, on: bool) -> None:
        self._take(parts_edits.with_part(self._design, part, on=on, before=self._before))

    def _take(self, design: CertificateDesign) -> None:
        if design != self._design:
            self.show_design(design)
            self.changed.emit(design)


def _key(part: Part, nth: int, name: Column) -> str:
    """The same for a part wherever it stands in its column; a bar may stand twice."""
    return f"{part.value}:{nth}:{name.value}"
