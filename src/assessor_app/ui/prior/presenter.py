"""Prior learning on the real services."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.prior import Authenticated
from assessor_app.services.assessing.challenge import held_on, hold_challenge
from assessor_app.services.assessing.desk import Desk, look_at_work
from assessor_app.services.assessing.prior import Shown, interview, recognise
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import evidence_of
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.prior.dialog import PriorDialog
from assessor_app.ui.prior.part import Part
from assessor_app.ui.prior.view import ChallengeAsked, ClaimAsked, InterviewAsked, PriorView
from assessor_app.ui.prior.words import prior_view
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.errors import sentence


class PriorPresenter(QObject):
    """Opens the dialog for one assessment, and keeps what is said in it.

    Signals:
        changed(): marks or interviews are others now.
    """

    changed = Signal()

    def __init__(
        self, page: QWidget, desk: EvidenceDesk, look: Look, *, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._evidence, self._look = page, desk, look
        self._desk: Desk = desk.desk
        self._tasks, self._session = tasks, session

    def open(self, assessment: str, occasion: str) -> None:
        """Prior learning goes to the occasion that is looked at."""
        by = self._session.by
        self._tasks.run(lambda: self._read(by, assessment, occasion), done=self._open)

    def _open(self, view: PriorView) -> None:
        dialog = PriorDialog(self._look, view, self._page.window())
        dialog.claim_asked.connect(lambda asked: self._claim(dialog, view, asked))
        dialog.interview_asked.connect(lambda asked: self._interview(dialog, view, asked))
        dialog.challenge_asked.connect(lambda asked: self._challenge(dialog, view, asked))
        drafts, by = self._session.drafts, self._session.by
        for part in (dialog.claim, dialog.interview, dialog.challenge):
            before = drafts.typed(by, _about(part, view))
            if before is not None:
                part.put_back(before)
            drafts.watch(by, _about(part, view), part.typed)

        def closed() -> None:
            for part in (dialog.claim, dialog.interview, dialog.challenge):
                drafts.settle(by, _about(part, view))

        # Closed, locked or turned away: what was typed waits for whoever typed it.
        dialog.finished.connect(closed)
        dialog.open()

    def _claim(self, dialog: PriorDialog, view: PriorView, asked: ClaimAsked) -> None:
        by = self._session.by

        def op() -> None:
            recognise(
                self._desk,
                by=by,
                assessment=view.assessment,
                occasion=view.occasion,
                evidence=self._evidence.table.get(asked.evidence),
                criteria=asked.criteria,
                shown=Shown(
                    what=asked.what,
                    dated=asked.dated,
                    authenticated=Authenticated(asked.authenticated),
                    known=asked.known,
                ),
            )

        self._keep(dialog, dialog.claim, view, op)

    def _interview(self, dialog: PriorDialog, view: PriorView, asked: InterviewAsked) -> None:
        by = self._session.by

        def op() -> None:
            interview(
                self._desk,
                by=by,
                assessment=view.assessment,
                outcome=asked.outcome,
                asked=asked.asked,
                answered=asked.answered,
                enough=asked.enough,
            )

        self._keep(dialog, dialog.interview, view, op)

    def _challenge(self, dialog: PriorDialog, view: PriorView, asked: ChallengeAsked) -> None:
        by = self._session.by

        def op() -> None:
            hold_challenge(
                self._desk,
                by=by,
                assessment=view.assessment,
                occasion=view.occasion,
                task=asked.task,
                held_at=held_on(self._desk, asked.day),
                results={criterion: Mark(result) for criterion, result in asked.results},
            )

        self._keep(dialog, dialog.challenge, view, op)

    def _keep(
        self,
        dialog: PriorDialog,
        part: Part,
        view: PriorView,
        act: Callable[[], Any],
    ) -> None:
        by = self._session.by

        def op() -> PriorView:
            act()
            return self._read(by, view.assessment, view.occasion)

        about = _about(part, view)

        def kept(fresh: PriorView) -> None:
            self._session.drafts.keep_typed(by, about, None)
            if still_open(dialog):
                part.clear()
                dialog.show_view(fresh)
            self.changed.emit()

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                part.refuse(sentence(error))
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(op, done=kept, failed=refused)

    def _read(self, by: str, assessment: str, occasion: str) -> PriorView:
        work = look_at_work(self._desk, assessment, by=by)
        kept = work.assessment
        return prior_view(
            self._desk.forms.get(kept.form_code, kept.form_version),
            work,
            evidence_of(self._evidence, by=by, assessment=assessment),
            name=self._desk.learners.get(kept.learner).name,
            occasion=occasion,
            today=self._desk.clock.now().date(),
        )


def _about(part: Part, view: PriorView) -> str:
    return f"{part.about}:{view.assessment}"
