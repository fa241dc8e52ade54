"""The room's clock on the board: it ticks while it runs, and rings and flashes once its time is over."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from assessor_app.domain.timing import faces
from assessor_app.ui.board.bar import BoardBar
from assessor_app.ui.board.bell import Bell
from assessor_app.ui.board.words import ROOM, Standpoint, clock_view

_TICK_MS = 1_000


class RoomClock(QObject):
    """Shows the time on the bar. `read` gives the board as it was last read, with the moment that it is now."""

    def __init__(self, bar: BoardBar, read: Callable[[], Standpoint | None]) -> None:
        super().__init__(bar)
        self._bar, self._read = bar, read
        self._over = self._lit = self.muted = False
        self.bell = Bell(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, at: Standpoint) -> None:
        """Ticks while any clock of the sitting runs."""
        if any(face.running for face in faces(at.board.timings, now=at.now).values()):
            self._timer.start()
        else:
            self._timer.stop()

    def tick(self) -> None:
        """Shows the time as it is now."""
        at = self._read()
        if at is None or not self._bar.isVisible():
            return
        room = faces(at.board.timings, now=at.now).get(ROOM)
        view = clock_view(room) if room else None
        over = view is not None and view.over
        if over and not self._over and not self.muted:
            self.bell.ring()
        self._over = over
        self._lit = over and not self._lit
        self._bar.show_clock(view, lit=self._lit)
