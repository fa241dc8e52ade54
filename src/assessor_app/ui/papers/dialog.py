"""Asks in which way a paper is made, and whether it is printed or saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.text import Text
from assessor_app.ui.papers.offer import Offer
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class PaperDialog(Dialog):
    """Stays open while the paper is made, and says what became of it.

    Signals:
        print_asked(str), save_asked(str): in this way.
    """

    print_asked = Signal(str)
    save_asked = Signal(str)

    def __init__(self, look: Look, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(look, offer.title, sentence=offer.sentence, parent=parent)
        self._offer = offer
        ways = [(way.key, way.word) for way in offer.ways]
        self.way = Choice(look, offer.title, ways, current=ways[0][0] if ways else "")
        hide_unless(self.way, len(ways) > 1)
        self.way.chosen.connect(self._explain)
        self._about = Text(look, role="small", tone="muted")
        self._news = Text(look, bold=True)
        self.print = PrimaryButton(look, _("Print"), icon="printer")
        self.save = self._save_button()
        hide_unless(self.print, offer.printable)
        self.print.clicked.connect(lambda: self.print_asked.emit(self.way.current()))
        self.save.clicked.connect(lambda: self.save_asked.emit(self.way.current()))
        for widget in (self.way, self._about, self._news):
            self.body.addWidget(widget)
        self.foot(self.cancel_button(_("Close")), self.save, self.print)
        self._explain(self.way.current())
        (self.print if offer.printable else self.save).setFocus()

    def _save_button(self) -> PlainButton:
        """The next step where there is nothing to print."""
        if self._offer.printable:
            return PlainButton(self.look, _("Save as PDF"), icon="file-down")
        return PrimaryButton(self.look, _("Save"), icon="file-down")

    def tell(self, words: str, *, busy: bool = False) -> None:
        """What is being done, or became of it; nothing else can be asked meanwhile."""
        self._news.say(words)
        for part in (self.print, self.save, self.way):
            part.setEnabled(not busy)
        self._show_all()

    def news(self) -> str:
        """What was last told."""
        return self._news.text()

    def _explain(self, key: str) -> None:
        about = next((way.about for way in self._offer.ways if way.key == key), "")
        self._about.say(about)
        self._about.setVisible(bool(about))
        self._show_all()

    def _show_all(self) -> None:
        """What came after the first size was reckoned is seen without scrolling too."""
        if self.isVisible():
            self.grow(self.room())
