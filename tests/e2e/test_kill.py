"""Killed (-9) at any moment while a hand touches the real window: everything that was shown is on disk.

The hand (`kill_child`) says what it touches and what the page then painted. What it said before it was killed is held
against the history and the judgements, row by row.
"""

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assessor_app.domain.assessment import End
from assessor_app.domain.marks import How, Judgement, OralAnswer
from assessor_app.services.assessing.ports import Change
from killing import opened_sound
from story import begin

HERE = Path(__file__).parent
KILLED = -9


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A data folder with one assessment begun."""

    base: Path
    key: str
    assessment: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a fresh look finds on disk: every change, oldest first, and what stands of each criterion."""

    changes: tuple[Change, ...]
    judgements: dict[str, Judgement]


@dataclass
class Life:
    """What one process said before it was killed. A painted row is its mark and the line of what is behind it."""

    stands: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    under_way: tuple[str, str, str] | None = None

    def hear(self, line: str) -> None:
        word, *said = json.loads(line)
        if word == "stands":
            self.stands = {criterion: (mark, words) for criterion, (mark, words) in said[0].items()}
        elif word == "try":
            self.under_way = (said[0], said[1], said[2])
        else:
            assert said[0] == len(self.shown) + 1
            self.shown.append((said[1], said[2], said[3]))
            self.under_way = None


def begun(base: Path) -> Folder:
    story = begin(base / "data", base / "state")
    try:
        story.add_learner("Amina Bello", "2031")
        _, entries = story.open_sitting()
        work = story.start(entries[0])
        return Folder(base=base, key=story.device.key.hex(), assessment=work.id)
    finally:
        story.device.close()


def live_until_killed(folder: Folder, *, seconds: float, seed: int, from_the_start: bool = False) -> Life:
    """Lets a process work, and kills it (-9) that long after its first shown act, or after it was started."""
    command = [
        sys.executable,
        str(HERE / "kill_child.py"),
        str(folder.base / "data"),
        str(folder.base / "state"),
    ]
    command += [folder.key, folder.assessment, str(seed)]
    own = {name: str(folder.base / "home") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    environment = {**os.environ, **own, "PYTHONPATH": str(HERE)}
    life, trouble = Life(), folder.base / "stderr"
    with (
        trouble.open("wb") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment) as child,
    ):
        assert child.stdout is not None
        kill = threading.Timer(seconds, child.kill)
        if from_the_start:
            kill.start()
        for line in child.stdout:
            if line.endswith("\n"):  # else the kill cut it off
                life.hear(line)
            if life.shown and kill.ident is None:  # not started yet
                kill.start()
        kill.cancel()
    assert child.returncode == KILLED, trouble.read_text("utf-8")
    return life


def look(folder: Folder) -> Kept:
    """Opens the folder to read, requires that it is sound, and takes down what stands there."""
    with opened_sound(folder.base, folder.key, readonly=True) as device:
        tables = device.tables
        judgements = tables.work.judgements(folder.assessment)
        return Kept(
            changes=tables.work.changes(folder.assessment),
            judgements={criterion: judgement for (_, criterion), judgement in judgements.items()},
        )


def require_nothing_lost(before: Kept, life: Life, after: Kept) -> None:
    """Each shown act is one row of the history, in order; at most one more was under way; what stands follows."""
    known = len(before.changes)
    assert after.changes[:known] == before.changes
    new = after.changes[known:]
    assert len(life.shown) <= len(new) <= len(life.shown) + (life.under_way is not None)
    for change, (criterion, mark, said) in zip(new, life.shown, strict=False):
        assert change.about == criterion
        assert looks_like(change.new, mark, said), (change, mark, said)
    if len(new) > len(life.shown) and life.under_way is not None:
        require_that_act(new[-1], *life.under_way)
    assert replayed(after.changes) == after.judgements
    for criterion, (mark, said) in life.stands.items():
        assert looks_like(before.judgements.get(criterion), mark, said), (criterion, mark, said)
    require_marks(life, after)


def require_marks(life: Life, after: Kept) -> None:
    """The promise in one sentence: of each criterion stands what was last shown, or what was under way."""
    last = {criterion: mark for criterion, (mark, _) in life.stands.items()}
    last |= {criterion: mark for criterion, mark, _ in life.shown}
    act, touched, wanted = life.under_way or ("", "", "")
    for criterion, mark in last.items():
        kept = after.judgements.get(criterion, Judgement(criterion=criterion)).mark.value
        allowed = {mark, wanted} if (act, touched) == ("mark", criterion) else {mark}
        assert kept in allowed or act == "undo", f"{criterion} was shown {mark} and is {kept}"


def require_that_act(change: Change, act: str, criterion: str, wanted: str) -> None:
    if act == "undo":
        assert change.how is How.UNDO
        return
    assert isinstance(change.new, Judgement)
    said = {
        "mark": change.new.mark.value,
        "note": change.new.note,
        "prompted": str(change.new.prompted),
    }
    assert (change.about, said[act]) == (criterion, wanted)


def looks_like(judgement: Judgement | OralAnswer | End | None, mark: str, said: str) -> bool:
    """Whether a painted row says what is kept; a row of which nothing is kept is painted *not seen*."""
    kept = judgement or Judgement(criterion="")
    assert isinstance(kept, Judgement)
    parts = said.split(" · ")
    notes = [part for part in parts if part.startswith("note: ")]
    return (
        mark == kept.mark.value
        and ("prompted" in parts) == kept.prompted
        and notes == ([f"note: {kept.note}"] if kept.note else [])
    )


def replayed(changes: Iterable[Change]) -> dict[str, Judgement]:
    """What stands after all changes, each of which starts where the one before it ended."""
    standing: dict[str, Judgement] = {}
    for change in changes:
        assert change.old == standing.get(change.about)
        if change.new is None:
            del standing[change.about]
        else:
            assert isinstance(change.new, Judgement)
            standing[change.about] = change.new
    return standing


def kill_again_and_again(base: Path, *, kills: int, from_the_start: int = 0) -> int:
    """Kills that often on one folder; returns how many acts were shown. Each process finds what the last one left."""
    folder, chance = begun(base), random.Random()  # noqa: S311 - the moment of a kill is no secret
    early = [True] * from_the_start + [False] * kills
    chance.shuffle(early)
    kept, shown = look(folder), 0
    for from_the_start_ in early:
        seconds = chance.uniform(0.05, 2)
        seed = chance.randrange(2**32)
        life = live_until_killed(folder, seconds=seconds, seed=seed, from_the_start=from_the_start_)
        after = look(folder)
        require_nothing_lost(kept, life, after)
        kept, shown = after, shown + len(life.shown)
    return shown


def test_three_kills_lose_nothing_that_was_shown(tmp_path: Path) -> None:
    assert kill_again_and_again(tmp_path, kills=3) >= 3


@pytest.mark.slow(minutes=5)
def test_a_hundred_kills_lose_nothing_that_was_shown(tmp_path: Path, tell: Callable[[str], None]) -> None:
    shown = kill_again_and_again(tmp_path, kills=100, from_the_start=10)
    tell(f"100 kills, {shown} shown taps, 0 lost; 10 more from the start on")
    assert shown >= 100
