"""One sitting's page on the real services: every touch is kept before it is shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.start import start
from assessor_app.services.deciding.countersign import waiting_decisions
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.sittings.attend import brief, brief_one, place_entry, set_attendance
from assessor_app.services.sittings.before import settled
from assessor_app.services.sittings.look import lines_of
from assessor_app.services.sittings.open import close_sitting, duplicate
from assessor_app.services.sittings.opened_for import opened_for
from assessor_app.services.today.ports import EntryLine
from assessor_app.ui.acts import Acts
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.age import ASKED, AgeAsking
from assessor_app.ui.sittings.arrivals import ask_walk_in
from assessor_app.ui.sittings.beyond import BEYOND, BeyondAsking
from assessor_app.ui.sittings.briefing import BriefingDialog
from assessor_app.ui.sittings.entry_words import EntryWords
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.sittings.presenter import SittingParts
from assessor_app.ui.sittings.signing import ToSign, ask_to_sign, form_ref
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.standing_stops import stops_words
from assessor_app.ui.sittings.view import SittingView
from assessor_app.ui.sittings.words import for_whom, sitting_view
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.turns import Turns

Read = tuple[tuple[EntryLine, ...], SittingView]


class SittingPresenter(QObject):
    """Shows one sitting and keeps what is said of its entries.

    Signals:
        go(str, str): to "assessing" or "handover" with an assessment's id, to "sitting" with another sitting's, to
            "assess" for the list.
        closed(object): the sitting of this SittingView was closed just now.
    """

    go = Signal(str, str)
    closed = Signal(object)

    def __init__(
        self,
        page: SittingPage,
        parts: SittingParts,
        *,
        assessing: Desk,
        deciding: DecisionDesk,
        tasks: Tasks,
        acts: Acts,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        self._assessing, self._deciding = assessing, deciding
        self._tasks, self._acts, self._session = tasks, acts, session
        self._sitting, self._opening = "", False
        self._beyond = BeyondAsking(page, page.look, assessing, tasks=tasks, session=session)
        self._ages = AgeAsking(page, page.look, parts.desk, tasks=tasks, session=session)
        self._words = EntryWords(session)
        self._turns = Turns()
        self._lines: tuple[EntryLine, ...] = ()
        self._view: SittingView | None = None
        self._connect()

    def open(self, sitting: str) -> None:
        """Shows this sitting. Until it is there, the page takes no touch: it would be for somebody of another."""
        self._sitting, self._opening = sitting, True
        self._page.setEnabled(self._view is not None and self._view.id == sitting)
        self.show()

    def show(self) -> None:
        """Reads the sitting again and shows it."""
        parts, sitting, by, turn = self._parts, self._sitting, self._session.by, self._turns.take()
        deciding = self._deciding
        self._tasks.read(
            lambda: _read(parts, deciding, sitting, by), done=lambda read: self._shown(turn, read)
        )

    def _connect(self) -> None:
        page = self._page
        page.present_requested.connect(
            lambda entry, identified: self._attend(entry, Attendance.PRESENT.value, identified, "")
        )
        page.attend_requested.connect(self._attend)
        page.entry_opening.connect(self._words.opening)
        page.place_requested.connect(self._place)
        page.work_requested.connect(self._work)
        page.brief_requested.connect(self._brief)
        page.walk_in_requested.connect(self._ask_walk_in)
        page.sign_requested.connect(self._sign)
        page.close_requested.connect(self._close)
        page.again_requested.connect(self._again)
        page.board_requested.connect(lambda: self.go.emit("board", self._sitting))
        page.back_requested.connect(lambda: self.go.emit("assess", ""))

    def _shown(self, turn: int, read: Read) -> None:
        lines, view = read
        view = for_whom(
            view,
            may_list=self._session.has(Role.ASSESSOR, Role.CENTRE_STAFF),
            may_assess=self._session.has(Role.ASSESSOR),
        )
        if view.id != self._sitting or self._turns.late(turn):
            return
        self._lines, self._view = lines, view
        # A page that is off takes no focus: it is on before a row asks for it.
        self._page.setEnabled(True)
        self._page.show_data(view)
        if self._opening:
            settle_focus(self._page)
        self._opening = False

    def _keep(self, act: Callable[[], Any], kept: Callable[[], None] = lambda: None) -> None:
        """Does it on the writer thread and shows what the store says then; `kept` comes first where it worked."""
        parts, sitting, by = self._parts, self._sitting, self._session.by
        deciding = self._deciding

        def op() -> Read:
            act()
            return _read(parts, deciding, sitting, by)

        def done(read: Read) -> None:
            kept()
            self._shown(self._turns.take(), read)

        self._tasks.run(op, done=done)

    def _attend(self, entry: str, attendance: str, identified: str, note: str) -> None:
        desk, by = self._parts.desk, self._session.by
        self._keep(
            lambda: set_attendance(
                desk,
                by=by,
                entry=entry,
                attendance=Attendance(attendance),
                identified=Identified(identified) if identified else None,
                note=note,
            ),
            self._words.kept(entry),
        )

    def _place(self, entry: str, bib: str, bench: str) -> None:
        desk, by = self._parts.desk, self._session.by
        self._keep(
            lambda: place_entry(desk, by=by, entry=entry, bib=bib, bench=bench), self._words.kept(entry)
        )

    def _brief(self) -> None:
        desk, by, sitting = self._parts.desk, self._session.by, self._sitting
        self._keep(lambda: brief(desk, by=by, sitting=sitting))

    def _work(self, entry: str) -> None:
        line = next((line for line in self._lines if line.entry.id == entry), None)
        if line is not None and line.state is State.FINALISED:
            self.go.emit("handover", line.entry.assessment)
        elif line is not None and line.state in {None, State.ANNULLED} and not line.entry.briefed_at:
            form = self._parts.desk.shelf.get(line.entry.form_code, line.entry.form_version)
            dialog = BriefingDialog(self._page.look, line.name, form.briefing, parent=self._page.window())
            dialog.answered.connect(lambda briefed: self._start(entry, briefed=briefed))
            dialog.open()
        else:
            self._start(entry, briefed=False)

    def _start(self, entry: str, *, briefed: bool) -> None:
        sittings, assessing, by = self._parts.desk, self._assessing, self._session.by

        def op() -> Assessment:
            if briefed:
                brief_one(sittings, by=by, entry=entry)
            return start(assessing, by=by, entry=entry)

        def refused(error: KnownError) -> None:
            if error.code in ASKED:
                self._ages.ask(error, lambda: self._start(entry, briefed=False))
            elif error.code in BEYOND:
                self._beyond.ask(error, lambda: self._start(entry, briefed=False))
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(op, done=lambda work: self.go.emit("assessing", work.id), failed=refused)

    def _ask_walk_in(self) -> None:
        if self._view is not None:
            ask_walk_in(
                self._page,
                self._view.forms,
                self._sitting,
                self._parts,
                tasks=self._tasks,
                keep=self._keep,
                session=self._session,
            )

    def _sign(self) -> None:
        by = self._session.by
        held = self._view.held if self._view is not None else frozenset()
        waiting = [
            line
            for line in self._lines
            if line.state is State.DECIDED and line.decided_by == by and line.entry.assessment not in held
        ]
        ask_to_sign(
            self._page,
            self._deciding,
            acts=self._acts,
            session=self._session,
            decisions=[
                ToSign(
                    assessment=line.entry.assessment,
                    name=line.name,
                    decision=line.decision,
                    form=form_ref(line.entry.form_code, line.entry.form_version),
                )
                for line in waiting
                if line.decision is not None
            ],
            done=lambda _signed: self.show(),
        )

    def _close(self) -> None:
        desk, by, sitting, view = self._parts.desk, self._session.by, self._sitting, self._view

        def closed(_counts: object) -> None:
            self.show()
            self.closed.emit(view)

        self._acts.sign(
            lambda confirmed: close_sitting(desk, by=by, sitting=sitting, clock_confirmed=confirmed),
            done=closed,
            once=f"close {sitting}",
        )

    def _again(self) -> None:
        desk, by, sitting = self._parts.desk, self._session.by, self._sitting
        today = desk.clock.now().date()
        self._acts.sign(
            lambda confirmed: duplicate(desk, by=by, sitting=sitting, on=today, clock_confirmed=confirmed),
            done=lambda made: self.go.emit("sitting", made.id),
            once=f"repeat {sitting}",
        )


def _read(parts: SittingParts, deciding: DecisionDesk, sitting_id: str, by: str) -> Read:
    """The sitting's lines, and the page that shows them."""
    shelf = parts.desk.shelf
    sitting = parts.desk.sittings.get(sitting_id)
    lines = lines_of(parts.floor, parts.desk.staff, by=by, sitting=sitting_id)
    used = list(dict.fromkeys((line.entry.form_code, line.entry.form_version) for line in lines))
    forms = [shelf.get(*ref) for ref in used]
    meant: list[Form] = []
    if not forms:
        # Nobody is listed: the form that it was opened for comes first among those that can be chosen.
        ref = opened_for(parts.desk, sitting_id)
        offered = sorted(
            (item.form for item in shelf.offered().values()),
            key=lambda form: (form.code, form.version) != ref,
        )
        meant = [form for form in offered if (form.code, form.version) == ref]
        forms = [] if sitting.closed_at else offered
    found = settled(parts.desk, sitting_id, by=by)
    # Only what somebody found competent can wait for another's word.
    decided = any(line.state is State.DECIDED and line.decision is Decision.COMPETENT for line in lines)
    waiting = {one.assessment.id: one for one in waiting_decisions(deciding)} if decided else {}
    view = sitting_view(
        sitting,
        lines,
        form_of=shelf.get,
        by=by,
        forms=forms,
        settled=found,
        waiting=waiting,
        meant=meant,
    )
    standing = () if sitting.closed_at else parts.stops(sitting_id)
    return lines, replace(view, stops=stops_words(standing, lines))
