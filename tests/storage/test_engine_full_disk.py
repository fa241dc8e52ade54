"""A disk that is really full: a small file system in memory, where the machine lets a test mount one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files
from assessor_app.storage.engine.highwater import HighWater
from assessor_app.storage.engine.migrations import Schema
from assessor_app.storage.engine.store import Store, open_store

KEY = bytes(range(32))


def taps(*later: str) -> Schema:
    migrations = Migrations("test")
    for number, sql in enumerate(("CREATE TABLE tap (mark TEXT NOT NULL) STRICT", *later)):

        def step(db: Database, sql: str = sql) -> None:
            db.execute(sql)

        migrations(name=f"{number:04d}")(step)
    return Schema.of(migrations)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux mounts a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine does not let a test mount a disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def tap(store: Store, mark: str) -> None:
    with store.atomic() as db:
        db.execute("INSERT INTO tap VALUES (?)", (mark,))


def tap_until_full(store: Store) -> tuple[int, str]:
    """Return how many taps were acknowledged, and the code of the one that was not."""
    for count in range(10_000):
        try:
            tap(store, "x" * 2000)
        except KnownError as error:
            return count, error.code
    raise AssertionError("the disk never filled")


def count_of(store: Store) -> int:
    return int(store.raw().execute("SELECT count(*) FROM tap").fetchone()[0])


def test_a_tap_on_a_full_disk_is_told_and_loses_nothing(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(200_000))
    store = open_store(small_disk, KEY, taps(), create=True)
    acknowledged, code = tap_until_full(store)
    assert code == "disk-full"
    assert count_of(store) == acknowledged
    ballast.unlink()
    tap(store, "after")
    store.close()
    again = open_store(small_disk, KEY, taps())
    assert count_of(again) == acknowledged + 1
    assert again.quick_check() is None
    again.close()


def test_no_room_for_the_copy_means_no_migration(small_disk: Path) -> None:
    store = open_store(small_disk, KEY, taps(), create=True)
    for _ in range(30):
        tap(store, "x" * 2000)
    store.close()
    usage = shutil.disk_usage(small_disk)
    (small_disk / "ballast").write_bytes(bytes(usage.free - 60_000))
    with pytest.raises(KnownError) as caught:
        open_store(small_disk, KEY, taps("ALTER TABLE tap ADD COLUMN how TEXT"))
    assert caught.value.code == "disk-full"
    again = open_store(small_disk, KEY, taps())
    assert count_of(again) == 30
    again.close()
    assert list((small_disk / "backups").iterdir()) == []


def test_small_files_are_whole_or_as_before(small_disk: Path) -> None:
    marks = HighWater(small_disk)
    marks.raise_to("ab" * 16, 1, "c" * 64)
    with pytest.raises(KnownError) as caught:
        files.write_whole(small_disk / "ballast", bytes(2_000_000))
    assert caught.value.code == "disk-full"
    assert [path.name for path in small_disk.iterdir()] == ["ab" * 16 + ".json"]
    assert marks.read("ab" * 16) is not None
