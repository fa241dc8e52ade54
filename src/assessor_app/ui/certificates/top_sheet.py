"""The number on the top sheet of security paper: typed as it is read, and refused unless it is the next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stock import StockKind
from assessor_app.services.stock.take import close_gap
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog, put_away, still_open
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import column, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


class TopSheetDialog(Dialog):
    """Asks for the number. Stays open until the presenter closes it, or says why not with `refuse`.

    Signals:
        typed(str): the number; empty for plain paper.
        gap_said(str, str, str): the number, what the sheets before it are (`missing` or `spoiled`), and why.
    """

    typed = Signal(str)
    gap_said = Signal(str, str, str)

    def __init__(self, look: Look, count: int, parent: QWidget | None = None) -> None:
        words = ngettext(
            "Read it off the top sheet of the security paper. {count} sheet is taken from there on.",
            "Read it off the top sheet of the security paper. {count} sheets are taken from there on.",
            count,
        )
        title = _("The next sheet of security paper")
        super().__init__(look, title, sentence=words.format(count=count), parent=parent)
        self.number = Field(look, _("Number on the top sheet"), hint=_("letters and digits, as printed"))
        kinds = [(StockKind.MISSING.value, _("Missing")), (StockKind.SPOILED.value, _("Spoiled"))]
        self.kind = Choice(look, _("The sheets before it"), kinds)
        self.reason = Field(look, _("What happened to them"))
        self._gap = holding(
            column(
                Text(look, _("The sheets before it are"), role="small", bold=True),
                row(self.kind, None),
                self.reason,
                gap=1,
            )
        )
        self._gap.hide()
        self.body.addWidget(self.number)
        self.body.addWidget(self._gap)
        self.plain = PlainButton(look, _("Plain paper"))
        self.plain.clicked.connect(lambda: self._say(""))
        self.go_on = PrimaryButton(look, _("Print"), icon="printer")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._go_on)
        self.foot(self.cancel_button(), self.plain, self.go_on)
        self.number.changed.connect(lambda _text: self._hide_gap())
        self.number.edit.setFocus()

    def refuse(self, error: KnownError) -> None:
        """Says why the number was not taken; where sheets between are unaccounted for, asks what became of them."""
        gap = error.code == "stock-not-expected"
        of_gap = error.code == "stock-reason-needed"
        (self.reason if of_gap else self.number).show_error(sentence(error))
        self._gap.setVisible(gap or of_gap)
        self.go_on.say(_("Write that down and print") if gap or of_gap else _("Print"))
        self._enable(True)
        (self.reason if of_gap else self.number).edit.setFocus()
        if self.isVisible():
            self.grow(self.room())
            self.show_focused()

    def _hide_gap(self) -> None:
        if not self._gap.isHidden():
            self._gap.hide()
            self.go_on.say(_("Print"))
            self.number.show_error("")

    def _go_on(self) -> None:
        number = self.number.text().strip()
        if not number:
            self.number.show_error(_("Type the number, or choose plain paper."))
            self.number.edit.setFocus()
        elif self._gap.isHidden():
            self._say(number)
        elif not self.kind.current():
            self.reason.show_error(_("Say whether they are missing or spoiled."))
            self.show_focused()
        else:
            self._enable(False)
            self.gap_said.emit(number, self.kind.current(), self.reason.text())

    def _say(self, number: str) -> None:
        self._enable(False)
        self.typed.emit(number)

    def _enable(self, on: bool) -> None:
        for button in (self.go_on, self.plain):
            button.setEnabled(on)


class TopSheet(QObject):
    """Wires the dialog: the gap is written down first, then the number is taken."""

    def __init__(self, dialog: TopSheetDialog, parts: Parts, take: Callable[["TopSheet", str], None]) -> None:
        super().__init__(dialog)
        self._dialog, self._parts, self._take = dialog, parts, take
        dialog.typed.connect(lambda number: take(self, number))
        dialog.gap_said.connect(self._close_gap)

    def close(self) -> None:
        """The number was taken, or nobody signs now."""
        put_away(self._dialog)

    def refuse(self, error: KnownError) -> None:
        """It was not taken."""
        if still_open(self._dialog):
            self._dialog.refuse(error)
        else:
            self._parts.tasks.trouble.emit(error)

    def _close_gap(self, number: str, kind: str, reason: str) -> None:
        by, stock = self._parts.session.by, self._parts.runs.stock
        self._parts.tasks.run(
            lambda: close_gap(stock, by=by, typed=number, kind=StockKind(kind), reason=reason),
            done=lambda _nothing: self._take(self, number),
            failed=self.refuse,
        )


@dataclass(frozen=True)
class PlainPaper:
    """Nothing is asked, and what cannot be sent is told in the window."""

    tasks: Tasks

    def close(self) -> None:
        """There is nothing to close."""

    def refuse(self, error: KnownError) -> None:
        self.tasks.trouble.emit(error)
