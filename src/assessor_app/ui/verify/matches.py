"""Certificates to choose one from: those of a name, or several codes in one file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.rows import Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.view import MatchesView
from assessor_app.wording.catalogue import gettext as _

_MOST_SEEN = 4


class Matches(QWidget):
    """A short table under its words.

    Signals:
        chosen(str): the key of one.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = Text(look, bold=True)
        self.table = DataTable(look, _("Certificates found"), [_("Holder"), _("State")], two_lines=True)
        self.table.set_widths(look, {1: 180})
        self.table.opened.connect(lambda key: self.chosen.emit(str(key)))
        box = column(self._words, self.table, gap=1)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)

    def show_data(self, matches: MatchesView | None) -> None:
        """Shows other certificates; nothing hides the table."""
        self.setVisible(matches is not None)
        if matches is None:
            return
        self._words.say(matches.words)
        self.table.setVisible(bool(matches.rows))
        rows = [
            (found.key, (f"{found.name}\n{found.line}", Status(found.shape, found.word)))
            for found in matches.rows
        ]
        self.table.rows.show_rows(rows)
        row_height = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(row_height * min(len(rows), _MOST_SEEN) + head + 4)
