"""One watch over the clocks of a sitting, for every page of the floor: it ticks, rings, flashes, and has ends written down."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.domain.people import Role
from assessor_app.domain.timing import ClockFace, Timing, faces, muted
from assessor_app.services.board.clocks import reach_end
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.clock import Clock, moment_of
from assessor_app.ui.clocks.bell import Bell
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks

_TICK_MS = 1_000

Of = tuple[str, str]
KeepEnd = Callable[[str, Of], bool]
"""Has the end of a clock of a sitting written down; False where nobody is there who could."""


class Watch(QObject):
    """The clocks of the sitting that was looked at last. It rings once for each that comes to its end, wherever somebody is.

    Signals:
        ticked(): a second went by while a clock runs, or other timings are followed: what is shown may be old.
    """

    ticked = Signal()

    def __init__(self, clock: Clock, keep_end: KeepEnd, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sitting = ""
        self._clock, self._keep_end = clock, keep_end
        self._timings: tuple[Timing, ...] = ()
        self._found: dict[Of, ClockFace] = {}
        self._rung: set[Of] = set()
        self._kept: set[Of] = set()
        self._lit = self.muted = False
        self.bell = Bell(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, sitting: str, timings: Sequence[Timing]) -> None:
        """What was done with the clocks of a sitting, as it was read last."""
        if sitting != self.sitting:
            self._rung.clear()
            self._kept.clear()
        self.sitting, self._timings, self.muted = sitting, tuple(timings), muted(timings)
        self._lit = False
        if any(face.running for face in self._read().values()):
            self._timer.start()
        else:
            self._timer.stop()
        self.ticked.emit()

    def faces(self) -> dict[Of, ClockFace]:
        """Every clock as it stood at the last second, by (entry, task)."""
        return self._found

    def begun(self) -> int:
        """How many times the room's clock was started: which of its rounds this is."""
        return sum(one.act.value == "start" and one.of == ("", "") for one in self._timings)

    def lit(self, face: ClockFace | None) -> bool:
        """Whether a clock is lit now, every other second once its time is over."""
        return face is not None and face.over and face.running and self._lit

    def tick(self) -> None:
        """A second went by."""
        found = self._read()
        over = {of for of, face in found.items() if face.over and face.running}
        self._rung &= over
        self._kept &= over
        new = {of for of in over - self._rung if not found[of].ended}
        self._rung |= over
        if new and not self.muted:
            self.bell.ring()
        for of in over - self._kept:
            if found[of].ended or self._keep_end(self.sitting, of):
                self._kept.add(of)
        self._lit = bool(over) and not self._lit
        self.ticked.emit()

    def _read(self) -> dict[Of, ClockFace]:
        self._found = faces(self._timings, now=moment_of(self._clock))
        return self._found


def watch_over(desk: BoardDesk, tasks: Tasks, session: Session, parent: QObject | None = None) -> Watch:
    """A watch that has ends written down by whoever is signed in; under a locked screen, once somebody is."""

    def keep_end(sitting: str, of: Of) -> bool:
        if not session.has(Role.ASSESSOR):
            return False
        by = session.by
        tasks.run(lambda: reach_end(desk, by=by, sitting=sitting, entry=of[0], task=of[1]))
        return True

    return Watch(desk.desk.clock, keep_end, parent)
