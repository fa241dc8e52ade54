"""The page of release: the queue, and a look inside."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Scroll, column, holding
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.kit.side_panel import SidePanel
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.quality.inside import InsideSheet
from assessor_app.ui.quality.view import QualityView, RowView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_LIST, _EMPTY, _CLOSED = range(3)


class QualityPage(Page):
    """Shows a `QualityView`; what is chosen and looked at is painted when a view brings it back.

    Signals:
        opened(str): look inside this assessment. toggled(str): choose it for release, or take it back.
        looked(str, bool): this work was looked at, or not. choose_all_asked(): all that may be released.
        release_asked(), return_asked(): with what is chosen.
    """

    opened = Signal(str)
    toggled = Signal(str)
    looked = Signal(str, bool)
    choose_all_asked = Signal()
    release_asked = Signal()
    return_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Quality"))
        self._view = QualityView()
        self.header = PageHeader(look, _("Release"), action=_("Release…"), icon="shield-check")
        self.back = PlainButton(look, _("Return…"), icon="undo-2", name=_("Return to the assessor"))
        self.all = QuietButton(look, _("Choose all"), icon="list-checks")
        self.header.add(self.back)
        self.header.add(self.all)
        columns = [_("Release"), _("Learner"), _("Decided"), _("To look at")]
        self.table = DataTable(look, _("Work that waits for release"), columns, stretch=1, two_lines=True)
        self.table.set_widths(look, {0: 132, 2: 150, 3: 152})
        self.inside = InsideSheet(look)
        self.panel = SidePanel(look, self.table, self.inside, width=500, beside_from=1060)
        self._rooms = QStackedWidget()
        self._build_rooms(look)
        self.notices = column()
        inside = column(self.header, self.notices, self._rooms, gap=2)
        inside.setStretch(2, 1)
        self.setLayout(column(Scroll(holding(inside), name=self.title), margin=3))
        self._connect()
        self.show_data(self._view)

    def keys(self) -> Keys:
        return [
            (_("Up, Down"), _("go through the list")),
            (_("Enter"), _("look inside")),
            (_("Space"), _("choose for release, or take back")),
        ]

    def first_focus(self) -> QWidget:
        return self.table

    def show_data(self, data: object) -> None:
        assert isinstance(data, QualityView)  # noqa: S101 - a page is only ever shown its own view
        ids_before = [found.id for found in self._view.rows]
        self._view = data
        self._rooms.setCurrentIndex(_CLOSED if not data.allowed else _LIST if data.rows else _EMPTY)
        cells = [_cells(found) for found in data.rows]
        if [found.id for found in data.rows] == ids_before and cells:
            # The same rows: where somebody stands in the list is kept, else the next key would find no row.
            row, column = self.table.currentIndex().row(), self.table.currentIndex().column()
            self.table.rows.load(ids_before, lambda offset, limit: cells[offset : offset + limit])
            if row >= 0:
                self.table.setCurrentIndex(self.table.rows.index(row, column))
            else:
                self._stand_on_open()
        else:
            self.table.rows.show_rows(
                [(found.id, line) for found, line in zip(data.rows, cells, strict=True)]
            )
        inside = data.inside
        self.inside.show_data(inside, data.row(inside.id) if inside else None)
        self._say_what_is_chosen(data)

    def _say_what_is_chosen(self, data: QualityView) -> None:
        waiting = len(data.rows)
        words = ngettext("{count} waits for release", "{count} wait for release", waiting)
        self.header.say(_("Release"), words.format(count=waiting) if waiting else "")
        chosen = len(data.chosen)
        for button in (self.header.action, self.back):
            if button is not None:
                button.setEnabled(bool(chosen))
                button.setVisible(bool(waiting) and data.allowed)
        if self.header.action is not None:
            word = _("Release {count}…").format(count=chosen) if chosen else _("Release…")
            self.header.action.say(word)
        self.all.setVisible(bool(waiting) and data.allowed)

    def _build_rooms(self, look: Look) -> None:
        empty = EmptyState(
            look,
            icon="shield-check",
            sentence=_("Nothing waits for release"),
            what_now=_(
                "Work appears here when an assessor signs it and its form, or an override, asks for you."
            ),
        )
        closed = EmptyState(
            look,
            icon="shield",
            sentence=_("Release is for quality assurers"),
            what_now=_("Ask a quality assurer to sign in. An administrator gives the role in Settings."),
        )
        for room in (self.panel, empty, closed):
            self._rooms.addWidget(room)

    def _connect(self) -> None:
        self.header.asked.connect(self.release_asked)
        self.back.clicked.connect(self.return_asked)
        self.all.clicked.connect(self.choose_all_asked)
        self.table.clicked.connect(self._clicked)
        self.table.installEventFilter(self)
        self.inside.looked.connect(self._looked)
        self.inside.chosen.connect(lambda _on: self._toggle_open())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Space chooses, Return looks inside."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        current = self.table.currentIndex()
        if not current.isValid():
            return False
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit(str(self.table.rows.id_at(current.row())))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(str(self.table.rows.id_at(current.row())))
            return True
        return False

    def _clicked(self, index: QModelIndex) -> None:
        row_id = str(self.table.rows.id_at(index.row()))
        if index.column() == 0:
            self.toggled.emit(row_id)
        else:
            self._open(row_id)

    def _open(self, row_id: str) -> None:
        self.panel.open_panel()
        self.opened.emit(row_id)

    def _looked(self, on: bool) -> None:
        if self._view.inside is not None:
            self.looked.emit(self._view.inside.id, on)

    def _toggle_open(self) -> None:
        if self._view.inside is not None:
            self.toggled.emit(self._view.inside.id)

    def _stand_on_open(self) -> None:
        if self._view.inside is None:
            return
        ids = [found.id for found in self._view.rows]
        if self._view.inside.id in ids:
            place = ids.index(self._view.inside.id)
            self.table.setCurrentIndex(self.table.rows.index(place, 1))


def _cells(found: RowView) -> Row:
    if found.own:
        choice = Status(Shape.HELD, _("own work"))
    elif found.chosen:
        choice = Status(Shape.MET, _("yes"))
    else:
        choice = Status(Shape.NOT_SEEN, _("no"))
    looked = Status(Shape.MET, _("looked at")) if found.looked else None
    flag = Status(Shape.NOT_MET, found.flag) if found.flag else "—"
    return (choice, f"{found.learner}\n{found.form}", f"{found.assessor}\n{found.decided}", looked or flag)
