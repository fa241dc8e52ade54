"""Killed at any moment, the store has every tap that it acknowledged, and opens without help."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from assessor_app.storage.engine.migrations import Schema
from assessor_app.storage.engine.store import open_store

KEY = bytes(range(32))
TAPPER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_engine_kill import KEY, taps
from assessor_app.storage.engine.store import open_store

store = open_store(Path(sys.argv[1]), KEY, taps())
number = store.raw().execute("SELECT coalesce(max(id), 0) FROM tap").fetchone()[0]
while True:
    number += 1
    with store.atomic() as db:
        db.execute("INSERT INTO tap (id) VALUES (?)", (number,))
        db.execute("INSERT INTO history (tap) VALUES (?)", (number,))
    print(number, flush=True)
"""


def taps() -> Schema:
    migrations = Migrations("test")

    @migrations(name="0001")
    def initial(db: Database) -> None:
        db.execute("CREATE TABLE tap (id INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE TABLE history (tap INTEGER NOT NULL REFERENCES tap (id)) STRICT")

    return Schema.of(migrations)


def tap_until_killed(folder: Path, seconds: float) -> int:
    """Let another process tap, kill it (-9) that long after its first tap; return the last tap it acknowledged."""
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", TAPPER, str(folder), here], stdout=subprocess.PIPE
    ) as tapper:
        assert tapper.stdout
        first = tapper.stdout.readline()
        time.sleep(seconds)
        tapper.kill()
        lines = (first + tapper.stdout.read()).split(b"\n")
    return int(lines[-2])  # what follows the last line break was cut off


def survives(folder: Path, kills: int) -> None:
    open_store(folder, KEY, taps(), create=True).close()
    chance = random.Random()  # noqa: S311 - the moment of a kill is no secret
    for _ in range(kills):
        acknowledged = tap_until_killed(folder, chance.uniform(0, 0.15))
        store = open_store(folder, KEY, taps())
        count, last = store.raw().execute("SELECT count(*), max(id) FROM tap").fetchone()
        histories = store.raw().execute("SELECT count(*) FROM history").fetchone()[0]
        sound = store.quick_check()
        store.close()
        assert last >= acknowledged
        assert count == last == histories  # none missing, none half written
        assert sound is None


def test_five_kills_lose_no_acknowledged_tap(tmp_path: Path) -> None:
    survives(tmp_path, 5)


@pytest.mark.slow(minutes=2)
def test_a_hundred_kills_lose_no_acknowledged_tap(tmp_path: Path) -> None:
    survives(tmp_path, 100)
