"""The board on the real services: a touch is kept on the writer thread, then what is on disk is painted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.services.board.desk import BoardDesk, look_at_board
from assessor_app.services.board.ports import BoardLine
from assessor_app.services.board.undoing import Undone, next_undo_at_board
from assessor_app.services.clock import moment_of
from assessor_app.ui.board.asking import Asking
from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.clock import clocks_of
from assessor_app.ui.board.hand import Did, Hand
from assessor_app.ui.board.moving import Done, Read
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.place import place_of, stand_at
from assessor_app.ui.board.rotating import turn_round
from assessor_app.ui.board.wall import Wall
from assessor_app.ui.board.words import (
    Standpoint,
    board_view,
    view_with,
)
from assessor_app.ui.clocks.watch import Watch, watch_over
from assessor_app.ui.session import Session
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.sheets.place import copying_of
from assessor_app.ui.sittings.age import ASKED, AgeAsking
from assessor_app.ui.sittings.beyond import BEYOND, BeyondAsking
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.tasks import Failed, Tasks
from assessor_app.ui.turned_away import turned_away

Act = Callable[[Hand], Did]


class BoardPresenter(QObject):
    """Shows one sitting as a board and keeps what is said on it.

    Signals:
        go(str, str): to "sitting" with the sitting's id.
        page_asked(str, str): to one learner's page, at a criterion: the ids of the assessment and of the criterion.
    """

    go = Signal(str, str)
    page_asked = Signal(str, str)

    def __init__(
        self,
        page: BoardPage,
        desk: BoardDesk,
        *,
        tasks: Tasks,
        session: Session,
        ages: AgeAsking | None = None,
        watch: Watch | None = None,
    ) -> None:
        """`watch` is the one of all pages of the floor; without it the board has its own."""
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._ages = ages
        self._beyond = BeyondAsking(page, page.look, desk.desk, tasks=tasks, session=session)
        self._sitting, self._form = "", ""
        self._at: Standpoint | None = None
        self._asked = self._newest = 0
        self._opening, self._pointed = False, ""
        self._details: Mapping[str, str] = {}
        self.copy = PaperCopy(page, page.copying, desk, show=page.show_copying, tasks=tasks, session=session)
        self.clock = watch or watch_over(desk, tasks, session, self)
        self.clocks = clocks_of(page, self.clock, self._act, session, lambda: self._at)

        def look(at: Standpoint, read: Read, done: Done, failed: Failed) -> None:
            hand = self._hand(at)
            tasks.run(lambda: read(hand), done=done, failed=failed)

        self._asking = Asking(page, self._act, session, look=look, copy=self.copy.ask, clocks=self.clocks)
        self._connect()

    def open(self, about: str) -> None:
        """Shows a sitting. Coming back to it (a lock, another page), the first touch shows whose tile it is.

        After the sitting's id and a space may stand an entry's: its tile is pointed at, as after a scan.
        """
        sitting, _space, self._pointed = about.partition(" ")
        if sitting == self._sitting:
            self._page.hands.guard.arm()
        self.copy.turn_to(sitting)
        self._page.hands.forget()
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
        form, entry = form or self._form, self._pointed
        self._tasks.read(
            lambda: read_board(desk, sitting, form, by=by, entry=entry),
            done=lambda at: self._arrived(turn, at, Did()),
            failed=turned_away(self._tasks, lambda: self.go.emit("sitting", self._sitting)),
        )

    def _now(self) -> Standpoint | None:
        """The board as it was read, at this moment."""
        return None if self._at is None else replace(self._at, moment=moment_of(self._desk.desk.clock))

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

        def op() -> tuple[BoardLine, Undone]:
            act(hand)
            return desk.reads.line(entry), next_undo_at_board(desk, by=by, sitting=sitting)

        def failed(error: KnownError) -> None:
            if self._ages is not None and error.code in ASKED:
                self._ages.ask(error, lambda: self._touch(entry, criterion, act))
            elif error.code in BEYOND:
                self._beyond.ask(error, lambda: self._touch(entry, criterion, act))
            else:
                self._tasks.trouble.emit(error)
            # A key has gone on already: whoever was not marked has the focus again.
            self._page.views.come_back(entry, criterion, typing=bool(self._page.hands.pad.typed))

        self._tasks.run(op, done=lambda done: self._touched(*done), failed=failed)

    def _hand(self, at: Standpoint) -> Hand:
        return Hand(
            desk=self._desk,
            by=self._session.by,
            sitting=self._sitting,
            form=(at.form.code, at.form.version),
            copying=self.copy.now,
        )

    def _touched(self, line: BoardLine, undo: Undone) -> None:
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
            return read_board(desk, sitting, form, by=by, entry=did.undone[0] if did.undone else ""), did

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
        page, self.copy.day = self._page, at.board.sitting.date
        page.setEnabled(True)
        _paint(page, at, did)
        if self._opening:
            settle_focus(page)
        self._opening = False
        if self._details:
            details, self._details = self._details, {}
            stand_at(page, details)
            self.copy.go_on(copying_of(details))
        if did.undone:
            # Never off screen: the criterion comes up, and the page of whose mark it was; a touch elsewhere only shows first.
            point_at(page, *did.undone)
        if self._pointed:
            entry, self._pointed = self._pointed, ""
            page.views.go_to(entry, page.showing.criterion)
            point_at(page, entry, page.showing.criterion)
        if did.stopped:
            self._asking.why(did.stopped, meant=page.hands.touched)
        self.clock.follow(at.board.sitting.id, at.board.timings)

    def _step(self, step: str, entry: str) -> None:
        at = self._now()
        if at is None:
            return
        if step == "learner":
            if entry:
                desk, by, criterion = self._desk, self._session.by, self._page.showing.criterion
                self._tasks.run(
                    lambda: Hand.begin(desk, by=by, entry=entry),
                    done=lambda work: self.page_asked.emit(work, criterion),
                )
            return
        self._asking.step(at, step, entry)


def _paint(page: BoardPage, at: Standpoint, did: Did) -> None:
    """The whole board; after people went elsewhere, whoever had the focus has it where they stand now."""
    entry = turn_round(page) if did.turned else ""
    page.show_data(board_view(at))
    if entry:
        page.views.go_to(entry, page.showing.criterion)
    if did.filled:
        page.head.keep(did.said)


def point_at(page: BoardPage, entry: str, criterion: str) -> None:
    """Brings a criterion up and points at a learner: the next touch there marks, one elsewhere only shows.

    Whoever is told is whom a key would mark, too. The focus stays on a button: pressed once more, it must not be a mark.
    """
    # What belongs to the whole work is of no criterion.
    if criterion and criterion != page.showing.criterion:
        page.watch(criterion)
    front = page.views.front()
    if not isinstance(front, Wall):
        front.go_to(Where(entry, page.showing.criterion))
    elif front.current():
        front.go_to(entry)
    else:
        front.bring(entry)
    page.hands.point(entry)
    page.choose(replace(page.showing, pointed=entry))


def read_board(desk: BoardDesk, sitting: str, ref: str, *, by: str, entry: str = "") -> Standpoint:
    """The board as it stands, on the form of this entry, else on the form with this ref, or on the first of the sitting."""
    board = look_at_board(desk, sitting, by=by)
    meant = next((line.form for line in board.lines if line.entry.id == entry), None)
    used = dict.fromkeys(line.form for line in board.lines)
    forms = tuple(desk.desk.forms.get(*form) for form in used)
    return Standpoint(
        board=board,
        form=desk.desk.forms.get(*meant) if meant else _chosen(forms, ref),
        forms=forms,
        moment=moment_of(desk.desk.clock),
        undo=next_undo_at_board(desk, by=by, sitting=sitting),
    )


def _chosen(forms: tuple[Form, ...], ref: str) -> Form:
    return next((form for form in forms if form.ref == ref), forms[0])
