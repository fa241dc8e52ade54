"""Whoever was not briefed is not begun without a word: brief them now, or say that it goes on without."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import Scroll, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_HIGH = 220


class BriefingDialog(Dialog):
    """Shows what the briefing says, and asks.

    Signals:
        answered(bool): begin; whether the learner is briefed now.
    """

    answered = Signal(bool)

    def __init__(
        self, look: Look, name: str, points: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        """`points` are what the form's briefing says."""
        super().__init__(
            look,
            _("{name} is not briefed").format(name=name),
            sentence=_("Whoever is assessed knows the task, the criteria and when it is stopped, first."),
            parent=parent,
        )
        if points:
            lines = column(*(Text(look, f"· {point}") for point in points), None, gap=0.5)
            content, edge = holding(lines), look.metrics.step(1.5)
            lines.setContentsMargins(edge, edge, edge, edge)
            said = Scroll(content, name=_("What the briefing says"), reading=True)
            said.setMinimumHeight(look.metrics.text(_HIGH))
            self.body.addWidget(said)
        self.without = PlainButton(look, _("Begin without"))
        self.without.clicked.connect(lambda: self._answer(briefed=False))
        self.briefed = PrimaryButton(look, _("Briefed now: begin"))
        self.briefed.clicked.connect(lambda: self._answer(briefed=True))
        self.foot(self.cancel_button(), self.without, self.briefed)

    def _answer(self, *, briefed: bool) -> None:
        self.accept()
        self.answered.emit(briefed)
