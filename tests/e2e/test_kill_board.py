"""Killed (-9) at any moment while a hand touches the board: what was painted stands, a fill is whole or not there."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assessor_app.services.board.desk import look
from killing import hear_until_killed, opened_sound
from story import begin
from wide_form import wide_form

FORM = ("TST-WID", "1")
LEARNERS, CRITERIA, CRITICAL = 8, 6, 2

Marks = dict[tuple[str, str], str]
"""What stands, by (criterion, bib); what is not there is not seen."""


@dataclass(frozen=True, kw_only=True)
class Room:
    base: Path
    key: str
    sitting: str


@dataclass
class Model:
    """What must stand: every act of the one assessor, newest last, each with the marks as they were before it."""

    stands: Marks = field(default_factory=dict)
    acts: list[Marks] = field(default_factory=list)

    def after(self, act: str, criterion: str, bib: str, wanted: str) -> "Model":
        """The model after one more act."""
        made = Model(dict(self.stands), deepcopy(self.acts))
        if act == "undo":
            made.stands = made.acts.pop()
            return made
        made.acts.append(dict(self.stands))
        chosen = [bib] if bib else [str(number) for number in range(1, LEARNERS + 1)]
        for one in chosen:
            # A fill leaves alone what is marked; what was set back to *not seen* is unmarked again.
            if bib or made.stands.get((criterion, one), "not-seen") == "not-seen":
                made.stands[criterion, one] = wanted
        return made

    def painted(self, criterion: str) -> dict[str, str]:
        return {
            str(number): self.stands.get((criterion, str(number)), "not-seen")
            for number in range(1, LEARNERS + 1)
        }


@dataclass
class Life:
    """What one process said, against the model."""

    model: Model
    shown: int = 0
    under_way: tuple[str, str, str, str] | None = None

    def hear(self, line: str) -> None:
        word, *said = json.loads(line)
        if word == "stands":
            for criterion, painted in said[0].items():
                assert painted == self.model.painted(criterion), criterion
        elif word == "try":
            self.under_way = (said[0], said[1], said[2], said[3])
        else:
            assert self.under_way is not None
            self.model = self.model.after(*self.under_way)
            self.under_way = None
            self.shown += 1
            assert said[2] == self.model.painted(said[1]), said


def begun(base: Path) -> Room:
    story = begin(base / "data", base / "state")
    try:
        for number in range(1, LEARNERS + 1):
            story.add_learner(f"Learner {number}", str(2030 + number))
        story.device.shelf.adopt(wide_form(CRITERIA, CRITICAL), at=story.clock.now())
        sitting, _entries = story.open_sitting(FORM)
        return Room(base=base, key=story.device.key.hex(), sitting=sitting.id)
    finally:
        story.device.close()


def live_until_killed(room: Room, model: Model, *, seconds: float, seed: int) -> Life:
    """Lets a hand touch the board, and kills it that long after its first shown act."""
    life = Life(model)
    hear_until_killed(
        "kill_board.py",
        [str(room.base / "data"), str(room.base / "state"), room.key, room.sitting, str(seed)],
        base=room.base,
        hear=life.hear,
        begun=lambda: bool(life.shown),
        seconds=seconds,
    )
    return life


def kept(room: Room) -> Marks:
    """Opens the folder to read, requires that it is sound, and takes down every mark that was ever said."""
    with opened_sound(room.base, room.key, readonly=True) as device:
        return {
            (criterion, line.entry.bib): said.mark.value
            for line in look(device.board, room.sitting).lines
            for criterion, said in line.marks.items()
        }


def seen(marks: Marks) -> Marks:
    """Only what says something: *not seen* is what an untouched cell is too."""
    return {where: mark for where, mark in marks.items() if mark != "not-seen"}


def kill_again_and_again(base: Path, *, kills: int) -> int:
    """Kills that often on one board; returns how many acts were shown."""
    room, chance, shown = begun(base), random.Random(), 0  # noqa: S311 - the moment of a kill is no secret
    model = Model()
    for _ in range(kills):
        life = live_until_killed(room, model, seconds=chance.uniform(0.02, 1.5), seed=chance.randrange(2**32))
        found, model = seen(kept(room)), life.model
        if found != seen(model.stands):
            assert life.under_way is not None, "something stands that was never touched"
            model = model.after(*life.under_way)
            assert found == seen(model.stands), "what was shown is lost, or an act is half there"
        shown += life.shown
    return shown


def test_two_kills_lose_nothing_that_the_board_showed(tmp_path: Path) -> None:
    assert kill_again_and_again(tmp_path, kills=2) >= 2


@pytest.mark.slow(minutes=4)
def test_seventy_kills_lose_nothing_that_the_board_showed(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    shown = kill_again_and_again(tmp_path, kills=70)
    tell(f"70 kills of the board, {shown} shown acts, 0 lost")
    assert shown >= 70
