"""A file on a stick that may be full, pulled out or write-protected at any byte."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files

_CODES = {
    errno.ENOSPC: "stick-full",
    errno.EDQUOT: "stick-full",
    errno.EFBIG: "stick-file-too-large",  # FAT32 ends at 4 GiB
    errno.EROFS: "stick-readonly",
    errno.EACCES: "stick-readonly",
    errno.EPERM: "stick-readonly",
}


class StickFile:
    """An open file on a stick; what its file system refuses is said as `KnownError` stick-…."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        with told():
            return self._stream.read(size)

    def write(self, block: bytes) -> int:
        with told():
            return self._stream.write(block)

    def writelines(self, blocks: Iterable[bytes]) -> None:
        for block in blocks:
            self.write(block)

    def settle(self) -> None:
        """Put it on the stick itself, and out of this computer's memory, so that reading back reads the stick."""
        with told():
            self._stream.flush()
            os.fsync(self._stream.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(self._stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextlib.contextmanager
def opened(path: Path, mode: Literal["rb", "wb"]) -> Iterator[StickFile]:
    """Open a file on the stick. Raises KnownError stick-gone and its like, now and at every byte."""
    with told():
        stream = path.open(mode)
    try:
        yield StickFile(stream)
    finally:
        with told():
            stream.close()


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Give a name to write under; `path` itself appears when the block ends well, and nothing does when it does not."""
    part = path.with_name(path.name + files.PART)
    try:
        yield part
        with told():
            files.move_into_place(part, path)
    except BaseException:
        with contextlib.suppress(OSError):  # the stick may be gone, and its half file with it
            part.unlink(missing_ok=True)
        raise


def refuse_small(folder: Path, wanted: int) -> None:
    """Raise KnownError stick-full before writing anything, when `wanted` bytes cannot fit; stick-gone without one."""
    with told():
        free = shutil.disk_usage(folder).free
    if free < wanted:
        raise KnownError("stick-full", wanted=wanted, free=free)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn an operating system's error on the stick into its `KnownError`; one that is not known means it is gone."""
    try:
        yield
    except OSError as error:
        raise KnownError(_CODES.get(error.errno or 0, "stick-gone"), detail=error.strerror or "") from error
