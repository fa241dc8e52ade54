"""Killed at any moment while a hand taps the real page, every mark that was painted is on disk."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assessor_app.device import open_device
from assessor_app.services.assessing.desk import whole_work
from assessor_app.storage.engine.slots import KeySlots, Opened
from story import Story, begin

HERE = Path(__file__).parent


@dataclass
class Seen:
    """What was painted, criterion by criterion, and the tap that was under way when the process died."""

    painted: dict[str, str] = field(default_factory=dict)
    under_way: tuple[str, str] | None = None
    taps: int = 0

    def hear(self, line: str) -> None:
        word, criterion, mark = line.split()
        if word == "try":
            self.under_way = (criterion, mark)
        else:
            self.painted[criterion] = mark
            self.under_way = None
            self.taps += 1


def begun(tmp_path: Path) -> tuple[str, str]:
    """A folder with one assessment begun: its key in hex, and the assessment's id."""
    story: Story = begin(tmp_path / "data", tmp_path / "state")
    try:
        story.add_learner("Amina Bello", "2031")
        _, entries = story.open_sitting()
        work = story.start(entries[0])
        return story.device.key.hex(), work.id
    finally:
        story.device.close()


def tap_until_killed(tmp_path: Path, key: str, assessment: str, seen: Seen, *, seconds: float) -> None:
    """Lets a process tap, and kills it (-9) that long after its first tap."""
    command = [sys.executable, str(HERE / "tapper.py")]
    command += [str(tmp_path / "data"), str(tmp_path / "state"), key, assessment]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    seen.under_way = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as hand:
        assert hand.stdout is not None
        first = hand.stdout.readline()
        time.sleep(seconds)
        hand.kill()
        said = first + hand.stdout.read()
    assert said, "the hand never tapped"
    # What follows the last line break was cut off by the kill.
    for line in said.rpartition("\n")[0].splitlines():
        seen.hear(line)


def kept(tmp_path: Path, key: str, assessment: str) -> dict[str, str]:
    """What is on disk, by a fresh look."""

    def unlock(slots: KeySlots) -> Opened:
        return Opened(bytes.fromhex(key), slots.slots()[0])

    device = open_device(tmp_path / "data", unlock, state=tmp_path / "state")
    try:
        work = whole_work(device.assessing, assessment)
        return {criterion: judgement.mark.value for (_, criterion), judgement in work.judgements.items()}
    finally:
        device.close()


def lose_nothing(tmp_path: Path, rounds: int) -> Seen:
    key, assessment = begun(tmp_path)
    seen = Seen()
    for _ in range(rounds):
        tap_until_killed(tmp_path, key, assessment, seen, seconds=random.uniform(0, 0.7))  # noqa: S311 - a moment
        found = kept(tmp_path, key, assessment)
        for criterion, mark in seen.painted.items():
            allowed = {mark}
            if seen.under_way is not None and seen.under_way[0] == criterion:
                allowed.add(seen.under_way[1])
            assert found.get(criterion, "not-seen") in allowed, f"{criterion} was painted {mark}"
        # What the tap under way came to is known now, and is what the next process shows.
        seen.painted.update(found)
    return seen


def test_a_painted_mark_survives_a_kill(tmp_path: Path) -> None:
    assert lose_nothing(tmp_path, rounds=3).taps > 0


@pytest.mark.slow
def test_a_hundred_kills_lose_no_painted_mark(tmp_path: Path) -> None:
    assert lose_nothing(tmp_path, rounds=100).taps > 100
