"""Files that are either wholly there or not there at all, whatever happens to the power."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assessor_app.domain.errors import KnownError

PART = ".part"
"""How the name of a file ends while it is not whole yet."""

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EROFS: "disk-readonly",
    errno.EACCES: "disk-readonly",
    errno.EPERM: "disk-readonly",
    errno.EIO: "disk-failed",
    errno.EEXIST: "path-unusable",  # a file where a folder is wanted
    errno.ENOTDIR: "path-unusable",
    errno.EISDIR: "path-unusable",
    errno.ELOOP: "path-unusable",
    errno.ENAMETOOLONG: "path-unusable",
}


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal that a person can act on into its `KnownError`, naming the file."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0)
        if code is None:
            raise
        raise KnownError(code, detail=f"{path.name}: {error.strerror}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that `path` holds the old bytes or the new ones, never a mixture, even after a power cut."""
    write_all(path, (content,))


def write_all(path: Path, chunks: Iterable[bytes]) -> None:
    """The same of what comes piece by piece; what `chunks` raises leaves nothing behind."""
    part = path.with_name(path.name + PART)
    _write_part(part, chunks)
    with translated(path):
        try:
            move_into_place(part, path)
        finally:
            part.unlink(missing_ok=True)


def write_outside(path: Path, chunks: Iterable[bytes]) -> None:
    """The same where a person chose the place: whatever the system says, they can choose another.

    Raises KnownError `file-not-written` (path, why) beside `disk-…`.
    """
    try:
        write_all(path, chunks)
    except OSError as error:
        raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error


def write_part(part: Path, content: bytes) -> None:
    """Write `content` to a file that waits for its name, its bytes on disk; on any error it is not there at all."""
    _write_part(part, (content,))


def _write_part(part: Path, chunks: Iterable[bytes]) -> None:
    with translated(part):
        try:
            with part.open("wb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def move_into_place(part: Path, path: Path) -> None:
    """Give a finished file its name: its bytes are on disk before, and its name after."""
    with translated(path):
        sync_file(part)
        part.replace(path)
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Put a file's bytes on the disk itself."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make names in `folder` durable (Windows has no such call, and its rename needs none)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some sticks' file systems cannot
            raise
    finally:
        os.close(handle)
