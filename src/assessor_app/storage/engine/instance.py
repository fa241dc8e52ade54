"""One instance at a time writes to a data folder. The lock is the operating system's: a killed process leaves none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files

LOCK = "assessor.lock"


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock for the length of the block.

    Raises KnownError already-open when another has it, disk-… when the folder cannot be written.
    """
    lock = FileLock(folder / LOCK, blocking=False, is_singleton=False)
    with files.translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            raise KnownError("already-open", path=str(folder)) from None
    try:
        yield
    finally:
        lock.release()
