"""A hand that signs, releases or issues in a process of its own, until it is killed (-9) in the middle.

Started by `test_kill_signing` with what to do (`sign`, `release` or `issue`), the data folder, the folder of chain marks, the key
in hex, and the ids of the assessments. It writes `begun` when the work itself begins, and `done` after it came back.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.device import Device, open_device
from assessor_app.domain.people import Staff
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.slots import Opened
from story import ASSESSOR, ASSURER, PINS, TestClock

BREATH_SECONDS = 0.02


class UnhurriedMarks(HighWater):
    """Breathes at the two moments that matter most, so that a kill finds them: before the commit, and after it."""

    def prepare(self, chain: str, seq: int, hash_: str) -> Callable[[], None]:
        settle = super().prepare(chain, seq, hash_)
        time.sleep(BREATH_SECONDS)

        def settled() -> None:
            time.sleep(BREATH_SECONDS)
            settle()

        return settled


def report(word: str) -> None:
    os.write(1, word.encode() + b"\n")


def opened(folder: Path, state: Path, key: bytes, *, day: int) -> Device:
    """The folder on a later day and after a restart, so that nobody is asked what day it is."""
    clock = TestClock(moment=datetime(2026, 11, day, 9, 0, tzinfo=UTC), boot=f"{day:032}")
    device = open_device(folder, lambda slots: Opened(key, slots.slots()[0]), state=state, clock=clock)
    return replace(device, marks=UnhurriedMarks(state))


def announced(device: Device) -> DecisionDesk:
    """The desk of decisions, which says when the PIN is checked: that takes longer than all the rest."""
    check = device.deciding.require_pin

    def checked(*, staff_id: str, pin: str) -> Staff:
        found = check(staff_id=staff_id, pin=pin)
        report("begun")
        return found

    return replace(device.deciding, require_pin=checked)


def sign(device: Device, works: list[str]) -> None:
    finalise(announced(device), by=ASSESSOR, pin=PINS[ASSESSOR], assessments=works)


def release_all(device: Device, works: list[str]) -> None:
    release(announced(device), by=ASSURER, pin=PINS[ASSURER], assessments=works, looked_at=works)


def issue_papers(device: Device, works: list[str]) -> None:
    report("begun")
    issue(device.awards, by=ASSESSOR, assessments=works)


def main(act: str, folder: str, state: str, key: str, *works: str) -> None:
    do, day = {"sign": (sign, 23), "release": (release_all, 24), "issue": (issue_papers, 25)}[act]
    do(opened(Path(folder), Path(state), bytes.fromhex(key), day=day), list(works))
    report("done")
    time.sleep(60)  # until the kill


if __name__ == "__main__":
    main(*sys.argv[1:])
