"""What can be done about a signed result: one button for each, with what comes of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.after.look import Act
from assessor_app.ui.after.lines import Line
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import AsHigh, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_ICONS = {Act.CORRECT: "pencil", Act.APPEAL: "scale", Act.ANNUL: "ban", Act.RULE: "gavel"}


class ActChoice(Dialog):
    """The result with what happened to it so far, and what whoever is at the screen may do; `otherwise`, who may where they may not.

    Signals:
        chosen(str): one of `Act`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        about: str,
        lines: Sequence[Line],
        acts: Sequence[Act],
        otherwise: str = "",
        parent: QWidget,
    ) -> None:
        super().__init__(look, title, sentence=about, parent=parent)
        self.buttons: dict[Act, PlainButton] = {}
        if lines:
            happened = holding(column(*(_line(look, line) for line in lines), gap=1))
            self.body.addWidget(AsHigh(happened, name=_("What happened so far")))
        for act in acts:
            word, follows = _words(act)
            button = PlainButton(look, word, icon=_ICONS[act])
            button.clicked.connect(lambda _checked=False, act=act: self._choose(act))
            self.buttons[act] = button
            told = Text(look, follows, role="small", tone="muted")
            self.body.addWidget(holding(column(button, told, gap=0.5)))
        if not acts:
            nothing = _("There is nothing here that you may do. Ask the assessor, or a quality assurer.")
            self.body.addWidget(Text(look, otherwise or nothing))
        self.foot(self.cancel_button(_("Close")))

    def _choose(self, act: Act) -> None:
        self.accept()
        self.chosen.emit(act.value)


def _line(look: Look, line: Line) -> QWidget:
    shape, words = line
    made = row(Glyph(look, shape, size=18), Text(look, words, role="small"), gap=1)
    made.setStretch(1, 1)
    return holding(made)


def _words(act: Act) -> tuple[str, str]:
    return {
        Act.CORRECT: (
            _("Correct a slip"),
            _(
                "A new signed revision, with a reason. Down to “not yet” withdraws the papers at once. Both stay visible."
            ),
        ),
        Act.APPEAL: (
            _("Somebody appeals"),
            _("Written down with its day. Until it is decided, nothing is printed, replaced or withdrawn."),
        ),
        Act.ANNUL: (
            _("Annul the result"),
            _(
                "For marks of another learner. Two people sign; it counts as no attempt, and its papers are void."
            ),
        ),
        Act.RULE: (
            _("Decide the appeal"),
            _(
                "You neither assessed here nor released it, so you may. Dismissed, or upheld with what follows."
            ),
        ),
    }[act]
