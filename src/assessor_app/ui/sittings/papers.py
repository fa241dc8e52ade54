"""The papers of a sitting: one button, and behind it what can be had."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from assessor_app.ui.badges.offers import sitting_badges_offer
from assessor_app.ui.papers.choice import Choosable, PaperChoice
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
from assessor_app.wording.catalogue import gettext as _

Make = Callable[..., Offer]


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
        title = _("Papers of this sitting")
        dialog = PaperChoice(page.look, title, _choosable(view), page.window())
        dialog.chosen.connect(lambda key: self._offer(key, view))
        dialog.open()

    def _offer(self, key: str, view: SittingView) -> None:
        makers: dict[str, Make] = {
            "slips": slips_offer,
            "manifest": manifest_offer,
            "sheets": sheets_offer,
            "attendance": attendance_offer,
            "results": sitting_results_offer,
            "badges": sitting_badges_offer,
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
        badges = Choosable(key="badges", word=_("Badges"), icon="id-card")
        return [sheets, *found, badges] if view.entries else [sheets, *found]
    return [Choosable(key="manifest", word=_("Manifest of the sitting"), icon="scroll-text"), *found]
