"""Printed papers: to hand out, handed out, the security paper, replacements."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Card, Scroll, column, holding, nest, row
from assessor_app.ui.kit.page import Keys, Page, PageHeader
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.pressroom.view import COPIES, HAND_OUT, HANDED, LISTS, STOCK, PressView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LEAST_ROWS = 4


class PressPage(Page):
    """Shows a `PressView`.

    Signals:
        back_asked(): to the certificates. print_asked(str): the list of this name, on paper.
        hand_out_asked(object): these rows (sheet ids as text). table_asked(): the stock for a spreadsheet.
        receive_asked(), aside_asked(), found_asked(), destroy_asked(object): of security paper; serials, where rows are chosen.
    """

    back_asked = Signal()
    print_asked = Signal(str)
    hand_out_asked = Signal(object)
    table_asked = Signal()
    receive_asked = Signal()
    aside_asked = Signal()
    found_asked = Signal()
    destroy_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Printed papers"))
        self._which = HAND_OUT
        self._view = PressView()
        self.header = PageHeader(look, self.title)
        self.back = QuietButton(
            look, _("Certificates"), icon="arrow-left", name=_("Back to the certificates")
        )
        self.header.add(self.back)
        self.choice: Choice | None = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self._choice_box = column()
        self.tables = {
            HAND_OUT: _table(look, _("Papers to hand out"), (_("Holder"), _("Number"), _("Printed"))),
            HANDED: _table(look, _("Papers handed out"), (_("Holder"), _("Who took it"), _("When"))),
            STOCK: _table(look, _("Sheets of security paper"), (_("Certificate"), _("Sheet"), _("State"))),
            COPIES: _table(look, _("Replacements"), (_("Holder"), _("Copy"), _("When"))),
        }
        self.tables[HAND_OUT].setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self._nothing = Text(look, tone="muted")
        self._lists = QStackedWidget()
        for table in self.tables.values():
            self._lists.addWidget(table)
        self._none = Card(self._nothing, None)
        self._lists.addWidget(self._none)
        self._lists.setMinimumHeight(look.metrics.target * _LEAST_ROWS)
        self._count = Text(look, bold=True)
        self._piles = Text(look, tone="muted")
        self._sums = holding(column(self._count, self._piles, gap=0.5))
        self.hand_out = PrimaryButton(look, _("Hand out"), icon="hand-helping")
        self.all = QuietButton(look, _("Choose all"), icon="list-checks")
        self.print = PlainButton(look, _("Print the list"), icon="printer")
        self.table = PlainButton(look, _("Save for a spreadsheet"), icon="file-down")
        self.receive = PlainButton(look, _("Write down a delivery"), icon="package-plus")
        self.aside = PlainButton(look, _("Missing or spoiled"), icon="package-x")
        self.found = QuietButton(look, _("Found again"), icon="package-search")
        self.shred = PlainButton(look, _("Destroy spoiled sheets"), icon="shredder")
        self._acts = Flow(gap=look.metrics.apart(8))
        for button in self._buttons():
            self._acts.addWidget(button)
        inside = column(
            self.header, holding(self._choice_box), self._sums, holding(self._acts), self._lists, gap=2
        )
        inside.setStretch(4, 1)
        self.setLayout(column(Scroll(holding(inside), name=self.title), margin=3))
        self._connect()

    def show_data(self, data: object) -> None:
        if not isinstance(data, PressView):
            raise TypeError(f"the page of printed papers shows a PressView, not {type(data).__name__}")
        self._view = data
        for which, table in self.tables.items():
            table.rows.show_rows(list(data.rows(which)))
        self._count.say(data.count)
        self._piles.say(data.piles)
        self._show_choices()
        self.show_list(self._which)

    def show_list(self, which: str) -> None:
        """Shows one of the lists, with what can be done there."""
        self._which = which if which in LISTS else HAND_OUT
        view, table = self._view, self.tables[self._which]
        stock, any_rows = self._which == STOCK, table.rows.rowCount() > 0
        if self.choice is not None:
            self.choice.choose(self._which)
        self._sums.setVisible(stock)
        self._nothing.say(_nothing(self._which))
        self._lists.setCurrentWidget(table if any_rows else self._none)
        self._lists.setFocusProxy(table if any_rows else None)  # type: ignore[arg-type]  # none is what Qt takes for none
        for button in (self.hand_out, self.all):
            button.setVisible(self._which == HAND_OUT and any_rows)
        self.print.say(_("Print the report") if stock else _("Print the list"))
        self.print.setVisible(any_rows or (stock and bool(view.piles)))
        self.table.setVisible(stock and bool(view.piles))
        self.receive.setVisible(stock and view.keeps)
        self.aside.setVisible(stock and bool(view.piles))
        self.found.setVisible(stock and view.keeps and bool(view.piles))
        self.shred.setVisible(stock and view.keeps and view.spoiled > 0)
        self._recount()

    def chosen(self) -> list[str]:
        """Ids of the rows that are chosen in the list that is shown, in its order."""
        table = self.tables[self._which]
        return [
            str(table.rows.id_at(at)) for at in sorted(i.row() for i in table.selectionModel().selectedRows())
        ]

    def keys(self) -> Keys:
        return [
            ("1 – 4", _("which list")),
            (_("Space"), _("choose a paper, or take it back")),
            ("Ctrl+P", _("print the list")),
            (_("Esc"), _("back to the certificates")),
        ]

    def first_focus(self) -> QWidget | None:
        table = self.tables[self._which]
        return table if table.rows.rowCount() else self.choice

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif control and event.key() == Qt.Key.Key_P and not self.print.isHidden():
            self.print_asked.emit(self._which)
        elif not event.modifiers() and 0 <= number < len(LISTS):
            self.show_list(LISTS[number])
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> tuple[PlainButton, ...]:
        return (
            self.hand_out,
            self.receive,
            self.aside,
            self.found,
            self.shred,
            self.print,
            self.table,
            self.all,
        )

    def _recount(self) -> None:
        self.hand_out.setEnabled(bool(self.chosen()) and self._which == HAND_OUT)

    def _show_choices(self) -> None:
        if self._view.choices == self._choices:
            return
        self._choices = self._view.choices
        if self.choice is not None:
            self._choice_box.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
        self.choice = Choice(self.look, _("Which list"), self._choices, current=self._which)
        self.choice.chosen.connect(self.show_list)
        nest(self._choice_box, row(self.choice, None))

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.all.clicked.connect(self.tables[HAND_OUT].selectAll)
        self.hand_out.clicked.connect(lambda: self.hand_out_asked.emit(self.chosen()))
        self.print.clicked.connect(lambda: self.print_asked.emit(self._which))
        self.table.clicked.connect(self.table_asked)
        self.receive.clicked.connect(self.receive_asked)
        self.aside.clicked.connect(self.aside_asked)
        self.found.clicked.connect(self.found_asked)
        self.shred.clicked.connect(lambda: self.destroy_asked.emit(self.chosen()))
        table = self.tables[HAND_OUT]
        table.selectionModel().selectionChanged.connect(lambda *_what: self._recount())
        table.rows.modelReset.connect(self._recount)


def _table(look: Look, name: str, heads: tuple[str, str, str]) -> DataTable:
    made = DataTable(look, name, heads, two_lines=True)
    made.set_widths(look, {1: 300, 2: 220}, least={1: 180, 2: 160})
    return made


def _nothing(which: str) -> str:
    return {
        HAND_OUT: _("No printed paper lies here: what is printed stands here until somebody signs for it."),
        HANDED: _("No paper has been handed out yet."),
        STOCK: _("Nothing has happened to any sheet of security paper yet."),
        COPIES: _("No certificate has been printed a second time."),
    }[which]
