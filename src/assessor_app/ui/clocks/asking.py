"""Opens what can be done with clocks, on whatever page of the floor, and hands it on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from assessor_app.ui.clocks.dialogs import ClockDialog, TaskClockDialog, TimedTask, state_of
from assessor_app.ui.clocks.large import Clocks, LargeClocks, NamedClock
from assessor_app.ui.clocks.view import ROOM, clock_view, learner_clocks
from assessor_app.ui.clocks.watch import Watch
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Whose clocks a page asks about.

    Attributes:
        people: entries with their names as they may be said, in order; one alone is not asked for.
        tasks: of their form. minutes: proposed for the room's clock; None where it never had any here.
        rounds: how everybody can go on when the room's time is over, as pairs of key and words; none on a page where
            nobody goes on.
    """

    people: tuple[tuple[str, str], ...] = ()
    tasks: tuple[TimedTask, ...] = ()
    minutes: int | None = None
    rounds: tuple[tuple[str, str], ...] = ()


class Ways(Protocol):
    """What a page does with a clock; `then` comes once it is kept."""

    def act(
        self, act: str, minutes: int | None, reason: str, entry: str, task: str, then: Callable[[], None]
    ) -> None: ...
    def mute(self, muted: bool) -> None: ...
    def go_round(self, how: str) -> None: ...


class ClockAsking:
    """The dialogs of clocks over one page."""

    def __init__(
        self,
        look: Look,
        watch: Watch,
        ways: Ways,
        *,
        floor: Callable[[], Floor],
        window: Callable[[], QWidget],
        keep_typed: Callable[[Dialog, str], Callable[[], None]],
    ) -> None:
        """`keep_typed` lets what is typed in a dialog wait under a name, and gives what is called once it is kept."""
        self._look, self._watch, self._ways = look, watch, ways
        self._floor, self._window, self._keep_typed = floor, window, keep_typed

    def room(self) -> None:
        """What can be done with the room's clock."""
        state = state_of(self._watch.faces().get(ROOM))
        dialog = ClockDialog(
            self._look,
            state=state,
            muted=self._watch.muted,
            minutes=self._floor().minutes,
            parent=self._window(),
        )
        # Another clock, or one that stands otherwise, has other words.
        kept = self._keep_typed(dialog, f"clock:{self._watch.sitting}:{state}")
        dialog.mute_asked.connect(self._ways.mute)
        dialog.asked.connect(
            lambda act, minutes, reason: self._ways.act(act, minutes or None, reason, "", "", kept)
        )
        dialog.open()

    def task(self, entry: str, task: str) -> None:
        """What can be done with a learner's clock: the one that runs, or that of the task that is meant."""
        shown = learner_clocks(self._watch.faces()).get(entry)
        floor = self._floor()
        dialog = TaskClockDialog(
            self._look,
            floor.people,
            floor.tasks,
            entry=entry,
            task=shown[0] if shown else task,
            face_of=lambda whose, what: self._watch.faces().get((whose, what)),
            parent=self._window(),
        )
        dialog.asked.connect(
            lambda whose, what, act, minutes, reason: self._ways.act(
                act, minutes or None, reason, whose, what, _nothing
            )
        )
        dialog.open()

    def at_once(self, entry: str, task: str) -> None:
        """Starts a learner's clock with the time that the form allows, stops it while it runs, or lets it go on.

        It is the one that they are shown with, or that of the task that is meant.
        """
        shown = learner_clocks(self._watch.faces()).get(entry)
        meant = shown[0] if shown else task
        act = {"none": "start", "running": "stop", "paused": "go-on"}[
            state_of(self._watch.faces().get((entry, meant)))
        ]
        allowed = {one.id: one.minutes for one in self._floor().tasks}
        minutes = allowed.get(meant) if act == "start" else None
        self._ways.act(act, minutes, "", entry, meant, _nothing)

    def large(self) -> None:
        """All clocks over the whole window; where there is none, what can be done with the room's."""
        if not self._watch.faces():
            self.room()
            return
        dialog = LargeClocks(self._look, self._clocks, parent=self._window())
        dialog.clock_asked.connect(lambda entry, task: self.task(entry, task) if entry else self.room())
        dialog.mute_asked.connect(self._ways.mute)
        dialog.round_asked.connect(self._ways.go_round)
        self._watch.ticked.connect(dialog.refresh)
        dialog.open()

    def _clocks(self) -> Clocks:
        found, floor, watch = self._watch.faces(), self._floor(), self._watch
        names = dict(floor.people)
        room = found.get(ROOM)
        learners = learner_clocks(found)
        tasks = [
            NamedClock(
                entry=entry,
                task=learners[entry][0],
                whose=name,
                about=_("task {task}").format(task=learners[entry][0]),
                clock=learners[entry][1],
                lit=watch.lit(found[entry, learners[entry][0]]),
            )
            for entry, name in names.items()
            if entry in learners
        ]
        return Clocks(
            room=NamedClock(clock=clock_view(room), lit=watch.lit(room)) if room else None,
            tasks=tuple(tasks),
            muted=watch.muted,
            rounds=floor.rounds if room is not None and room.over and room.running else (),
        )


def rounds_words(rounds: Sequence[str], minutes: int | None) -> tuple[tuple[str, str], ...]:
    """How everybody can go on, as pairs of key and words; where nobody can, the room's clock begins anew."""
    known = {"bench": _("All to the next bench"), "task": _("All to the next task")}
    found = tuple((key, known[key]) for key in rounds if key in known)
    if found:
        return found
    return (("again", _("Again: {minutes} min").format(minutes=minutes)),) if minutes else ()


def _nothing() -> None:
    """Nothing waits for it."""
