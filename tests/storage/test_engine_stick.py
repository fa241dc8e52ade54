"""A copy on a stick is whole and opens with the recovery key alone, or there is no file that looks like one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import stick, stick_file
from assessor_app.storage.engine.migrations import Schema
from assessor_app.storage.engine.slots import KeySlots, NewRecovery, new_key
from assessor_app.storage.engine.stick import CopyMade, make_copy, restore
from assessor_app.storage.engine.store import DATABASE, Store, open_store
from assessor_app.trust.recovery_key import new_recovery_key, show_recovery_key
from assessor_app.trust.secrets import Cost

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
NAME = "assessor-copy-ecole-no-1-2026-11-22-140311.assessor"
EVIDENCE = os.urandom(2_500_000)


def notes() -> Schema:
    migrations = Migrations("test")

    @migrations(name="0001")
    def initial(db: Database) -> None:
        db.execute("CREATE TABLE note (text TEXT NOT NULL) STRICT")

    return Schema.of(migrations)


@dataclass
class Device:
    folder: Path
    key: bytes
    store: Store
    recovery: NewRecovery

    def copy(self, to: Path, **named: Any) -> CopyMade:
        named = {"receiver": self.recovery.copies_to, "centre": "École Nº 1", "now": NOW, **named}
        return make_copy(self.store, to, extras=[Path("evidence"), Path("gone.txt")], **named)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    folder = tmp_path / "data"
    key = new_key()
    store = open_store(folder, key, notes(), create=True)
    slots = KeySlots(folder, cost=Cost(memory_kib=8, passes=1))
    slots.add_passphrase(key, "one", staff=None, label="")
    recovery = slots.add_recovery(key)
    with store.atomic() as db:
        db.execute("INSERT INTO note VALUES ('a draft that exists only here')")
    (folder / "evidence" / "ab").mkdir(parents=True)
    (folder / "evidence" / "ab" / "photo.bin").write_bytes(EVIDENCE)
    (folder / "evidence" / "empty.bin").touch()
    yield Device(folder, key, store, recovery)
    store.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def code(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(KnownError) as caught:
        call(*arguments, **named)
    return caught.value.code


def test_what_is_copied_comes_back_on_another_computer(device: Device, usb: Path, tmp_path: Path) -> None:
    made = device.copy(usb, about={"records": 7})
    assert [path.name for path in usb.iterdir()] == [NAME]
    assert (made.path, made.members, made.size) == (usb / NAME, 4, (usb / NAME).stat().st_size)
    into = tmp_path / "new computer" / "data"
    manifest = restore(made.path, device.recovery.shown.lower(), into=into)
    assert (manifest["centre"], manifest["records"]) == ("École Nº 1", 7)
    assert (into / "evidence" / "ab" / "photo.bin").read_bytes() == EVIDENCE
    assert (into / "evidence" / "empty.bin").read_bytes() == b""
    key = KeySlots(into).open_with_recovery(device.recovery.shown).key
    again = open_store(into, key, notes())
    assert again.raw().execute("SELECT text FROM note").fetchall() == [("a draft that exists only here",)]
    again.close()
    assert [path.name for path in into.parent.iterdir()] == ["data"]


def test_the_copy_shows_nothing_without_the_recovery_key(device: Device, usb: Path, tmp_path: Path) -> None:
    made = device.copy(usb)
    written = made.path.read_bytes()
    assert b"draft" not in written
    assert b"photo" not in written
    assert EVIDENCE[:32] not in written
    other = show_recovery_key(new_recovery_key())
    assert code(restore, made.path, other, into=tmp_path / "out") == "copy-other-key"
    assert not (tmp_path / "out").exists()


def test_no_snapshot_stays_in_the_data_folder(device: Device, usb: Path) -> None:
    (device.folder / ".copy-left-by-a-killed-one").mkdir()
    device.copy(usb)
    assert not list(device.folder.glob(".copy-*"))


def test_progress_rises_to_the_whole(device: Device, usb: Path) -> None:
    seen: list[tuple[int, int]] = []
    device.copy(usb, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("after", [1, 3, 5])
def test_cancelled_at_any_point_nothing_is_left(device: Device, usb: Path, after: int) -> None:
    calls = []

    def stop(done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) == after:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        device.copy(usb, progress=stop)
    assert list(usb.iterdir()) == []
    assert not list(device.folder.glob(".copy-*"))


@pytest.mark.parametrize("writes", [0, 1, 3, 4])
def test_a_stick_pulled_half_way_leaves_no_finished_file(
    device: Device, usb: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    write = stick_file.StickFile.write
    left = iter(range(writes))

    def pulled(self: Any, block: bytes) -> int:
        if next(left, None) is None:
            with stick_file.told():
                raise OSError(errno.EIO, "Input/output error")
        return write(self, block)

    monkeypatch.setattr(stick_file.StickFile, "write", pulled)
    assert code(device.copy, usb) == "stick-gone"
    assert list(usb.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_write_to_a_full_device_is_told() -> None:
    with pytest.raises(KnownError) as caught, stick_file.opened(Path("/dev/full"), "wb") as target:
        target.write(bytes(1_000_000))
    assert caught.value.code == "stick-full"


def test_no_stick_at_all(device: Device, usb: Path) -> None:
    assert code(device.copy, usb / "not there") == "stick-gone"


def test_a_full_stick_is_told(device: Device, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage
    small = SimpleNamespace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: small if folder == usb else usage(folder))
    assert code(device.copy, usb) == "stick-full"
    assert list(usb.iterdir()) == []


def test_a_stick_that_lies_is_found_out(device: Device, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle = stick_file.StickFile.settle

    def settle_badly(self: Any) -> None:
        settle(self)
        part = next(usb.glob("*.part"))
        flip(part, 1_500_000)

    monkeypatch.setattr(stick_file.StickFile, "settle", settle_badly)
    assert code(device.copy, usb) == "copy-differs"
    assert list(usb.iterdir()) == []


def flip(path: Path, place: int) -> None:
    whole = bytearray(path.read_bytes())
    whole[place] ^= 1
    path.write_bytes(whole)


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0, "copy-unreadable"), (20, "copy-other-key"), (100, "copy-damaged"), (-1, "copy-damaged")],
)
def test_a_changed_copy_is_never_restored(
    device: Device, usb: Path, tmp_path: Path, place: int, expected: str
) -> None:
    made = device.copy(usb)
    flip(made.path, place)
    assert code(restore, made.path, device.recovery.shown, into=tmp_path / "out") == expected
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".restoring-*"))


@pytest.mark.parametrize("length", [0, 10, 90, 110, 2_000_000])
def test_a_copy_cut_short_is_never_restored(device: Device, usb: Path, tmp_path: Path, length: int) -> None:
    made = device.copy(usb)
    made.path.write_bytes(made.path.read_bytes()[:length])
    told = code(restore, made.path, device.recovery.shown, into=tmp_path / "out")
    assert told in {"copy-unreadable", "copy-other-key", "copy-damaged"}
    assert not (tmp_path / "out").exists()


def test_a_folder_with_anything_in_it_is_left_alone(device: Device, usb: Path) -> None:
    made = device.copy(usb)
    assert code(restore, made.path, device.recovery.shown, into=device.folder) == "folder-not-empty"
    assert device.store.raw().execute("SELECT count(*) FROM note").fetchone() == (1,)


def test_an_empty_folder_is_filled(device: Device, usb: Path, tmp_path: Path) -> None:
    made = device.copy(usb)
    into = tmp_path / "empty"
    into.mkdir()
    restore(made.path, device.recovery.shown, into=into)
    assert (into / DATABASE).is_file()


def test_a_place_where_no_folder_can_be_is_told(device: Device, usb: Path, tmp_path: Path) -> None:
    made = device.copy(usb)
    (tmp_path / "letter.txt").write_text("no folder")
    for into in (tmp_path / "letter.txt" / "data", tmp_path / "letter.txt" / "deeper" / "data"):
        with pytest.raises(KnownError, match="path-unusable"):
            restore(made.path, device.recovery.shown, into=into)


def test_no_room_for_the_snapshot_is_told(device: Device, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(KnownError, match="disk-full"):
        device.copy(usb)
    assert not list(usb.iterdir())


def test_a_centres_name_in_another_script_still_names_a_file() -> None:
    assert stick._plain("技術学校") == "centre"
    assert stick._plain("../../etc") == "etc"
