"""The decision on the real services: decided, then signed with a PIN, then handed to the learner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.errors import KnownError
from assessor_app.services.deciding.countersign import waits_for_word
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.ui.acts import Acts
from assessor_app.ui.assess.decide import DecidePage, DecideView
from assessor_app.ui.assessing.countersigning import Countersigning
from assessor_app.ui.assessing.deciding import all_reasons, decide_view
from assessor_app.ui.assessing.hand import read_standpoint, read_subject
from assessor_app.ui.drafts import Draft
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.sittings.signing import ask_to_sign, to_sign
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.turned_away import turned_away
from assessor_app.wording.standing import Said, standing_lines


@dataclass(frozen=True, kw_only=True)
class _Ready:
    assessment: str
    name: str
    sitting: str
    view: DecideView
    lines: tuple[Said, ...]


class DecidePresenter(QObject):
    """Shows what the decision is taken on and takes it.

    Signals:
        go(str, str): to "handover" with the assessment's id once it is signed, to "assessing" with it for going
            back to the marks, to "sitting" with the sitting's when it is left to be signed with others.
    """

    go = Signal(str, str)

    def __init__(
        self, page: DecidePage, deciding: DecisionDesk, *, tasks: Tasks, acts: Acts, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._deciding = page, deciding
        self._tasks, self._acts, self._session = tasks, acts, session
        self._words = Countersigning(page, deciding, tasks=tasks, acts=acts)
        self._assessment = ""
        self._ready: _Ready | None = None
        self._deciding_now = self._showing = False
        page.written.connect(self._keep_draft)
        page.decided_requested.connect(self._decide)
        page.back_requested.connect(lambda: self.go.emit("assessing", self._assessment))

    def open(self, assessment: str) -> None:
        """Shows the decision of this assessment; until it is there, none can be taken."""
        self._assessment = assessment
        self._ready = None
        self._deciding_now = False
        self._page.setEnabled(False)
        self.show()

    def show(self) -> None:
        """Reads the work again and shows it."""
        desk, assessment, by = self._deciding.desk, self._assessment, self._session.by

        def read() -> _Ready:
            subject, sitting = read_subject(desk, assessment)
            at = read_standpoint(desk, subject, assessment=assessment, occasion="", by=by)
            return _Ready(
                assessment=assessment,
                name=subject.learner.name,
                sitting=sitting,
                view=decide_view(
                    subject,
                    at,
                    waits=waits_for_word(self._deciding, assessment, decider=by),
                    names={person.id: person.name for person in self._deciding.staff.all()},
                ),
                lines=standing_lines(at.standings, subject.form),
            )

        # On the writer's thread: behind the taps and notes that are still on their way to disk.
        self._tasks.run(
            read, done=self._arrived, failed=turned_away(self._tasks, lambda: self.go.emit("assess", ""))
        )

    def _arrived(self, ready: _Ready) -> None:
        if ready.assessment != self._assessment:
            return
        self._ready = ready
        opening = not self._page.isEnabled()
        self._page.setEnabled(True)
        self._showing = True
        self._page.show_data(
            _with_draft(ready.view, self._session.drafts.of(self._session.by, ready.assessment))
        )
        self._page.hold(held=self._deciding_now)
        self._showing = False
        if opening:
            settle_focus(self._page)

    def _decide(self, decision: str, feedback: str, next_step: str, reasons: Mapping[str, str]) -> None:
        ready, by, desk = self._ready, self._session.by, self._deciding.desk
        if ready is None or self._deciding_now:
            return
        # A second press, before the pad is there, decides and asks nothing twice.
        self._hold(held=True)

        def op() -> Assessment:
            return decide(
                desk,
                by=by,
                assessment=ready.assessment,
                decision=Decision(decision),
                feedback=feedback,
                next_step=next_step,
                overrides=all_reasons(ready.lines, reasons),
            )

        def decided(kept: Assessment) -> None:
            self._session.drafts.forget(by, ready.assessment)
            if kept.decision is not Decision.COMPETENT:
                self._offer_to_sign(ready, kept)
                return
            self._words.ask(
                ready.assessment,
                done=lambda: self._offer_to_sign(ready, kept),
                later=lambda: self._leave(ready),
            )

        self._tasks.run(op, done=decided, failed=self._refused)

    def _refused(self, error: KnownError) -> None:
        self._hold(held=False)
        self._tasks.trouble.emit(error)

    def _hold(self, *, held: bool) -> None:
        self._deciding_now = held
        self._page.hold(held=held)

    def _keep_draft(self) -> None:
        """What is typed is kept for whoever typed it: a lock, or another window, must not take it away."""
        if self._ready is not None and not self._showing and self._session.staff is not None:
            self._session.drafts.keep(self._session.by, self._ready.assessment, self._page.draft())

    def _offer_to_sign(self, ready: _Ready, decided: Assessment) -> None:
        """Signing at once hands the result over; not signing leaves it on the sitting's list, for one PIN later."""
        pad = ask_to_sign(
            self._page,
            self._deciding,
            acts=self._acts,
            session=self._session,
            decisions=[to_sign(decided, ready.name)],
            done=lambda _signed: self.go.emit("handover", ready.assessment),
        )
        self._hold(held=False)
        if pad is not None:
            pad.rejected.connect(lambda: self._leave(ready))

    def _leave(self, ready: _Ready) -> None:
        self._hold(held=False)
        self.go.emit("sitting", ready.sitting)


def _with_draft(view: DecideView, draft: Draft | None) -> DecideView:
    """The view with what was typed before, and not kept, in the place of what is kept."""
    if draft is None:
        return view
    obstacles = tuple(replace(one, reason=draft.reasons.get(one.key, one.reason)) for one in view.obstacles)
    return replace(view, feedback=draft.feedback, next_step=draft.next_step, obstacles=obstacles)
