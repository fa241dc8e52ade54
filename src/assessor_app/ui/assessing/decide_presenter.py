"""The decision on the real services: decided, then signed with a PIN, then handed to the learner."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.ui.acts import Acts
from assessor_app.ui.assess.decide import DecidePage, DecideView
from assessor_app.ui.assessing.deciding import all_reasons, decide_view
from assessor_app.ui.assessing.hand import read_standpoint, read_subject
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.sittings.signing import ask_to_sign
from assessor_app.ui.tasks import Tasks
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
        self._assessment = ""
        self._ready: _Ready | None = None
        page.decided_requested.connect(self._decide)
        page.back_requested.connect(lambda: self.go.emit("assessing", self._assessment))

    def open(self, assessment: str) -> None:
        """Shows the decision of this assessment; until it is there, none can be taken."""
        self._assessment = assessment
        self._ready = None
        self._page.setEnabled(False)
        self.show()

    def show(self) -> None:
        """Reads the work again and shows it."""
        desk, assessment, by = self._deciding.desk, self._assessment, self._session.by

        def read() -> _Ready:
            subject, sitting = read_subject(desk, assessment)
            at = read_standpoint(desk, subject, assessment=assessment, occasion="", by=by, stopped=False)
            return _Ready(
                assessment=assessment,
                name=subject.learner.name,
                sitting=sitting,
                view=decide_view(subject, at),
                lines=standing_lines(at.standings, subject.form),
            )

        # On the writer's thread: behind the taps and notes that are still on their way to disk.
        self._tasks.run(read, done=self._arrived)

    def _arrived(self, ready: _Ready) -> None:
        if ready.assessment != self._assessment:
            return
        self._ready = ready
        opening = not self._page.isEnabled()
        self._page.setEnabled(True)
        self._page.show_data(ready.view)
        if opening:
            settle_focus(self._page)

    def _decide(self, decision: str, feedback: str, next_step: str, reasons: Mapping[str, str]) -> None:
        ready, by, desk = self._ready, self._session.by, self._deciding.desk
        if ready is None:
            return

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

        self._tasks.run(op, done=lambda _decided: self._offer_to_sign(ready))

    def _offer_to_sign(self, ready: _Ready) -> None:
        """Signing at once hands the result over; not signing leaves it on the sitting's list, for one PIN later."""
        pad = ask_to_sign(
            self._page,
            self._deciding,
            acts=self._acts,
            session=self._session,
            assessments=[ready.assessment],
            names=[ready.name],
            done=lambda _signed: self.go.emit("handover", ready.assessment),
        )
        if pad is not None:
            pad.rejected.connect(lambda: self.go.emit("sitting", ready.sitting))
