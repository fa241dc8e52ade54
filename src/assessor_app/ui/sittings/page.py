"""The list of sittings: where assessing begins."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor_app.ui.kit.folding import FoldingButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, holding, row
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.rows import Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.sittings.view import SittingLine, SittingsView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_DAY, _PLACE, _COUNTS = range(3)
_SHOWN_FROM = {_DAY: 520, _COUNTS: 820}
"""The widths of the page, in pixels at 100 % text, from which columns stand by themselves."""


class SittingsPage(Page):
    """Recent sittings, newest first.

    Signals:
        start_requested(): a new sitting.
        opened(str): this sitting.
        again_requested(str): the same place, form and learners, on another day.
    """

    start_requested = Signal()
    opened = Signal(str)
    again_requested = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Assess"))
        self._chosen, self._view = "", SittingsView()
        self._named: dict[str, str] = {}
        self.header = PageHeader(look, _("Assess"), action=_("Start a sitting"), icon="plus")
        self.header.asked.connect(self.start_requested)
        self.again = FoldingButton(look, _("Repeat this sitting today"), icon="copy")
        self.again.clicked.connect(lambda: self.again_requested.emit(self._chosen))
        columns = [_("Day"), _("Place"), _("Listed, here, finished"), _("State")]
        self.table = DataTable(look, _("Sittings"), columns, stretch=1, two_lines=True, whole=True)
        self.table.set_widths(look, {0: 180, 2: 280, 3: 140})
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._touched)
        self._empty = EmptyState(
            look,
            icon="clipboard-check",
            sentence=_("No sitting yet."),
            what_now=_(
                "Start one: choose the form, the place and who is expected. Everything works offline."
            ),
            action=_("Start a sitting"),
        )
        self._empty.asked.connect(self.start_requested)
        feet = row(self.again, None, gap=2)
        listed = column(self.table, feet, gap=2)
        listed.setStretch(0, 1)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(holding(listed))
        self._rooms.addWidget(self._empty)
        self.lay(self.header, self._rooms)

    def show_data(self, data: object) -> None:
        if not isinstance(data, SittingsView):
            raise TypeError(f"the list of sittings shows a SittingsView, not {type(data).__name__}")
        self._rooms.setCurrentIndex(0 if data.lines else 1)
        self._named = {
            line.id: _("Repeat {place}, {day}, today").format(place=line.place, day=line.day)
            for line in data.lines
        }
        if self.header.action is not None:
            self.header.action.setVisible(bool(data.lines) and data.may_start)
        if self._empty.button is not None:
            self._empty.button.setVisible(data.may_start)
        self.again.setVisible(data.may_start)
        self._view = data
        self._show_rows()
        self._choose("")
        if data.lines:
            self.table.setCurrentIndex(self.table.rows.index(0, _PLACE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width()
        self._stand({at for at, least in _SHOWN_FROM.items() if room < self.look.metrics.text(least)})

    def _stand(self, hidden: set[int]) -> None:
        """Where there is little room, when it was and how many came stand under where it was."""
        if all(self.table.isColumnHidden(at) is (at in hidden) for at in _SHOWN_FROM):
            return
        for at in _SHOWN_FROM:
            self.table.setColumnHidden(at, at in hidden)
        here = self.table.currentIndex().row()
        self._show_rows()
        if here >= 0:
            self.table.setCurrentIndex(self.table.rows.index(here, _PLACE))

    def _show_rows(self) -> None:
        self.table.rows.show_rows([(line.id, self._cells(line)) for line in self._view.lines])

    def _cells(self, line: SittingLine) -> tuple[str | Status, ...]:
        hidden = self.table.isColumnHidden
        under = [
            *([line.day] if hidden(_DAY) else []),
            line.about,
            *([line.counts] if hidden(_COUNTS) else []),
        ]
        return (
            line.day,
            f"{line.place}\n{' · '.join(under)}",
            line.counts,
            Status(Shape.WAITING, _("open")) if line.open else Status(Shape.MET, _("closed")),
        )

    def keys(self) -> Keys:
        return [
            ("↑ ↓", _("the sitting above, below")),
            (_("Enter"), _("open this sitting")),
        ]

    def first_focus(self) -> QWidget | None:
        return self.table if self.table.rows.rowCount() else self._empty.button

    def _choose(self, sitting: object) -> None:
        self._chosen = str(sitting)
        self.again.setEnabled(bool(self._chosen))
        self.again.say(self._named.get(self._chosen, _("Repeat this sitting today")))

    def _touched(self, sitting: object) -> None:
        self._choose(sitting)
        self.opened.emit(self._chosen)
