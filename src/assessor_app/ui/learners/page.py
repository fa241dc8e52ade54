"""The learners' page: search as you type, the list, and one learner beside it."""

from array import array
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import SearchField, Select
from assessor_app.ui.kit.layout import Card, Scroll, column, holding
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.side_panel import SidePanel
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.learners.panel import LearnerPanel
from assessor_app.ui.learners.report import RosterReport
from assessor_app.ui.learners.view import LearnersView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class LearnersPage(Page):
    """Shows a `LearnersView` and asks.

    Signals:
        search_changed(str, str): the words typed and the group chosen, whichever changed.
        rows_wanted(int, int): offset and limit of rows that scrolled into view; answer with `put_rows`.
        learner_chosen(object): the key of a row that has the focus. learner_opened(object): one that was touched.
        add_requested(), import_requested(), run_out_requested().
    """

    search_changed = Signal(str, str)
    rows_wanted = Signal(int, int)
    learner_chosen = Signal(object)
    learner_opened = Signal(object)
    add_requested = Signal()
    import_requested = Signal()
    run_out_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Learners"))
        self._keys: array[int] = array("q")
        self.header = PageHeader(look, _("Learners"), action=_("Add learner"), icon="user-plus")
        self.bring = PlainButton(look, _("Import a list"), icon="upload")
        self.papers = PlainButton(look, _("Papers"), icon="printer")
        self.header.add(self.bring)
        self.header.add(self.papers)
        self.run_out = PlainButton(look, _("Kept too long?"), icon="eraser")
        self.header.add(self.run_out)
        self.search = SearchField(look, _("Search learners"), hint=_("Name or number"))
        self.group = Select(look, _("Group"))
        self.group.setMinimumWidth(look.metrics.text(200))
        columns = (_("Name"), _("Number"), _("Name checked"))
        self.table = DataTable(look, _("Learners"), columns, two_lines=True)
        self.table.set_widths(look, {1: 130, 2: 160})
        self._nothing = Text(look, tone="muted")
        self.panel = LearnerPanel(look)
        self.report = RosterReport(look)
        self.progress = Progress(look)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(Card(self._nothing, None))
        self._sides = SidePanel(look, self._list, self.panel)
        self._rooms = QStackedWidget()
        self._empty = self._empty_state()
        filters = Beside(look, self.search, self.group, from_width=440, gap=2)
        self._top = holding(column(self.header, filters, gap=2))
        inside = column(self._top, self.progress, self._sides, gap=2)
        inside.setStretch(2, 1)
        self._whole = Scroll(holding(inside), name=self.title)
        self._sides.covered.connect(lambda covered: self._top.setVisible(not covered))
        self._reported = Scroll(self.report, name=_("Import a list"))
        for room in (self._whole, self._empty, self._reported):
            self._rooms.addWidget(room)
        self.setLayout(column(self._rooms, margin=3))
        self._connect()

    def show_data(self, data: object) -> None:
        if not isinstance(data, LearnersView):
            raise TypeError(f"the learners' page shows a LearnersView, not {type(data).__name__}")
        self.show_list(data)

    def show_list(self, view: LearnersView) -> None:
        """Shows a list; the place in one that is only read again is kept."""
        bar = self.table.verticalScrollBar()
        place, here = bar.value(), self._current()
        first, self._keys = view.first, view.keys
        self.table.rows.load(
            view.keys,
            lambda offset, limit: (
                first[offset : offset + limit] if offset + limit <= len(first) or not _more(view) else None
            ),
        )
        if view.same_list:
            if here is not None:
                self.select(here)
            bar.setValue(place)
        else:
            self.table.scrollToTop()
        self.header.say(self.title, view.about)
        for button in (self.header.action, self.bring):
            if button is not None:
                button.setVisible(view.may_edit)
        self.group.offer(view.groups)
        self.group.choose(view.group)
        self.group.setVisible(len(view.groups) > 1)
        self.run_out.setVisible(view.may_erase)
        self._nothing.say(view.nothing)
        self._list.setCurrentIndex(0 if len(view.keys) else 1)
        # A table that is hidden would hold Tab at what stands before it.
        self._list.setFocusProxy(self.table if len(view.keys) else None)  # type: ignore[arg-type]  # none is what Qt takes for none
        if self._rooms.currentWidget() is not self._reported:
            self._rooms.setCurrentIndex(1 if view.none_at_all else 0)

    def put_rows(self, offset: int, rows: Sequence[Row]) -> None:
        """Rows that `rows_wanted` asked for."""
        self.table.rows.put_page(offset, rows)

    def select(self, key: int) -> None:
        """Marks the row of whoever is shown beside the list, where the list has it."""
        with suppress(ValueError):
            row = self._keys.index(key)
            if row != self.table.currentIndex().row():
                self.table.selectRow(row)

    def _current(self) -> int | None:
        row = self.table.currentIndex().row()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def open_panel(self) -> None:
        """Brings the chosen learner forward where the list covers them."""
        self._sides.open_panel()

    def show_report(self, *, shown: bool) -> None:
        """Opens the report on a file, or goes back to the list."""
        self._rooms.setCurrentWidget(self._reported if shown else self._whole)
        (self.report.table if shown else self.search).setFocus()

    def keys(self) -> Keys:
        return [
            (_("letters"), _("search: the beginning of any word of a name, or of a number")),
            ("↓", _("from the search into the list")),
            (_("Enter"), _("open the learner")),
            (_("Esc"), _("back to the search")),
        ]

    def first_focus(self) -> QWidget | None:
        return self.search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._sides.close_panel()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    def _enter_list(self) -> None:
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(0)

    def _empty_state(self) -> EmptyState:
        made = EmptyState(
            self.look,
            icon="users-round",
            sentence=_("No learners yet"),
            what_now=_("Add the first one by hand, or import the list that you have, as CSV or XLSX."),
            action=_("Add learner"),
        )
        self.bring_first = PlainButton(self.look, _("Import a list"), icon="upload")
        layout = made.layout()
        if isinstance(layout, QVBoxLayout):
            # Before the empty room at the foot.
            middle = Qt.AlignmentFlag.AlignHCenter
            layout.insertWidget(layout.count() - 1, self.bring_first, 0, middle)
        return made

    def _connect(self) -> None:
        self.header.asked.connect(self.add_requested)
        self._empty.asked.connect(self.add_requested)
        self.bring.clicked.connect(self.import_requested)
        self.bring_first.clicked.connect(self.import_requested)
        self.run_out.clicked.connect(self.run_out_requested)
        # Not in keyPressEvent: the scrolling page would take the arrow for itself.
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self.search.searched.connect(lambda _words: self._sides.show_list())
        self.search.searched.connect(lambda words: self.search_changed.emit(words, self.group.key()))
        self.group.activated.connect(
            lambda _index: self.search_changed.emit(self.search.text(), self.group.key())
        )
        self.table.chosen.connect(self.learner_chosen)
        self.table.opened.connect(self.learner_opened)
        self.table.rows.page_wanted.connect(self.rows_wanted)


def _more(view: LearnersView) -> bool:
    return len(view.first) < len(view.keys)
