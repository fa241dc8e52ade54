"""Which part of the board is shown, where not everything fits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.layout import row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Pager(QWidget):
    """Steps between the parts: nothing scrolls, since scrolling is where the wrong person gets marked.

    Signals:
        stepped(int): one part on or back.
    """

    stepped = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = Text(look, wrap=False, bold=True)
        self.back = PlainButton(look, "‹", name=_("Learners before"))
        self.on = PlainButton(look, "›", name=_("More learners"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        line = row(self.back, self._words, self.on, gap=1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def show_place(self, words: str, place: int, count: int) -> None:
        """Shows which of the parts this is, from 1; hidden where there is but one."""
        self._words.say(words)
        self.back.setEnabled(place > 1)
        self.on.setEnabled(place < count)
        self.setVisible(count > 1)
