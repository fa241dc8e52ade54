"""Which printer? A dialog of the window's own: a lock can cover it, gloves can touch it, and it never shrinks a page."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.paper_fit import Fit, Measured, fit
from assessor_app.services.settings.table import Values
from assessor_app.ui.kit.buttons import Choice, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import column, hide_unless, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.printing.printers import Chosen, Offer, Printers
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_COPIES = ("1", "2", "3", "5", "10")
ONE, BOTH = "one", "both"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be printed.

    Attributes:
        title: of the dialog and of the job. about: a sentence beneath it.
        keep: under which name the choice is remembered on this computer.
        lying: landscape. back: there is something for the other side.
        copies: whether several may be asked for; certificates are one each.
        pages: a page of each kind, measured; paper that does not hold one is refused. None for what fits itself to its paper.
    """

    title: str
    keep: str
    about: str = ""
    lying: bool = False
    back: bool = False
    copies: bool = False
    pages: tuple[Measured, ...] = ()


Take = Callable[[QPrinter], None]
AskPrinter = Callable[[QWidget, Wanted, Take], None]
"""Asks a person which printer, and hands it over once they have chosen; nothing follows when they thought better of it."""


@dataclass(frozen=True, kw_only=True)
class PrinterAsker:
    """Asks with the dialog; `kept` remembers what was chosen, on this computer."""

    look: Callable[[], Look]
    printers: Printers
    kept: Values

    def __call__(self, parent: QWidget, wanted: Wanted, take: Take) -> None:
        dialog = PrinterDialog(self.look(), wanted, self.printers, self._last(wanted.keep), parent)

        def chosen(choice: Chosen) -> None:
            self.kept.put(f"printer-{wanted.keep}", json.dumps([choice.printer, choice.paper, choice.tray]))
            take(self.printers.make(choice, title=wanted.title, lying=wanted.lying))

        dialog.chosen.connect(chosen)
        dialog.open()

    def _last(self, keep: str) -> tuple[str, str, str]:
        """Printer, paper and tray; empty where nothing is kept, or a hand wrote something else there."""
        try:
            printer, paper, tray = json.loads(self.kept.get(f"printer-{keep}", ""))
        except (ValueError, TypeError):
            return "", "", ""
        return str(printer), str(paper), str(tray)


