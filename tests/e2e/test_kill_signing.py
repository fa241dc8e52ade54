"""Killed (-9) in the middle of signing, of releasing, or of issuing certificates: all of it stands afterwards, or none of it."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.answer import Answer
from assessor_app.domain.assessment import State
from assessor_app.services.checking.check import check_number
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.storage.engine.slots import Opened
from story import begin

HERE = Path(__file__).parent
LEARNERS = 6
KILLED = -9
NEAR_SECONDS = 0.08
ACTS = ("sign", "release", "issue")


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A data folder with its marks of chains beside it, and the assessments that wait there."""

    base: Path
    key: str
    works: tuple[str, ...]

    def copy(self, to: Path) -> "Folder":
        """The same folder and marks elsewhere, as if nothing had happened yet."""
        shutil.copytree(self.base, to)
        return Folder(base=to, key=self.key, works=self.works)

    @contextmanager
    def opened(self) -> Iterator[Device]:
        key = bytes.fromhex(self.key)
        device = open_device(
            self.base / "data",
            lambda slots: Opened(key, slots.slots()[0]),
            state=self.base / "state",
            readonly=True,
        )
        try:
            yield device
        finally:
            device.close()


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Learners who are all decided competent and not signed yet."""
    base = tmp_path_factory.mktemp("decided")
    story = begin(base / "data", base / "state")
    try:
        for index in range(LEARNERS):
            story.add_learner(f"Learner {index}", f"20{index}")
        sitting, entries = story.open_sitting()
        works = [story.start(entry) for entry in entries]
        for work in works:
            story.show_everything(work, sitting.id)
            story.decide_competent(work)
        return Folder(base=base, key=story.device.key.hex(), works=tuple(work.id for work in works))
    finally:
        story.device.close()


@pytest.fixture(scope="module")
def prepared(decided: Folder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Folder]:
    """For each act the folder in which everything before it is done."""
    base = tmp_path_factory.mktemp("prepared")
    found = {ACTS[0]: decided}
    for before, act in pairwise(ACTS):
        found[act] = found[before].copy(base / act)
        done, _ = run(before, found[act], seconds=60)
        assert done
    return found


def run(act: str, folder: Folder, *, seconds: float) -> tuple[bool, float]:
    """Lets a process do it, kills it that long after it began; says whether it came back, and how long it took."""
    command = [sys.executable, str(HERE / "kill_signer.py"), act, str(folder.base / "data")]
    command += [str(folder.base / "state"), folder.key, *folder.works]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        started = time.monotonic()
        kill = threading.Timer(seconds, child.kill)
        kill.start()
        done = child.stdout.readline() == "done\n"
        took = time.monotonic() - started
        child.kill()
        kill.cancel()
    assert child.returncode == KILLED
    return done, took


def require_sound(device: Device) -> None:
    """The count closes, the chain is whole, and the mark outside the folder is not ahead of it."""
    tables = device.tables
    found = status(tables.records)
    assert found.count.closes
    assert not found.broken
    report = check_records(tables.records, tables.waiting)
    assert report.ok, report
    assert device.store.quick_check() is None
    chain = tables.records.active_chain()
    mark = device.marks.read(chain.id)
    assert mark is not None
    assert mark.seq <= chain.head_seq
    assert tables.records.hash_at(chain.id, mark.seq) == mark.hash


def how_many(device: Device, act: str, folder: Folder) -> int:
    """How many of the assessments are signed, released, or have their certificate, whole and valid."""
    tables = device.tables
    if act == "sign":
        return sum(tables.assessments.get(work).state is State.FINALISED for work in folder.works)
    if act == "release":
        return sum(tables.outcomes.release(work) is not None for work in folder.works)
    numbers = [line.number for line in tables.certificates.lines()]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert tables.certificates.get(number).page
        assert check_number(device.checks, number).answer is Answer.VALID
    return len(numbers)


def kill_in_the_middle(act: str, prepared: Folder, base: Path, *, kills: int) -> int:
    """Kills that often, each time in a fresh copy; returns how often nothing of it stood afterwards."""
    whole = prepared.copy(base / "whole")
    done, took = run(act, whole, seconds=60)
    assert done
    undone = 0
    for number in range(kills):
        folder = prepared.copy(base / str(number))
        # Every other kill comes near the end, where the commit and the mark of the chain are.
        earliest = max(0.0, took - NEAR_SECONDS) if number % 2 else 0.0
        came_back, _ = run(act, folder, seconds=random.uniform(earliest, took))  # noqa: S311 - a moment
        with folder.opened() as device:
            require_sound(device)
            found = how_many(device, act, folder)
        assert found in ({LEARNERS} if came_back else {0, LEARNERS})
        undone += found == 0
        if found == 0:  # the next process does the whole of it, as if nothing had been
            again, _ = run(act, folder, seconds=60)
            assert again
        with folder.opened() as device:
            require_sound(device)
            assert how_many(device, act, folder) == LEARNERS
        shutil.rmtree(folder.base)
    return undone


@pytest.mark.parametrize("act", ACTS)
def test_one_kill_in_the_middle(act: str, prepared: dict[str, Folder], tmp_path: Path) -> None:
    kill_in_the_middle(act, prepared[act], tmp_path, kills=1)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_ten_kills_in_the_middle(
    act: str, prepared: dict[str, Folder], tmp_path: Path, tell: Callable[[str], None]
) -> None:
    undone = kill_in_the_middle(act, prepared[act], tmp_path, kills=10)
    told = f"{act}: 10 kills in the middle, {undone} left nothing, {10 - undone} everything, none a half"
    tell(told)
