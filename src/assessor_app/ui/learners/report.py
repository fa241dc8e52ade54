"""The report on a roster: what would become of each row, before anything of it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import Frame, column
from assessor_app.ui.kit.page import PageHeader
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.learners.view import RosterView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_ROW, _GROUP = 0, 3
_ALL_FROM = 340


class RosterReport(Frame):
    """Shows a `RosterView`; nothing is imported before `accepted`.

    Signals:
        kind_chosen(str): show the rows of this kind.
        rows_wanted(int, int): offset and limit; answer with `put_rows`.
        accepted(), left(): import, or do not.
        columns_asked(): say which column holds what.
    """

    kind_chosen = Signal(str)
    rows_wanted = Signal(int, int)
    accepted = Signal()
    left = Signal()
    columns_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("bare")
        self._look = look
        self._header = PageHeader(look, _("Import a list"), action=_("Import"), icon="check")
        self._notes_words = Text(look)
        self._notes = Frame("notice", column(self._notes_words, margin=2))
        self.kind = Select(look, _("Rows to show"))
        self.kind.setMinimumWidth(look.metrics.text(280))
        columns = (_("Row"), _("Name"), _("Number"), _("Group"), _("What becomes of it"))
        self.table = DataTable(look, _("Rows of the file"), columns, stretch=4, two_lines=True)
        self.table.set_widths(look, {0: 72, 1: 260, 2: 110, 3: 140})
        self.progress = Progress(look)
        self.leave = PlainButton(look, _("Import nothing"))
        self._header.add(self.leave)
        self.accept = self._header.action
        self._may_accept = False
        self.columns = QuietButton(look, _("Columns"), icon="columns-3")
        filters = Beside(look, self.kind, self.columns, from_width=440, gap=2)
        box = column(self._header, self._notes, filters, self.progress, self.table, gap=2)
        box.setStretch(4, 1)
        self.setLayout(box)
        self.kind.activated.connect(lambda _index: self.kind_chosen.emit(self.kind.key()))
        self.table.rows.page_wanted.connect(self.rows_wanted)
        self.columns.clicked.connect(self.columns_asked)
        self._header.asked.connect(self.accepted)
        self.leave.clicked.connect(self.left)

    def show_report(self, view: RosterView) -> None:
        """Shows the report, or other rows of it."""
        about = _("Nothing is imported before you say so.")
        self._header.say(_("Import {file}").format(file=view.filename), about)
        self._notes_words.say("\n".join(view.notes))
        self._notes.setVisible(bool(view.notes))
        self.kind.offer(view.counts)
        self.kind.choose(view.kind)
        self._may_accept = bool(view.accept)
        if self.accept is not None:
            self.accept.say(view.accept or _("Import"))
        first = view.first
        whole = len(first) >= len(view.keys)
        self.table.rows.load(
            view.keys,
            lambda offset, limit: (
                first[offset : offset + limit] if whole or offset + limit <= len(first) else None
            ),
        )
        self.table.scrollToTop()
        self.set_busy(busy=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room, who it is and what becomes of the row count more than where it stands.
        narrow = event.size().width() < self._look.metrics.text(_ALL_FROM)
        for at in (_ROW, _GROUP):
            self.table.setColumnHidden(at, narrow)

    def put_rows(self, offset: int, rows: Sequence[Row]) -> None:
        """Rows that `rows_wanted` asked for."""
        self.table.rows.put_page(offset, rows)

    def set_busy(self, *, busy: bool) -> None:
        """While rows are being kept, only cancelling is possible."""
        for button in (self.leave, self.kind, self.columns):
            button.setEnabled(not busy)
        if self.accept is not None:
            self.accept.setEnabled(self._may_accept and not busy)
        if not busy:
            self.progress.hide()
