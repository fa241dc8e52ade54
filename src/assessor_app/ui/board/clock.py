"""The clocks of a sitting on its board: the room's on the bar, each learner's where they stand in every view."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.rotating import Rotating
from assessor_app.ui.board.telling import named
from assessor_app.ui.board.words import Standpoint
from assessor_app.ui.clocks.asking import ClockAsking, Floor, rounds_words
from assessor_app.ui.clocks.dialogs import timed_tasks
from assessor_app.ui.clocks.view import ROOM, clock_view, learner_clocks
from assessor_app.ui.clocks.watch import Watch
from assessor_app.ui.keeping import typed_keeper
from assessor_app.ui.session import Session

Act = Callable[..., None]


class BoardClocks(QObject):
    """Shows what the watch says, as long as it watches this board's sitting."""

    def __init__(self, page: BoardPage, watch: Watch) -> None:
        super().__init__(page)
        self._page, self._watch = page, watch
        watch.ticked.connect(self.show)

    def show(self) -> None:
        """Shows the time as it is now."""
        page, watch = self._page, self._watch
        if watch.sitting != page.view.sitting:
            return
        found = watch.faces()
        room = found.get(ROOM)
        page.bar.show_clock(
            clock_view(room) if room else None,
            lit=watch.lit(room),
            muted=watch.muted,
            others=len(found) > (room is not None),
        )
        learners = learner_clocks(found)
        page.views.show_clocks(
            {entry: clock for entry, (_task, clock) in learners.items()},
            frozenset(entry for entry, (task, _clock) in learners.items() if watch.lit(found[entry, task])),
        )


def clocks_of(
    page: BoardPage, watch: Watch, act: Act, session: Session, at: Callable[[], Standpoint | None]
) -> ClockAsking:
    """Every way to the clocks of a board: shown in each view, asked about, and what is asked at the end of a rotation.

    `act` runs an act of `hand.Hand`; `at` is the board as it was read last.
    """
    BoardClocks(page, watch)

    def floor() -> Floor:
        return floor_of(page, at(), watch)

    def minutes() -> int | None:
        room = watch.faces().get(ROOM)
        return room.minutes if room else None

    ways = BoardWays(act, minutes)
    Rotating(page, watch, rounds=lambda: floor().rounds, go_round=ways.go_round)
    keep = typed_keeper(session)
    return ClockAsking(page.look, watch, ways, floor=floor, window=page.window, keep_typed=keep)


class BoardWays:
    """What the board does with a clock: kept, then all of the board is read and painted anew."""

    def __init__(self, act: Act, minutes: Callable[[], int | None]) -> None:
        """`act` runs an act of `hand.Hand`; `minutes` is the limit of the room's clock."""
        self._act, self._minutes = act, minutes

    def act(
        self, act: str, minutes: int | None, reason: str, entry: str, task: str, then: Callable[[], None]
    ) -> None:
        """Starts, pauses, lets go on or stops a clock."""
        self._act(lambda hand: hand.clock(act, minutes, reason, entry, task), then=then)

    def mute(self, muted: bool) -> None:
        """No sound of this sitting's clocks, or one again."""
        self._act(lambda hand: hand.mute(muted=muted))

    def go_round(self, how: str) -> None:
        """Everybody goes on; where nobody does, the room's clock begins anew."""
        minutes = self._minutes()
        if how == "again":
            self._act(lambda hand: hand.clock("start", minutes))
        else:
            self._act(lambda hand: hand.rotate(how))


def floor_of(page: BoardPage, at: Standpoint | None, watch: Watch) -> Floor:
    """Whose clocks the board asks about; names as they may be said now."""
    if at is None:
        return Floor()
    covered = page.showing.covered
    room = watch.faces().get(ROOM)
    people = page.view.learners
    return Floor(
        people=tuple((one.id, named(one, covered=covered) or one.name) for one in people),
        tasks=timed_tasks(at.form),
        minutes=at.board.minutes,
        rounds=rounds_words(page.view.rounds, room.minutes if room else None),
    )
