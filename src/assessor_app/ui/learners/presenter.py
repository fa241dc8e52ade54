"""Turns what services know of learners into the page, and what people ask there into acts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.erasing import ERASED_NAME
from assessor_app.services.erasing.plan import MAY_ERASE
from assessor_app.services.people.history import LearnerReads, LearnerRow, NameCheck, PastWork
from assessor_app.services.people.learners import EDITORS, LearnerDesk
from assessor_app.services.people.reading import roster_for
from assessor_app.ui.acts import Acts
from assessor_app.ui.learners.importing import AskFile, RosterImport, RosterReader, ask_roster
from assessor_app.ui.learners.keeping import LearnerKeeping
from assessor_app.ui.learners.listing import LearnerList
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.towards import TowardsView
from assessor_app.ui.learners.view import LearnerView
from assessor_app.ui.learners.words import learner_view
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, kw_only=True)
class _Found:
    """One learner as read."""

    row: LearnerRow
    check: NameCheck | None
    history: tuple[PastWork, ...]
    towards: tuple[TowardsView, ...]


class LearnersPresenter(QObject):
    """The page of learners at work.

    Signals:
        go(str, str): another page and what to open there: ("assess", assessment id), ("certificates", number).
    """

    go = Signal(str, str)

    def __init__(
        self,
        page: LearnersPage,
        *,
        tasks: Tasks,
        acts: Acts,
        session: Session,
        desk: LearnerDesk,
        reads: LearnerReads,
        rosters: RosterReader,
        ask_file: AskFile = ask_roster,
        towards: Callable[[str], tuple[TowardsView, ...]] = lambda _learner: (),
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._session, self._desk, self._reads = page, tasks, session, desk, reads
        self._towards = towards
        self._turn = 0
        self._list = LearnerList(page, tasks=tasks, reads=reads, desk=desk, session=session)
        self._keeping = LearnerKeeping(page, tasks=tasks, acts=acts, session=session, desk=desk)
        self._import = RosterImport(
            page, tasks=tasks, session=session, desk=desk, reader=rosters, ask_file=ask_file
        )
        self._connect()

    def show(self) -> None:
        """Reads the list again; whoever is shown beside it stays."""
        self._list.again()
        view = self._page.panel.view
        if view is not None:
            self.open(view.id)

    def search(self, words: str) -> None:
        """Shows who is found by these words, as the search field of the window asks."""
        self._page.search.setText(words)

    def bring(self, learner_id: str) -> None:
        """Shows one learner that somebody asked for: in front of the list, where there is no room beside it."""
        self.open(learner_id)
        self._page.open_panel()

    def erased(self, words: str) -> None:
        """Something of a learner was erased: the list and the panel no longer show it."""
        self._list.again(words)
        view = self._page.panel.view
        if view is not None:
            self.open(view.id)

    def open(self, learner_id: str) -> None:
        """Shows one learner beside the list."""
        self._read(lambda reads: reads.key_of(learner_id))

    def _connect(self) -> None:
        page, keeping = self._page, self._keeping
        page.search_changed.connect(self._list.search)
        page.learner_chosen.connect(self._choose)
        page.learner_opened.connect(self._open_key)
        page.add_requested.connect(keeping.add)
        page.import_requested.connect(self._import.start)
        page.panel.edit_asked.connect(lambda: self._with_learner(keeping.edit))
        page.panel.check_asked.connect(lambda: self._with_learner(keeping.check))
        page.panel.remove_asked.connect(lambda: self._with_learner(keeping.remove))
        page.panel.history.assessment_asked.connect(partial(self.go.emit, "assess"))
        page.panel.history.certificate_asked.connect(partial(self.go.emit, "certificates"))
        keeping.kept.connect(self._kept)
        keeping.removed.connect(self._removed)
        self._import.imported.connect(self._imported)
        self._import.left.connect(lambda: page.show_report(shown=False))

    def _choose(self, key: object) -> None:
        self._read(lambda _reads: _key(key))

    def _open_key(self, key: object) -> None:
        self._choose(key)
        self._page.open_panel()

    def _read(self, key_of: Callable[[LearnerReads], int | None]) -> None:
        self._turn += 1
        turn, desk, by, towards = self._turn, self._desk, self._session.by, self._towards

        def read() -> _Found | None:
            reads = roster_for(self._reads, desk.staff, by=by)
            key = key_of(reads)
            rows = () if key is None else reads.rows([key])
            if not rows or rows[0].learner.name == ERASED_NAME:
                return None
            learner = rows[0].learner.id
            return _Found(
                row=rows[0],
                check=reads.name_check(learner),
                history=reads.history(learner),
                towards=towards(learner),
            )

        def arrived(found: _Found | None) -> None:
            if turn == self._turn:
                self._show_one(found)

        # Whoever may not see them is told so where the list would be.
        self._tasks.read(read, done=arrived, failed=lambda _error: self._show_one(None))

    def _show_one(self, found: _Found | None) -> None:
        if found is None:
            self._page.panel.show_learner(None)
            return
        view = learner_view(
            found.row,
            found.check,
            found.history,
            today=self._desk.clock.now().date(),
            may_edit=self._session.has(*EDITORS),
            may_erase=self._session.has(*MAY_ERASE),
            towards=found.towards,
        )
        self._page.panel.show_learner(view)
        self._page.select(found.row.key)

    def _with_learner(self, act: Callable[[LearnerView], None]) -> None:
        view = self._page.panel.view
        if view is not None:
            act(view)

    def _kept(self, learner_id: str) -> None:
        self._list.again()
        self.bring(learner_id)

    def _removed(self, name: str) -> None:
        self._page.panel.show_learner(None)
        self._list.again(_("{name} was removed").format(name=name))

    def _imported(self, words: str) -> None:
        self._page.show_report(shown=False)
        self._list.again(words)


def _key(key: object) -> int:
    if not isinstance(key, int):
        raise TypeError(f"the list's keys are numbers, not {type(key).__name__}")
    return key
