"""The papers of a sitting: one button, and behind it what can be had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.papers.desks import PaperDesks
from assessor_app.ui.papers.offer import Offer
from assessor_app.ui.papers.offers import (
    attendance_offer,
    manifest_offer,
    sheets_offer,
    sitting_results_offer,
    slip_offer,
    slips_offer,
)
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.view import SittingView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

Make = Callable[..., Offer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A paper in the dialog."""

    key: str
    word: str
    icon: str


class PaperChoice(Dialog):
    """Which paper?

    Signals:
        chosen(str): its key.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, papers: Sequence[Choosable], parent: QWidget | None = None) -> None:
        super().__init__(look, _("Papers of this sitting"), parent=parent)
        self.buttons: dict[str, PlainButton] = {}
        for paper in papers:
            button = PlainButton(look, paper.word, icon=paper.icon)
            button.clicked.connect(lambda _checked=False, key=paper.key: self._choose(key))
            self.body.addWidget(button)
            self.buttons[paper.key] = button
        self.foot(self.cancel_button(_("Close")))

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)


class SittingPapers(QObject):
    """Offers the papers of the sitting that is shown."""

    def __init__(self, page: SittingPage, papers: Papers, desks: PaperDesks, session: Session) -> None:
        super().__init__(page)
        self._papers, self._desks, self._session = papers, desks, session
        page.papers_requested.connect(self.choose)
        page.slip_requested.connect(self._slip)

    def closed(self, view: SittingView) -> None:
        """A sitting was closed: its manifest is what comes next."""
        self._offer("manifest", view)

    def choose(self, view: SittingView) -> None:
        """Asks which; what cannot be had now is not there."""
        page = self._papers.page
        dialog = PaperChoice(page.look, _choosable(view), page.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.chosen.connect(lambda key: self._offer(key, view))
        dialog.open()

    def _offer(self, key: str, view: SittingView) -> None:
        makers: dict[str, Make] = {
            "slips": slips_offer,
            "manifest": manifest_offer,
            "sheets": sheets_offer,
            "attendance": attendance_offer,
            "results": sitting_results_offer,
        }
        by = self._session.by
        self._papers.offer(makers[key](self._desks, by=by, sitting=view.id, place=view.title))

    def _slip(self, assessment: str, name: str) -> None:
        self._papers.offer(slip_offer(self._desks, by=self._session.by, assessment=assessment, name=name))


def _choosable(view: SittingView) -> list[Choosable]:
    found = [
        Choosable(key="slips", word=_("Result slips"), icon="receipt-text"),
        Choosable(key="attendance", word=_("Attendance list"), icon="clipboard-list"),
        Choosable(key="results", word=_("Results for a spreadsheet"), icon="sheet"),
    ]
    if view.open:
        sheets = Choosable(key="sheets", word=_("Blank observation sheets"), icon="clipboard-pen")
        return [sheets, *found]
    return [Choosable(key="manifest", word=_("Manifest of the sitting"), icon="scroll-text"), *found]
