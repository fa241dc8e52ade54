"""A tick that asks: it shows only what it is told was kept."""

from PySide6.QtCore import Signal

from assessor_app.ui.kit.fields import Tick
from assessor_app.ui.theme.look import Look


class AskTick(Tick):
    """A touch asks for the other state; `setChecked` shows what was kept.

    Signals:
        asked(bool): the state that is wanted.
    """

    asked = Signal(bool)

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(look, words)

    def nextCheckState(self) -> None:
        self.asked.emit(not self.isChecked())
