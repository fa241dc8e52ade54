"""The certificates' page: what is ready, the list, and one paper beside it."""

from array import array
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from assessor_app.ui.certificates.panel import Panels
from assessor_app.ui.certificates.run_notice import RunNotice
from assessor_app.ui.certificates.several import Several
from assessor_app.ui.certificates.view import ALL, WITHOUT, CertificatesView
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import Choice, PlainButton, QuietButton
from assessor_app.ui.kit.fields import SearchField
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Frame, Scroll, column, holding, nest, row
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.side_panel import SidePanel
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_ONE_LINE_FROM = 960
_MARGIN = 24
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class CertificatesPage(Page):
    """Shows a `CertificatesView` and asks.

    Signals:
        list_changed(str, str): which list, and the words typed, whichever changed.
        rows_wanted(int, int): offset and limit of rows that scrolled into view; answer with `put_rows`.
        row_chosen(object): the key or assessment of the row that has the focus. row_opened(object): one touched.
        action_requested(): the next step in the header.
        many_requested(): print a cohort. papers_requested(): what is printed, and the paper for it.
        answer_requested(): say what came out of sheets nobody has answered for.
    """

    list_changed = Signal(str, str)
    rows_wanted = Signal(int, int)
    row_chosen = Signal(object)
    row_opened = Signal(object)
    action_requested = Signal()
    answer_requested = Signal()
    many_requested = Signal()
    papers_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Certificates"))
        self.header = PageHeader(look, self.title, action=_("Make certificates"))
        self._keys: array[int] = array("q")
        self._waiting: list[str] = []
        self._which = ALL
        self._choices: tuple[tuple[str, str], ...] = ()
        self._unanswered = Text(look)
        self.answer = PlainButton(look, _("Say what came out"))
        notice = row(Glyph(look, Shape.WAITING), self._unanswered, self.answer, gap=2, margin=1.5)
        notice.setStretch(1, 1)
        self._notice = Frame("notice", notice)
        self.run_notice = RunNotice(look)
        self.many, self.papers = _steps(look, self.header)
        self.progress = Progress(look)
        self.search = SearchField(look, _("Search certificates"), hint=_("Holder or number"))
        self.choice: Choice | None = None
        heads = (_("Holder"), _("Number"), _("State"))
        self.table = DataTable(look, _("Certificates"), heads, two_lines=True)
        self.table.set_widths(look, {1: 280, 2: 156}, least={1: 170, 2: 148})
        heads = (_("Holder"), _("Decided"), _("State"))
        self.waiting = DataTable(look, _("Results without certificate"), heads, two_lines=True)
        self.waiting.set_widths(look, {1: 160, 2: 220}, least={1: 150, 2: 176})
        self.several = Several(look, self.table, self.waiting)
        self._lists = QBoxLayout(_ACROSS)
        self._lists.setSpacing(16)
        self._lists.addWidget(self.several.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self._lists.addStretch(1)
        self._filters = QBoxLayout(_ACROSS)
        self._filters.setSpacing(16)
        self._filters.addWidget(self.search, 1)
        nest(self._filters, self._lists)
        self._nothing = Text(look, tone="muted")
        self.panels = Panels(look)
        self._list = QStackedWidget()
        self._none = Card(self._nothing, None)
        for widget in (self.table, self.waiting, self._none):
            self._list.addWidget(widget)
        self._sides = SidePanel(look, self._list, self.panels, width=440, beside_from=1000)
        self._rooms = QStackedWidget()
        self._top = holding(
            column(self.header, self._notice, self.run_notice, self._filters, self.several, gap=1.5)
        )
        inside = column(self._top, self.progress, self._sides, gap=1.5)
        inside.setStretch(2, 1)
        self._sides.covered.connect(lambda covered: self._top.setVisible(not covered))
        self._empty = EmptyState(
            look,
            icon="award",
            sentence=_("No certificates yet"),
            what_now=_(
                "They can be made as soon as a competent result is signed and, where its form asks, released."
            ),
        )
        for room in (Scroll(holding(inside), name=self.title), self._empty):
            self._rooms.addWidget(room)
        self.setLayout(column(self._rooms, margin=3))
        self._connect()

    def show_data(self, data: object) -> None:
        if not isinstance(data, CertificatesView):
            raise TypeError(f"the certificates' page shows a CertificatesView, not {type(data).__name__}")
        self.show_list(data)

    def show_list(self, view: CertificatesView) -> None:
        """Shows a list; the place in one that is only read again is kept."""
        if (view.which == WITHOUT) != (self._which == WITHOUT):
            # The other list holds things of another kind: what stood beside this one is not in it.
            self.panels.show_nothing()
        self._which = view.which
        self.header.say(self.title, view.about)
        if self.header.action is not None:
            self.header.action.say(view.action_words)
            self.header.action.setVisible(bool(view.action))
        self._unanswered.say(view.unanswered)
        self._notice.setVisible(bool(view.unanswered))
        self.many.setVisible(view.may_print)
        self.papers.setVisible(view.may_print)
        self._show_choices(view)
        table = self.waiting if view.which == WITHOUT else self.table
        bar, row = table.verticalScrollBar(), table.currentIndex().row()
        place, here = bar.value(), table.rows.id_at(row) if row >= 0 else ""
        self._fill(view)
        if view.same_list:
            self.select(here)
            bar.setValue(place)
        else:
            table.scrollToTop()
        self._nothing.say(view.nothing)
        shown = table.rows.rowCount() > 0
        self._list.setCurrentWidget(table if shown else self._none)
        # A table that is hidden would hold Tab at what stands before it.
        self._list.setFocusProxy(table if shown else None)  # type: ignore[arg-type]  # none is what Qt takes for none
        self.several.show_for(view.which, may_print=view.may_print and shown)
        self._rooms.setCurrentIndex(1 if view.none_at_all else 0)

    def put_rows(self, offset: int, rows: Sequence[Row]) -> None:
        """Rows that `rows_wanted` asked for."""
        self.table.rows.put_page(offset, rows)

    def select(self, key: int | str) -> None:
        """Marks the row of what is shown beside the list, where the list has it."""
        ids: Sequence[int | str] = self._waiting if self._which == WITHOUT else self._keys
        table = self.waiting if self._which == WITHOUT else self.table
        with suppress(ValueError):
            at = ids.index(key)
            if at != table.currentIndex().row():
                table.selectRow(at)

    def open_panel(self) -> None:
        """Brings the chosen paper forward where the list covers it."""
        self._sides.open_panel()

    def keys(self) -> Keys:
        return [
            (_("letters"), _("search: the holder's name, or the number")),
            ("↓", _("from the search into the list")),
            (_("Shift+↓, Ctrl+click"), _("choose several")),
            (_("Enter"), _("open the certificate")),
            ("Ctrl+P", _("print what is chosen")),
            ("Ctrl+Shift+P", _("print many")),
            ("Ctrl+S", _("save what is chosen as PDF")),
            (_("Esc"), _("back to the search")),
        ]

    def first_focus(self) -> QWidget | None:
        return self.search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        shifted = event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.key() == Qt.Key.Key_Escape:
            self._sides.close_panel()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shifted and event.key() == Qt.Key.Key_P:
            if not self.many.isHidden():
                self.many_requested.emit()
        elif control and event.key() == Qt.Key.Key_P:
            self.several.print_asked.emit()
        elif control and event.key() == Qt.Key.Key_S:
            self.several.save_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self.look.metrics.text(_ONE_LINE_FROM)
        self._filters.setDirection(_DOWN if narrow else _ACROSS)
        self._lay_lists()

    def _lay_lists(self) -> None:
        """The lists, and choosing several beside them where there is room."""
        parts = [part.sizeHint().width() for part in (self.choice, self.several.switch) if part is not None]
        narrow = self.width() - 2 * _MARGIN < sum(parts) + self._lists.spacing()
        self._lists.setDirection(_DOWN if narrow else _ACROSS)

    def _enter_list(self) -> None:
        table = self.waiting if self._which == WITHOUT else self.table
        if table.rows.rowCount():
            table.setFocus(Qt.FocusReason.TabFocusReason)
            table.selectRow(0)

    def _fill(self, view: CertificatesView) -> None:
        if view.which == WITHOUT:
            self._waiting = [assessment for assessment, _cells in view.waiting]
            self.waiting.rows.show_rows(view.waiting)
            return
        first, self._keys = view.first, view.keys
        whole = len(first) >= len(view.keys)
        self.table.rows.load(
            view.keys,
            lambda offset, limit: (
                first[offset : offset + limit] if whole or offset + limit <= len(first) else None
            ),
        )

    def _show_choices(self, view: CertificatesView) -> None:
        if view.choices != self._choices:
            self._choices = view.choices
            if self.choice is not None:
                self._lists.removeWidget(self.choice)
                self.choice.hide()
                self.choice.deleteLater()
            self.choice = Choice(self.look, _("Which list"), view.choices)
            self.choice.chosen.connect(lambda which: self.list_changed.emit(which, self.search.text()))
            self._lists.insertWidget(0, self.choice, 0, Qt.AlignmentFlag.AlignLeft)
            self._lay_lists()
        if self.choice is not None:
            self.choice.choose(view.which)

    def _connect(self) -> None:
        self.header.asked.connect(self.action_requested)
        self.answer.clicked.connect(self.answer_requested)
        self.many.clicked.connect(self.many_requested)
        self.papers.clicked.connect(self.papers_requested)
        # Not in keyPressEvent: the scrolling page would take the arrow for itself.
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self.search.searched.connect(lambda _words: self._sides.show_list())
        self.search.searched.connect(lambda words: self.list_changed.emit(self._which, words))
        for table in (self.table, self.waiting):
            table.chosen.connect(self.row_chosen)
            table.opened.connect(self.row_opened)
        self.table.rows.page_wanted.connect(self.rows_wanted)


def _steps(look: Look, header: PageHeader) -> tuple[PlainButton, QuietButton]:
    """Beside the next step: a cohort, and what is printed already."""
    many = PlainButton(look, _("Print many"), icon="printer")
    papers = QuietButton(look, _("Printed papers"), icon="inbox")
    header.add(many)
    header.add(papers)
    return many, papers