class PrinterDialog(Dialog):
    """Asks for a printer and its paper, and says how the page lies on it.

    Signals:
        chosen(object): a `Chosen`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        wanted: Wanted,
        printers: Printers,
        last: tuple[str, str, str] = ("", "", ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, wanted.title, sentence=wanted.about, parent=parent)
        self._wanted, self._printers, self._last = wanted, printers, last
        self._offer: Offer | None = None
        names = printers.names()
        self.printer = Select(look, _("Printer"), names)
        self.paper = Select(look, _("Paper"))
        self.tray = Select(look, _("Tray"))
        sides = [(ONE, _("One side")), (BOTH, _("Both sides"))]
        self.sides = Choice(look, _("Sides"), sides, current=BOTH if wanted.back else ONE)
        self.copies = Choice(look, _("Copies"), [(one, one) for one in _COPIES], current=_COPIES[0])
        self._notice = Text(look)
        self._rows: dict[QWidget, QWidget] = {}
        for words, widget in (
            (_("Printer"), self.printer),
            (_("Paper"), self.paper),
            (_("Tray"), self.tray),
            (_("Sides"), self.sides),
            (_("Copies"), self.copies),
        ):
            self._rows[widget] = holding(self._labelled(words, widget))
            self.body.addWidget(self._rows[widget])
        self.body.addWidget(self._notice)
        self.go_on = PrimaryButton(look, _("Print"), icon="printer")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._choose)
        self.foot(self.cancel_button(), self.go_on)
        self.resize(min(look.metrics.text(520), self.room().width() - 32), 0)
        self.printer.activated.connect(lambda _at: self._show_printer())
        self.paper.activated.connect(lambda _at: self._judge())
        self.sides.chosen.connect(lambda _key: self._judge())
        hide_unless(self._rows[self.copies], wanted.copies)
        if names:
            self.printer.choose(last[0])
            self._show_printer()
        else:
            self._refuse(sentence(KnownError("no-printer")))
        self.printer.setFocus()

    def notice(self) -> str:
        """What is said of the page on this paper."""
        return self._notice.text()

    def _labelled(self, words: str, widget: QWidget) -> QVBoxLayout:
        label = Text(self.look, words, role="small", bold=True)
        wide = isinstance(widget, Select)
        return column(label, widget if wide else row(widget, None), gap=0.5)

    def _show_printer(self) -> None:
        offer = self._offer = self._printers.offer(self.printer.key())
        self.paper.offer([(key, _named(paper.name)) for key, paper in offer.papers.items()])
        self.tray.offer([("", _("As the printer does")), *offer.trays])
        known = offer.name == self._last[0]
        self.paper.choose(self._last[1] if known and self._last[1] in offer.papers else offer.first)
        if known:
            self.tray.choose(self._last[2])
        self._rows[self.tray].setVisible(bool(offer.trays))
        self._rows[self.sides].setVisible(offer.both_sides and (self._wanted.back or self._wanted.copies))
        self._judge()

    def _judge(self) -> None:
        """Says how the page lies on this paper, or why it is not printed on it."""
        offer = self._offer
        if offer is None:
            return
        if offer.shrinks:
            self._refuse(sentence(KnownError("printer-shrinks", printer=offer.title, option=offer.shrinks)))
            return
        paper = offer.papers[self.paper.key()]
        try:
            laid = [(fit(page, paper, wanted=_fitting(page)), page) for page in self._wanted.pages]
        except KnownError as error:
            self._refuse(sentence(error))
            return
        # Of several kinds of pages the one that loses most speaks for all.
        worst = max(laid, key=lambda one: one[0].cut + one[0].unreached, default=None)
        told = [] if worst is None else _lying(*worst)
        if self._wanted.back and not offer.both_sides:
            told.append(_("This printer prints one side only: the backs are left out."))
        self._notice.say_in(" ".join(told), "muted")
        self._notice.setVisible(bool(told))
        self.go_on.setEnabled(True)
        self._regrow()

    def _refuse(self, words: str) -> None:
        self._notice.say_in(words, "danger")
        self._notice.show()
        self.go_on.setEnabled(False)
        self._regrow()

    def _regrow(self) -> None:
        if self.isVisible():
            self.grow(self.room())

    def _choose(self) -> None:
        offer = self._offer
        if offer is None:
            return
        both = self.sides.current() == BOTH and offer.both_sides and not self._rows[self.sides].isHidden()
        chosen = Chosen(
            printer=offer.name,
            paper=self.paper.key(),
            both_sides=both,
            tray=self.tray.key(),
            copies=int(self.copies.current()) if self._wanted.copies else 1,
        )
        self.accept()
        self.chosen.emit(chosen)


def _named(name: str) -> str:
    """Without what Qt adds to the name of a size for itself."""
    return name.partition(" / ")[0]


def _fitting(page: Measured) -> str:
    """The paper that this page was made for, in a word."""
    long_side = max(page.width, page.height)
    return "A4" if abs(long_side - 297) < 5 else "Letter"  # noqa: PLR2004 - millimetres: ISO 216


def _lying(laid: Fit, page: Measured) -> list[str]:
    if laid.whole:
        if not page.qr_mm:
            return [_("It is printed at its full size.")]
        return [
            _("It is printed at its full size: the code is {size} mm wide.").format(size=round(page.qr_mm))
        ]
    told = []
    if laid.cut:
        told.append(
            _(
                "This paper is smaller than the page, which is never shrunk: {lost} mm of its edge are cut off."
            ).format(lost=laid.cut)
        )
    if laid.unreached:
        told.append(
            _(
                "This printer does not print that close to the edge: {lost} mm of the frame will be missing."
            ).format(lost=laid.unreached)
        )
    return told
