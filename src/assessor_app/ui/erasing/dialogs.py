"""What is asked before something is erased for good, and what need not be kept any longer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.erasing import Extent, Plan, Why
from assessor_app.services.erasing.erase import Erasing
from assessor_app.ui.after.asking import labelled
from assessor_app.ui.erasing.words import extents, goes, stays, summary, why_choices
from assessor_app.ui.kit.buttons import DangerButton, PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import clear, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.erasing import why_words


class EraseDialog(Dialog):
    """What goes and what stays, how much is erased, and why.

    Signals:
        agreed(object): `Erasing`.
    """

    agreed = Signal(object)

    def __init__(self, look: Look, plan: Plan, parent: QWidget) -> None:
        super().__init__(look, _("Erase data of {name}").format(name=plan.name), parent=parent)
        self._plan = plan
        choices = extents(plan)
        self.extent = Select(look, _("What is erased"), choices)
        self.why = Select(look, _("Why"))
        self.go = DangerButton(look, _("Go on to my PIN"))
        self.go.clicked.connect(self._go)
        self._going, self._staying = column(gap=1), column(gap=1)
        if choices:
            self.say(
                _("What is erased cannot be brought back. It is signed that it was done, by whom and why.")
            )
            self.body.addWidget(labelled(look, _("What is erased"), self.extent))
            self.body.addWidget(labelled(look, _("Why"), self.why))
            self.extent.currentIndexChanged.connect(lambda _index: self._show())
            self.why.currentIndexChanged.connect(lambda _index: self._show_lines())
            self.body.addWidget(self._titled(_("Erased for good"), self._going))
        else:
            self.say(_("Nothing of this learner can be erased now."))
            self.go.hide()
        self.body.addWidget(self._titled(_("Kept, and why"), self._staying))
        self.foot(self.cancel_button("" if choices else _("Close")), self.go)
        self._show()

    def _titled(self, title: str, lines: QVBoxLayout) -> QWidget:
        return holding(column(Text(self.look, title, role="small", bold=True), lines, gap=1))

    def _extent(self) -> Extent:
        return Extent(self.extent.key() or Extent.WORK.value)

    def _show(self) -> None:
        reasons = why_choices(self._plan, self._extent())
        self.why.offer([(why.value, why_words(why)) for why in reasons])
        self._show_lines()

    def _show_lines(self) -> None:
        extent = self._extent()
        self._fill(self._going, goes(self._plan, extent, Why(self.why.key())), Shape.DANGER)
        self._fill(self._staying, stays(self._plan, extent), Shape.MET)
        if self.isVisible():
            self.grow(self.room())

    def _fill(self, lines: QVBoxLayout, words: Sequence[str], shape: Shape) -> None:
        clear(lines)
        for word in words:
            line = row(Glyph(self.look, shape, size=18), Text(self.look, word, role="small"), gap=1)
            line.setStretch(1, 1)
            lines.addWidget(holding(line))

    def _go(self) -> None:
        self.accept()
        self.agreed.emit(Erasing(learner=self._plan.learner, extent=self._extent(), why=Why(self.why.key())))


class RunOutDialog(Dialog):
    """Learners of whom something need not be kept any longer, one button each.

    Signals:
        chosen(object): the `Plan` of one of them.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, plans: Sequence[Plan], parent: QWidget) -> None:
        super().__init__(look, _("What need not be kept any longer"), parent=parent)
        self.buttons: list[PlainButton] = []
        if plans:
            self.say(
                _(
                    "Evidence and remarks are kept for a year after the decision, who somebody is for three years after the last"
                    " sitting, and longer while an appeal is open or a certificate stands. Nothing goes by itself."
                )
            )
        else:
            self.say(_("Nothing has run out. There is nothing to do here today."))
        for plan in plans:
            self.body.addWidget(self._line(plan))
        self.foot(self.cancel_button(_("Close")))

    def _line(self, plan: Plan) -> QWidget:
        button = PlainButton(self.look, plan.name, icon="user-round")
        button.clicked.connect(lambda _checked=False: self._choose(plan))
        self.buttons.append(button)
        return holding(column(button, Text(self.look, summary(plan), role="small", tone="muted"), gap=0.5))

    def _choose(self, plan: Plan) -> None:
        self.accept()
        self.chosen.emit(plan)
