"""Which was the last good sheet? One answer for a whole run: what leaves a printer leaves it in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import column, holding, row
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_NONE = "0"
_MOST_SPOILED = 5
_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSheet:
    """A sheet of a run, in the order in which it was sent: holder, and number with place, ready to read."""

    holder: str
    about: str


class LastGoodDialog(Dialog):
    """Asks for the last sheet that came out well, and how many after it are spoiled.

    Signals:
        said(int, int): how many of them came out, and how many after those are spoiled.
        each_asked(): they did not come out in order: ask of each.
    """

    said = Signal(int, int)
    each_asked = Signal()

    def __init__(
        self, look: Look, sheets: Sequence[SentSheet], *, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _("Which was the last good sheet?"), sentence=about, parent=parent)
        self._count = len(sheets)
        heads = (_("Sheet"), _("Number"))
        self.table = DataTable(look, _("Sheets of this run"), heads, two_lines=False)
        self.table.set_widths(look, {1: 320}, least={1: 200})
        none = (_NONE, (_("None of them is good"), ""))
        self.table.rows.show_rows([none, *(_line(at, sheet) for at, sheet in enumerate(sheets, start=1))])
        line = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(
            line * min(_LINES, self._count + 1) + self.table.horizontalHeader().sizeHint().height()
        )
        self.spoiled = Choice(
            look, _("Spoiled after it"), [(str(n), str(n)) for n in range(_MOST_SPOILED + 1)], current="1"
        )
        self._after = Text(look, role="small", tone="muted")
        self._spoiled = holding(
            column(
                Text(look, _("Spoiled after it"), role="small", bold=True),
                row(self.spoiled, None),
                self._after,
                gap=0.5,
            )
        )
        self._spoiled.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._spoiled)
        self.each = PlainButton(look, _("Say it of each"))
        self.each.clicked.connect(self._ask_each)
        words = ngettext("It came out", "All {count} came out", self._count).format(count=self._count)
        self.keep = PrimaryButton(look, words)
        self.keep.clicked.connect(self._say)
        self.foot(self.cancel_button(_("Later")), self.each, self.keep)
        self.table.chosen.connect(lambda _id: self._refresh())
        self.spoiled.chosen.connect(lambda _key: self._refresh())
        self.resize(min(look.metrics.text(640), self.room().width() - 32), 0)
        self.keep.setFocus()

    def _good(self) -> int:
        at = self.table.currentIndex()
        return int(self.table.rows.id_at(at.row())) if at.isValid() else self._count

    def _ruined(self) -> int:
        left = self._count - self._good()
        return min(int(self.spoiled.current() or 0), left)

    def _refresh(self) -> None:
        good, left = self._good(), self._count - self._good()
        self._spoiled.setVisible(left > 0)
        back = left - self._ruined()
        self._after.say(
            ngettext(
                "{count} sheet after those never left the printer.",
                "{count} sheets after those never left the printer.",
                back,
            ).format(count=back)
        )
        if not left:
            words = ngettext("It came out", "All {count} came out", good).format(count=good)
        else:
            words = _("{good} good, {spoiled} spoiled").format(good=good, spoiled=self._ruined())
        self.keep.say(words)
        # Once what came up has its size.
        QTimer.singleShot(0, self, lambda: self.grow(self.room()) if self.isVisible() else None)

    def _say(self) -> None:
        good, ruined = self._good(), self._ruined()
        self.accept()
        self.said.emit(good, ruined)

    def _ask_each(self) -> None:
        self.accept()
        self.each_asked.emit()


def _line(at: int, sheet: SentSheet) -> tuple[str, Row]:
    return str(at), (_("{place}. {holder}").format(place=at, holder=sheet.holder), sheet.about)
