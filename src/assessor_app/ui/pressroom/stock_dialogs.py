"""What is asked about security paper: a delivery, sheets that are missing or spoiled, and destroying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stock import StockKind
from assessor_app.ui.kit.buttons import Choice, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, hide_unless, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


@dataclass(frozen=True, kw_only=True)
class DeliverySaid:
    """A delivery as it was typed."""

    first: str
    last: str
    day: date
    note: str


@dataclass(frozen=True, kw_only=True)
class RangeSaid:
    """Sheets from the first to the last, what became of them (`found` too), and why."""

    first: str
    last: str
    kind: StockKind
    reason: str


class _Asking(Dialog):
    """Stays open until the presenter closes it, or says why not."""

    def __init__(self, look: Look, title: str, *, sentence: str, go_on: str, parent: QWidget | None) -> None:
        super().__init__(look, title, sentence=sentence, parent=parent)
        self.go_on = PrimaryButton(look, go_on)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._give)
        self._wrong = Text(look, tone="danger")
        self._wrong.hide()
        self.foot(self.cancel_button(), self.go_on)
        self.resize(min(look.metrics.text(560), self.room().width() - 32), 0)

    def refuse(self, error: KnownError) -> None:
        """Says why not."""
        self._say(sentence(error))

    def _say(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.show()
        self.go_on.setEnabled(True)
        if self.isVisible():
            self.grow(self.room())

    def _give(self) -> None:
        raise NotImplementedError


class DeliveryDialog(_Asking):
    """Asks for the first and the last serial of a delivery.

    Signals:
        given(object): a `DeliverySaid`.
    """

    given = Signal(object)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        told = _("Type the numbers of the first and the last sheet as they are printed on them.")
        title = _("A delivery of security paper")
        super().__init__(look, title, sentence=told, go_on=_("Write it down"), parent=parent)
        self.first = Field(look, _("First number"))
        self.last = Field(look, _("Last number"))
        self.day = Field(look, _("Received on (year-month-day)"), text=today.isoformat())
        self.note = Field(look, _("Delivery note"), hint=_("its number, who brought it …"))
        for widget in (self.first, self.last, self.day, self.note, self._wrong):
            self.body.addWidget(widget)
        self.first.edit.setFocus()

    def _give(self) -> None:
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self.day.show_error(_("Write the day as in 2026-11-27."))
            self.day.edit.setFocus()
            return
        self.day.show_error("")
        self.go_on.setEnabled(False)
        self.given.emit(
            DeliverySaid(first=self.first.text(), last=self.last.text(), day=day, note=self.note.text())
        )


class AsideDialog(_Asking):
    """Asks which sheets are missing or spoiled, or were found again, and why.

    Signals:
        given(object): a `RangeSaid`.
    """

    given = Signal(object)

    def __init__(self, look: Look, *, found: bool, parent: QWidget | None = None) -> None:
        title = _("Sheets found again") if found else _("Sheets missing or spoiled")
        told = _("One number, or the first and the last of several.")
        super().__init__(look, title, sentence=told, go_on=_("Write it down"), parent=parent)
        self._found = found
        self.first = Field(look, _("First number"))
        self.last = Field(look, _("Last number"), hint=_("the same where it is one sheet"))
        kinds = [(StockKind.MISSING.value, _("Missing")), (StockKind.SPOILED.value, _("Spoiled"))]
        self.kind = Choice(look, _("What they are"), kinds)
        self.reason = Field(look, _("What happened"))
        self.body.addWidget(self.first)
        self.body.addWidget(self.last)
        nest(self.body, row(self.kind, None))
        self.body.addWidget(self.reason)
        self.body.addWidget(self._wrong)
        hide_unless(self.kind, not found)
        self.first.edit.setFocus()

    def _give(self) -> None:
        if not self._found and not self.kind.current():
            self._say(_("Say whether they are missing or spoiled."))
            return
        kind = StockKind.FOUND if self._found else StockKind(self.kind.current())
        first = self.first.text().strip()
        self.go_on.setEnabled(False)
        self.given.emit(
            RangeSaid(
                first=first, last=self.last.text().strip() or first, kind=kind, reason=self.reason.text()
            )
        )


class DestroyDialog(_Asking):
    """Asks how spoiled sheets are destroyed, and before whom; the PIN follows.

    Signals:
        given(str, str): how, and the id of the witness.
    """

    given = Signal(str, str)

    def __init__(
        self,
        look: Look,
        serials: Sequence[str],
        witnesses: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        words = ngettext(
            "{count} spoiled sheet: {serials}. Destroy it before a second person, who says so with their PIN.",
            "{count} spoiled sheets: {serials}. Destroy them before a second person, who says so with their PIN.",
            len(serials),
        ).format(count=len(serials), serials=", ".join(serials))
        title = _("Destroy spoiled sheets")
        super().__init__(look, title, sentence=words, go_on=_("Go on to the PIN"), parent=parent)
        self.how = Field(look, _("How"), hint=_("cut up, shredded …"))
        self.witness = Select(look, _("Second person"), [("", _("Choose a second person")), *witnesses])
        self.body.addWidget(self.how)
        label = Text(look, _("Second person"), role="small", bold=True)
        nest(self.body, column(label, self.witness, gap=0.5))
        self.body.addWidget(self._wrong)
        self.how.edit.setFocus()

    def _give(self) -> None:
        if not self.how.text().strip():
            self.refuse(KnownError("stock-reason-needed"))
        elif not self.witness.key():
            self.refuse(KnownError("stock-alone"))
        else:
            self.given.emit(self.how.text(), self.witness.key())
