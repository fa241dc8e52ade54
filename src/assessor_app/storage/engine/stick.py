"""Copy to a stick, and back: the whole store in one file that only the recovery key opens.

The file is a line `assessor-copy/1`, a fresh key sealed to the public half of the recovery key (HPKE, 80 bytes), and the
packed members (`container`) as one encrypted stream under that key (`trust.hpke_box`). So a copy can be made any
day without the recovery key being there, and read on another computer with nothing but the recovery key.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files, keyfile, stick_file
from assessor_app.storage.engine.container import Member, Packing, Unpacking
from assessor_app.storage.engine.store import DATABASE, RESTORED, Store
from assessor_app.trust import hpke_box, recovery_key

Progress = Callable[[int, int], None]
"""`progress(bytes done, bytes in all)`; it may raise to cancel, and then nothing is left behind."""

SUFFIX = ".assessor"
_MAGIC = b"assessor-copy/1\n"
_SEALED_KEY = 80
_SNAPSHOTS = ".copy-"


@dataclass(frozen=True)
class CopyMade:
    """A finished copy that was read back: where, how large, and how many files are inside."""

    path: Path
    size: int
    members: int


def make_copy(
    store: Store,
    stick: Path,
    *,
    receiver: bytes,
    centre: str,
    now: datetime,
    extras: Sequence[Path] = (),
    about: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> CopyMade:
    """Write the store, its keys and `extras` (files or folders in the data folder) to one file on the stick.

    `receiver` is `NewRecovery.copies_to`. The file gets its name only when it was read back and found the same.
    `about` (JSON) goes into the manifest: counts that the restoring program may show.

    Raises KnownError: stick-full, stick-gone, stick-readonly, stick-file-too-large, copy-differs; disk-… when
    there is no room for the snapshot in the data folder.
    """
    data = store.path.parent
    path = stick / f"assessor-copy-{_plain(centre)}-{now:%Y-%m-%d-%H%M%S}{SUFFIX}"
    with files.translated(data), _snapshots(data) as folder:
        snapshot = folder / DATABASE
        store.copy_to(snapshot)
        members = [
            Member(DATABASE, snapshot),
            Member(keyfile.KEYS, data / keyfile.KEYS),
            *_members(data, extras),
        ]
        total = sum(member.path.stat().st_size for member in members if member.path.exists())
        counted = _Counter(2 * total, progress)
        key = secrets.token_bytes(32)
        manifest = {
            "format": "assessor-copy",
            "centre": centre,
            "at": now.isoformat(timespec="seconds"),
            **(about or {}),
        }
        stick_file.refuse_small(stick, total)
        with stick_file.part_of(path) as part:
            with stick_file.opened(part, "wb") as target:
                target.write(_MAGIC + hpke_box.seal_key(key, receiver=receiver))
                packing = Packing(members, manifest, counted)
                hpke_box.seal_stream(cast("BinaryIO", packing), cast("BinaryIO", target), key)
                target.settle()
            inside = _read_back(part, key, counted)
    with stick_file.told():
        return CopyMade(path, path.stat().st_size, len(inside["members"]))


def restore(copy: Path, typed: str, *, into: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Unpack a copy into an empty or new folder with the recovery key as typed; return the copy's manifest.

    The folder appears complete or not at all. What it holds is as old as the copy: its chain may not go on, which
    `RESTORED` in it says.

    Raises KnownError: folder-not-empty, copy-unreadable (not a copy), copy-other-key, copy-damaged,
    recovery-key-unreadable, stick-gone, disk-….
    """
    private = recovery_key.stick_seed(recovery_key.read_recovery_key(typed))
    with files.translated(into):
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            raise KnownError("folder-not-empty", path=str(into))
        into.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".restoring-", dir=into.parent) as folder:
            fresh = Path(folder) / "data"
            manifest = _unpack(copy, private, fresh, progress)
            (fresh / RESTORED).write_bytes(b"")
            files.sync_file(fresh / RESTORED)
            files.sync_folder(fresh)
            if into.exists():
                into.rmdir()
            fresh.replace(into)
            files.sync_folder(into.parent)
    return manifest


def _unpack(copy: Path, private: bytes, fresh: Path, progress: Progress | None) -> dict[str, Any]:
    def sink(name: str) -> BinaryIO:
        target = fresh / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            return target.open("xb")
        except (FileExistsError, NotADirectoryError):
            raise KnownError("copy-damaged", detail="a name in it stands twice") from None

    fresh.mkdir()
    with (
        stick_file.opened(copy, "rb") as source,
        Unpacking(sink, _Counter(copy.stat().st_size, progress)) as unpacking,
    ):
        head = source.read(len(_MAGIC) + _SEALED_KEY)
        if not head.startswith(_MAGIC):
            raise KnownError("copy-unreadable", detail=copy.name)
        with _told(
            {
                "box-other-key": "copy-other-key",
                "box-damaged": "copy-damaged",
                "box-unreadable": "copy-damaged",
            }
        ):
            key = hpke_box.open_key(head[len(_MAGIC) :], private=private)
            hpke_box.open_stream(cast("BinaryIO", source), cast("BinaryIO", unpacking), key)
        manifest = unpacking.finish()
    if not all((fresh / name).is_file() for name in (DATABASE, keyfile.KEYS)):
        raise KnownError("copy-damaged", detail="no database or no keys in it")
    for path in fresh.rglob("*"):
        if path.is_file():
            files.sync_file(path)
    return manifest


def _read_back(part: Path, key: bytes, counted: Callable[[int], None]) -> dict[str, Any]:
    """Decrypt what really is on the stick and compare each member with its hash."""
    differs = ("box-other-key", "box-damaged", "box-unreadable", "copy-damaged")
    with (
        _told(dict.fromkeys(differs, "copy-differs")),
        stick_file.opened(part, "rb") as source,
        Unpacking(lambda _name: open(os.devnull, "wb"), counted) as unpacking,  # noqa: PTH123 - the null device is no path
    ):
        source.read(len(_MAGIC) + _SEALED_KEY)
        hpke_box.open_stream(cast("BinaryIO", source), cast("BinaryIO", unpacking), key)
        return unpacking.finish()


class _Counter:
    """Adds up bytes and reports them; packing overhead never makes it pass the whole."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, max(total, 1), progress

    def __call__(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


def _members(data: Path, extras: Sequence[Path]) -> Iterator[Member]:
    """The files of `extras` (relative to the data folder), whole folders with what is in them; names inside use `/`."""
    for extra in extras:
        found = data / extra
        paths = sorted(found.rglob("*")) if found.is_dir() else [found]
        for path in paths:
            if path.is_file() and not path.name.endswith(files.PART):
                yield Member(path.relative_to(data).as_posix(), path)


@contextlib.contextmanager
def _snapshots(data: Path) -> Iterator[Path]:
    """A folder for the snapshot, gone when the block ends; those that a killed copy left behind go first."""
    for left in data.glob(_SNAPSHOTS + "*"):
        shutil.rmtree(left)
    with TemporaryDirectory(prefix=_SNAPSHOTS, dir=data) as folder:
        yield Path(folder)


@contextlib.contextmanager
def _told(codes: Mapping[str, str]) -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        if error.code not in codes:
            raise
        raise KnownError(codes[error.code], **error.details) from error


def _plain(name: str) -> str:
    """A centre's name as any file system takes it."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40] or "centre"
