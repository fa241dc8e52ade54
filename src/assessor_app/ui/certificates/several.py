"""Acting on several rows at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from assessor_app.ui.certificates.view import WITHOUT
from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import holding
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_Mode = QAbstractItemView.SelectionMode


class Several(QWidget):
    """A line of steps for the chosen rows, shown while there are several.

    With fingers one chooses several after a touch on `switch`, which stands where the page puts it.

    Signals:
        print_asked(), save_asked(), pack_asked(), card_asked(), make_asked(): of the rows chosen.
    """

    print_asked = Signal()
    save_asked = Signal()
    pack_asked = Signal()
    card_asked = Signal()
    make_asked = Signal()

    def __init__(self, look: Look, certificates: DataTable, waiting: DataTable) -> None:
        super().__init__()
        self._tables = {False: certificates, True: waiting}
        self._waiting = False
        self._may_print = False
        self.switch = _switch(look)
        self.everything = QuietButton(look, _("Choose all"))
        self._count = Text(look, bold=True, wrap=False)
        self.print = PlainButton(look, _("Print"), icon="printer", name=_("Print those chosen"))
        self.save = PlainButton(look, _("Save as PDF"), icon="file-down", name=_("Save those chosen as PDF"))
        self.pack = PlainButton(look, _("Save packs"), icon="package", name=_("Save packs of those chosen"))
        self.card = PlainButton(
            look,
            _("Cards and stickers"),
            icon="credit-card",
            name=_("Wallet cards and stickers of those chosen"),
        )
        self.make = PlainButton(look, _("Make certificates"), icon="award", name=_("Make those chosen"))
        self._acts = holding(
            Flow(
                self._count,
                self.print,
                self.save,
                self.pack,
                self.card,
                self.make,
                gap=look.metrics.apart(8),
            )
        )
        self.setLayout(Flow(self.everything, self._acts, gap=look.metrics.apart(8)))
        self.switch.toggled.connect(self._set_mode)
        self.everything.clicked.connect(lambda: self.table().selectAll())
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.pack.clicked.connect(self.pack_asked)
        self.card.clicked.connect(self.card_asked)
        self.make.clicked.connect(self.make_asked)
        for table in self._tables.values():
            table.setSelectionMode(_Mode.ExtendedSelection)
            table.selectionModel().selectionChanged.connect(self._recount)
            table.rows.modelReset.connect(self._recount)
        self._recount()

    def table(self) -> DataTable:
        """The table that is shown."""
        return self._tables[self._waiting]

    def show_for(self, which: str, *, may_print: bool) -> None:
        """Which list is shown, and whether this person may do anything with it."""
        self._waiting = which == WITHOUT
        self._may_print = may_print
        self.switch.setVisible(may_print)
        self._recount()

    def chosen(self) -> list[int | str]:
        """Keys, or ids of results, of the rows chosen, in the list's order."""
        table = self.table()
        rows = sorted(index.row() for index in table.selectionModel().selectedRows())
        return [table.rows.id_at(at) for at in rows]

    def _set_mode(self, several: bool) -> None:
        for table in self._tables.values():
            table.setSelectionMode(_Mode.MultiSelection if several else _Mode.ExtendedSelection)
            if not several:
                table.clearSelection()
        self._recount()

    def _recount(self) -> None:
        count = len(self.table().selectionModel().selectedRows())
        self._count.say(ngettext("{count} chosen", "{count} chosen", count).format(count=count))
        several = self.switch.isChecked()
        self._acts.setVisible(count > 0)
        self.everything.setVisible(several)
        self.setVisible(self._may_print and (several or count > 1))
        self.print.setVisible(not self._waiting)
        self.save.setVisible(not self._waiting)
        self.pack.setVisible(not self._waiting)
        self.card.setVisible(not self._waiting)
        self.make.setVisible(self._waiting)


def _switch(look: Look) -> PlainButton:
    """Filled while it is on, its icon too: in high contrast that is black."""
    made = PlainButton(look, _("Choose several"), icon="list-checks")
    made.setCheckable(True)
    return made
