"""Badges on the learners' page: printed for the learner shown or a group, and ended when lost."""

from PySide6.QtCore import QObject

from assessor_app.services.badges.issue import has_badge, revoke
from assessor_app.services.people.learners import EDITORS
from assessor_app.ui.badges.offers import learner_badges_offer
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.view import LearnerView
from assessor_app.ui.papers.desks import PaperDesks
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


class LearnerBadges(QObject):
    """Badges of whoever is shown on the learners' page."""

    def __init__(
        self, page: LearnersPage, papers: Papers, desks: PaperDesks, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._papers, self._desks = page, papers, desks
        self._tasks, self._session = tasks, session
        page.panel.badge_asked.connect(self._offer)
        page.panel.lost_asked.connect(self._ask_lost)
        page.panel.learner_shown.connect(self._look)

    def _offer(self) -> None:
        view = self._page.panel.view
        if view is not None:
            group = self._page.group.key()
            offer = learner_badges_offer(self._desks, by=self._session.by, view=view, group=group)
            self._papers.offer(offer).finished.connect(lambda _result: self._look(view.id))

    def _look(self, learner: str) -> None:
        """Whether there is a badge that could be lost."""
        panel, badges = self._page.panel, self._desks.badges
        panel.lost.hide()
        if not learner or not self._session.has(*EDITORS):
            return

        def shown(found: bool) -> None:
            if panel.view is not None and panel.view.id == learner:
                panel.lost.setVisible(found)

        self._tasks.read(lambda: has_badge(badges, learner), done=shown)

    def _ask_lost(self) -> None:
        view = self._page.panel.view
        if view is None:
            return
        question = Question(
            self._page.look,
            _("Is this badge lost?"),
            sentence=_(
                "Whoever brings the badge of {name} is no longer known by it. The next one that is printed has "
                "another code."
            ).format(name=view.name),
            yes=_("It is lost"),
            parent=self._page.window(),
        )
        question.answered.connect(lambda: self._lose(view))
        question.open()

    def _lose(self, view: LearnerView) -> None:
        badges, by = self._desks.badges, self._session.by
        self._tasks.run(
            lambda: revoke(badges, by=by, learner=view.id), done=lambda _nothing: self._look(view.id)
        )
