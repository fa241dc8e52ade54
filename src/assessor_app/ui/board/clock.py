"""The clocks of the board, the room's and the learners': they tick while they run, ring and flash once time is over."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from assessor_app.domain.timing import faces
from assessor_app.ui.board.bar import BoardBar
from assessor_app.ui.board.bell import Bell
from assessor_app.ui.board.view import ClockView
from assessor_app.ui.board.words import ROOM, Standpoint, clock_view, learner_clocks

_TICK_MS = 1_000


class RoomClock(QObject):
    """Shows the room's time on the bar, and by `show` each learner's, with whether it is lit for a flash.

    `read` gives the board as it was last read, with the moment that it is now.
    """

    def __init__(
        self,
        bar: BoardBar,
        read: Callable[[], Standpoint | None],
        *,
        show: Callable[[Mapping[str, ClockView], bool], None],
    ) -> None:
        super().__init__(bar)
        self._bar, self._read, self._show = bar, read, show
        self._over: frozenset[tuple[str, str]] = frozenset()
        self._lit = self.muted = False
        self.bell = Bell(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, at: Standpoint) -> None:
        """Ticks while any clock of the sitting runs."""
        found = faces(at.board.timings, now=at.now)
        self._show(learner_clocks(found), False)
        if any(face.running for face in found.values()):
            self._timer.start()
        else:
            self._timer.stop()

    def tick(self) -> None:
        """Shows the time as it is now."""
        at = self._read()
        if at is None or not self._bar.isVisible():
            return
        found = faces(at.board.timings, now=at.now)
        over = frozenset(of for of, face in found.items() if face.left is not None and face.left < 0)
        if over - self._over and not self.muted:
            self.bell.ring()
        self._over = over
        self._lit = bool(over) and not self._lit
        room = found.get(ROOM)
        self._bar.show_clock(clock_view(room) if room else None, lit=self._lit and ROOM in over)
        self._show(learner_clocks(found), self._lit)
