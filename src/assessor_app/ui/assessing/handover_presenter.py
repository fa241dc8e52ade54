"""The learner's page on the real services: one after the other, and out of it with the assessor's PIN alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.today.ports import FloorReads
from assessor_app.ui.acts import Acts
from assessor_app.ui.assess.handover import HandoverPage, HandoverView
from assessor_app.ui.assessing.hand import read_subject
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.sittings.signing import wait_of
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


@dataclass(frozen=True, kw_only=True)
class _Told:
    assessment: str
    sitting: str
    view: HandoverView


class HandoverPresenter(QObject):
    """Shows one learner's result, keeps how they took it, and goes on with the next who waits in the sitting.

    Signals:
        go(str, str): to "sitting" with its id, once the assessor's PIN has opened the room.
    """

    go = Signal(str, str)

    def __init__(
        self,
        page: HandoverPage,
        deciding: DecisionDesk,
        floor: FloorReads,
        *,
        appeal: Callable[[date], str],
        tasks: Tasks,
        acts: Acts,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._deciding, self._floor, self._appeal = page, deciding, floor, appeal
        self._tasks, self._acts, self._session = tasks, acts, session
        self._told: _Told | None = None
        page.acknowledged.connect(self._acknowledged)
        page.leave_requested.connect(self._ask_to_leave)

    def open(self, assessment: str) -> None:
        """Shows this learner's result, and nobody else's."""
        self._told = None
        # The room may come up before the result does: nothing of the learner before may stand there.
        self._page.show_data(HandoverView(name="", number="", form="", result="", shape=Shape.NOT_SEEN))
        self._page.setEnabled(False)
        by = self._session.by
        self._tasks.run(lambda: self._read(assessment, by), done=self._arrived)

    def _read(self, assessment: str, by: str) -> _Told:
        require_may_see(self._deciding.staff.get(by), Seen.RESULTS)
        subject, sitting = read_subject(self._deciding.desk, assessment)
        kept = self._deciding.desk.assessments.get(assessment)
        if kept.state is not State.FINALISED:
            raise KnownError("not-finalised")
        competent = kept.decision is Decision.COMPETENT
        return _Told(
            assessment=assessment,
            sitting=sitting,
            view=HandoverView(
                name=subject.learner.name,
                number=subject.learner.number,
                form=f"{subject.form.ref}  {subject.form.title}",
                result=_("Competent") if competent else _("Not yet"),
                shape=Shape.MET if competent else Shape.NOT_MET,
                feedback=kept.feedback,
                next_step=kept.next_step,
                appeal=self._appeal(date.fromisoformat(kept.decided_at[:10])),
                taken=self._deciding.outcomes.acknowledgement(assessment) is not None,
            ),
        )

    def _arrived(self, told: _Told) -> None:
        self._told = told
        opening = not self._page.isEnabled()
        self._page.setEnabled(True)
        self._page.show_data(told.view)
        if opening:
            settle_focus(self._page)

    def _acknowledged(self, way: str, given: Mapping[str, Any]) -> None:
        told, by, deciding = self._told, self._session.by, self._deciding
        if told is None:
            return
        details = {key: value for key, value in given.items() if key != "name_right"}

        def op(confirmed: bool) -> str:
            acknowledge(
                deciding,
                by=by,
                assessment=told.assessment,
                kind=Acknowledged(way),
                details=details,
                name_checked=bool(given.get("name_right")),
                clock_confirmed=confirmed,
            )
            return self._next(told.sitting)

        def failed(error: KnownError) -> None:
            if error.code != "acknowledged-already":
                self._tasks.trouble.emit(error)
            elif self._told is told:
                self.open(told.assessment)

        self._acts.sign(op, done=lambda following: self._go_on(told, following), failed=failed)

    def _next(self, sitting: str) -> str:
        """The assessment of the next one in the sitting who has not had their signed result; empty when all have."""
        for line in self._floor.entry_lines(sitting):
            if line.state is State.FINALISED and not line.acknowledged:
                return line.entry.assessment
        return ""

    def _go_on(self, told: _Told, following: str) -> None:
        if following:
            self.open(following)
        else:
            # Where the PIN is put off, nothing is left to sign on the page that comes up again.
            self._arrived(replace(told, view=replace(told.view, taken=True)))
            self._ask_to_leave()

    def _ask_to_leave(self) -> None:
        """The learner holds the screen: only the assessor opens the door."""
        staff, told = self._session.staff, self._told
        if staff is None or told is None:
            return
        pad = PinPad(
            self._page.look,
            _("Back to the assessor"),
            who=staff.name,
            sentence=_("Please give the screen back."),
            action=_("Open"),
            parent=self._page.window(),
        )

        def entered(pin: str) -> None:
            self._tasks.run(
                lambda: self._deciding.require_pin(staff_id=staff.id, pin=pin), done=opened, failed=refused
            )

        def opened(_staff: object) -> None:
            put_away(pad)
            self._told = None
            self.go.emit("sitting", told.sitting)

        def refused(error: KnownError) -> None:
            if still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))

        pad.entered.connect(entered)
        pad.open()
