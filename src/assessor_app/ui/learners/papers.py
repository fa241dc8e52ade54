"""What can be printed and saved of learners: slips, the list, results of a group."""

from PySide6.QtCore import QObject

from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.people.learners import EDITORS
from assessor_app.ui.badges.offers import learner_badges_offer
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.packs.packing import Packing
from assessor_app.ui.papers.choice import Choosable, PaperChoice
from assessor_app.ui.papers.desks import PaperDesks
from assessor_app.ui.papers.offers import group_results_offer, learners_offer, slip_offer
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.wording.catalogue import gettext as _


class LearnerPapers(QObject):
    """Papers on the learners' page: of the group that is chosen there, and of the learner shown."""

    def __init__(
        self, page: LearnersPage, papers: Papers, desks: PaperDesks, session: Session, packing: Packing
    ) -> None:
        super().__init__(page)
        self._page, self._papers, self._desks, self._session = page, papers, desks, session
        self._packing = packing
        page.papers.clicked.connect(self._choose)
        page.panel.history.slip_asked.connect(self._slip)

    def _choose(self) -> None:
        offered: tuple[Choosable, ...] = (
            Choosable(key="list", word=_("Learners' list"), icon="users"),
            Choosable(key="results", word=_("Results for a spreadsheet"), icon="sheet"),
        )
        group = self._page.group.key()
        if self._session.has(*EDITORS) and (group or self._page.panel.view is not None):
            offered = (*offered, Choosable(key="badges", word=_("Badges"), icon="id-card"))
        if self._session.has(*MAY_PRINT) and (group or self._page.panel.view is not None):
            offered = (*offered, Choosable(key="packs", word=_("Packs to take away"), icon="package"))
        title = _("Papers: {group}").format(group=group) if group else _("Papers of all learners")
        dialog = PaperChoice(self._page.look, title, offered, self._page.window())
        dialog.chosen.connect(lambda key: self._offer(key, group))
        dialog.open()

    def _offer(self, key: str, group: str) -> None:
        if key == "results":
            self._papers.offer(group_results_offer(self._desks, by=self._session.by, group=group))
            return
        if key == "packs":
            view = self._page.panel.view
            if group:
                self._packing.pack_of(group, group=group)
            elif view is not None:
                self._packing.pack_of(view.name, learner=view.id)
            return
        if key == "badges":
            view, by = self._page.panel.view, self._session.by
            self._papers.offer(
                learner_badges_offer(self._desks, by=by, view=view, group=group, group_first=bool(group))
            )
            return
        today = self._desks.sheets.clock.now().date().isoformat()
        self._papers.offer(learners_offer(self._desks, group=group, on=today))

    def _slip(self, assessment: str) -> None:
        view = self._page.panel.view
        if view is not None:
            by = self._session.by
            self._papers.offer(slip_offer(self._desks, by=by, assessment=assessment, name=view.name))
