"""Which paper? A list of what can be had."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A paper that can be had."""

    key: str
    word: str
    icon: str


class PaperChoice(Dialog):
    """Asks which.

    Signals:
        chosen(str): its key.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, title: str, papers: Sequence[Choosable], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, title, parent=parent)
        self.buttons: dict[str, PlainButton] = {}
        for paper in papers:
            button = PlainButton(look, paper.word, icon=paper.icon)
            button.clicked.connect(lambda _checked=False, key=paper.key: self._choose(key))
            self.body.addWidget(button)
            self.buttons[paper.key] = button
        self.foot(self.cancel_button(_("Close")))

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)
