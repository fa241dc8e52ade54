"""The board on the real services: a touch is kept on the writer thread, then what is on disk is painted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.services.assessing.ports import Change, PieceAct
from assessor_app.services.assessing.undo import next_undo_in_sitting
from assessor_app.services.board.desk import BoardDesk, look_at_board
from assessor_app.services.board.ports import BoardLine
from assessor_app.ui.board.asking import Asking
from assessor_app.ui.board.clock import RoomClock
from assessor_app.ui.board.hand import Did, Hand
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.paper_copy import PaperCopy
from assessor_app.ui.board.place import copying_of, place_of, stand_at
from assessor_app.ui.board.words import (
    Standpoint,
    board_view,
    view_with,
)
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.age import ASKED, AgeAsking
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.tasks import Failed, Tasks
from assessor_app.ui.turned_away import turned_away

Act = Callable[[Hand], Did]


class BoardPresenter(QObject):
    """Shows one sitting as a board and keeps what is said on it.

    Signals:
        go(str, str): to "assessing" with an assessment's id, to "sitting" with the sitting's.
    """

    go = Signal(str, str)

    def __init__(
        self,
        page: BoardPage,
        desk: BoardDesk,
        *,
        tasks: Tasks,
        session: Session,
        ages: AgeAsking | None = None,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._ages = ages
        self._sitting, self._form = "", ""
        self._at: Standpoint | None = None
        self._asked = self._newest = 0
        self._opening, self._pointed = False, ""
        self._details: Mapping[str, str] = {}
        self.clock = RoomClock(page.bar, self._now, show=page.views.wall.show_clocks)
        self.copy = PaperCopy(page, desk, tasks)
        self._asking = Asking(page, self._act, session, copy=self.copy.begin, clock=self.clock)
        self._connect()

    def open(self, about: str) -> None:
        """Shows a sitting. Coming back to it (a lock, another page), the first touch shows whose tile it is.

        After the sitting's id and a space may stand an entry's: its tile is pointed at, as after a scan.
        """
        sitting, _space, self._pointed = about.partition(" ")
        if sitting == self._sitting:
            self._page.hands.guard.arm()
        else:
            self.copy.turn_to(sitting)
        self._sitting, self._opening = sitting, True
        self._page.setEnabled(False)
        self.show()

    def place(self) -> Mapping[str, str]:
        """Where somebody stands on it, for the next start."""
        return place_of(self._page, self.copy.now) if self._at is not None else {}

    def resume(self, about: str, details: Mapping[str, str]) -> None:
        """Shows a sitting where somebody stood on it: the form, the view, the criterion, the learner, the sheet."""
        self._form, self._details = details.get("form", ""), details
        self.open(f"{about.partition(' ')[0]} {details.get('entry', '')}".strip())

    def show(self, form: str = "") -> None:
        """Reads the sitting again and shows it, on the form with this ref where one is given."""
        desk, sitting, by, turn = self._desk, self._sitting, self._session.by, self._turn()
        form = form or self._form
        self._tasks.read(
            lambda: read_board(desk, sitting, form, by=by),
            done=lambda at: self._arrived(turn, at, Did()),
            failed=turned_away(self._tasks, lambda: self.go.emit("sitting", self._sitting)),
        )

    def _now(self) -> Standpoint | None:
        """The board as it was read, at this moment."""
        return None if self._at is None else replace(self._at, now=self._desk.desk.clock.now())

    def _turn(self) -> int:
        """A number for each read: one that comes late, from before a write, is not shown over what is newer."""
        self._asked += 1
        return self._asked

    def _connect(self) -> None:
        page, asking = self._page, self._asking
        page.mark_requested.connect(self._mark)
        page.fill_requested.connect(lambda criterion: self._act(lambda hand: hand.fill(criterion)))
        page.undo_requested.connect(lambda: self._act(lambda hand: hand.undo()))
        page.stop_requested.connect(lambda: self._act(lambda hand: hand.stop()))
        page.why_requested.connect(asking.why)
        page.go_on_requested.connect(asking.go_on)
        page.step_requested.connect(self._step)
        page.form_requested.connect(self.show)
        page.back_requested.connect(lambda: self.go.emit("sitting", self._sitting))

    def _mark(self, entry: str, criterion: str, what: str, how: str) -> None:
        if what == "not-applicable":
            self._asking.reason(entry, criterion, how)
            return
        self._touch(entry, criterion, lambda hand: hand.mark(entry, criterion, what, how))

    def _touch(self, entry: str, criterion: str, act: Act) -> None:
        """Keeps a mark and reads that learner's line alone: a board of a thousand marks is not read for one."""
        at = self._at
        if at is None:
            return
        desk, sitting, by = self._desk, self._sitting, self._session.by
        hand = self._hand(at)

        def op() -> tuple[BoardLine, tuple[Change, ...] | PieceAct]:
            act(hand)
            return desk.reads.line(entry), next_undo_in_sitting(desk.desk, by=by, sitting=sitting)

        def failed(error: KnownError) -> None:
            if self._ages is not None and error.code in ASKED:
                self._ages.ask(error, lambda: self._touch(entry, criterion, act))
            else:
                self._tasks.trouble.emit(error)
            # A key has gone on already: whoever was not marked has the focus again.
            self._page.views.come_back(entry, criterion)

        self._tasks.run(op, done=lambda done: self._touched(*done), failed=failed)

    def _hand(self, at: Standpoint) -> Hand:
        return Hand(
            desk=self._desk,
            by=self._session.by,
            sitting=self._sitting,
            form=(at.form.code, at.form.version),
            copying=self.copy.now,
        )

    def _touched(self, line: BoardLine, undo: tuple[Change, ...] | PieceAct) -> None:
        at = self._at
        if at is None or line.entry.sitting != self._sitting:
            return
        lines = tuple(line if item.entry.id == line.entry.id else item for item in at.board.lines)
        self._at = at = replace(at, board=replace(at.board, lines=lines), undo=undo, said="")
        self._page.show_data(view_with(self._page.view, at, line))

    def _act(
        self,
        act: Act,
        *,
        failed: Failed | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Keeps it, reads what is on disk then, paints that; `then` comes first where it worked."""
        at = self._at
        if at is None:
            return
        desk, sitting, form, by, turn = self._desk, self._sitting, at.form.ref, self._session.by, self._turn()
        hand = self._hand(at)

        def op() -> tuple[Standpoint, Did]:
            did = act(hand)
            return read_board(desk, sitting, form, by=by), did

        def done(result: tuple[Standpoint, Did]) -> None:
            if then is not None:
                then()
            self._arrived(turn, *result)

        self._tasks.run(op, done=done, failed=failed)

    def _arrived(self, turn: int, at: Standpoint, did: Did) -> None:
        if turn < self._newest or at.board.sitting.id != self._sitting:
            return
        self._newest, self._form = turn, at.form.ref
        self._at = at = replace(at, said=did.said)
        page = self._page
        page.setEnabled(True)
        page.show_data(board_view(at))
        if self._opening:
            settle_focus(page)
        self._opening = False
        if self._details:
            details, self._details = self._details, {}
            stand_at(page, details)
            self.copy.go_on(copying_of(details))
        if did.undone:
            # Never off screen: the criterion comes up, and whose mark it was; a touch elsewhere only shows first.
            point_at(page, *did.undone)
        if self._pointed:
            entry, self._pointed = self._pointed, ""
            page.views.go_to(entry, page.showing.criterion)
            point_at(page, entry, page.showing.criterion)
        if did.stopped:
            self._asking.why(did.stopped)
        self.clock.follow(at)

    def _step(self, step: str, entry: str) -> None:
        at = self._now()
        if at is None:
            return
        if step == "learner":
            if entry:
                desk, by = self._desk, self._session.by
                self._tasks.run(
                    lambda: Hand.begin(desk, by=by, entry=entry),
                    done=lambda work: self.go.emit("assessing", work),
                )
            return
        self._asking.step(at, step, entry)


def point_at(page: BoardPage, entry: str, criterion: str) -> None:
    """Brings a criterion up and points at a learner: the next touch there marks, one elsewhere only shows."""
    # What belongs to the whole work is of no criterion.
    if criterion and criterion != page.showing.criterion:
        page.watch(criterion)
    page.hands.point(entry)
    page.choose(replace(page.showing, pointed=entry))


def read_board(desk: BoardDesk, sitting: str, ref: str, *, by: str) -> Standpoint:
    """The board as it stands, on the form with this ref, or on the first of the sitting."""
    board = look_at_board(desk, sitting, by=by)
    used = dict.fromkeys(line.form for line in board.lines)
    forms = tuple(desk.desk.forms.get(*form) for form in used)
    return Standpoint(
        board=board,
        form=_chosen(forms, ref),
        forms=forms,
        now=desk.desk.clock.now(),
        undo=next_undo_in_sitting(desk.desk, by=by, sitting=sitting),
    )


def _chosen(forms: tuple[Form, ...], ref: str) -> Form:
    return next((form for form in forms if form.ref == ref), forms[0])
