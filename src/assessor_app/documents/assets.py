"""What pages name by hash: fonts and line art, kept for ever under the SHA-256 of their bytes."""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from assessor_app.domain.errors import KnownError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_HASH = re.compile(r"[0-9a-f]{64}")


@lru_cache(64)
def _hash(data: bytes) -> str:
    """Remembered for what is put again with every page: the few fonts and drawings of a design, in memory anyway."""
    return hashlib.sha256(data).hexdigest()


class Assets(Protocol):
    """A shelf of bytes by SHA-256 (64 lower-case hex)."""

    def get(self, sha256: str) -> bytes:
        """The bytes; KnownError `asset-missing` when they are not here, `asset-damaged` when they changed."""
        ...

    def put(self, data: bytes) -> str:
        """Keeps the bytes (once, however often they come) and returns their hash; KnownError `disk-…`."""
        ...


class MemoryAssets:
    """Assets that last as long as the process: for previews and tests."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes:
        if sha256 not in self._kept:
            raise KnownError("asset-missing", sha256=sha256)
        return self._kept[sha256]

    def put(self, data: bytes) -> str:
        sha256 = _hash(data)
        self._kept.setdefault(sha256, data)
        return sha256


class FolderAssets:
    """Assets as files named by their hash. A file is whole before it has its name, and is read back checked.

    `settle` puts the names in a folder on the disk itself (`storage.engine.files.sync_folder`): a page that is kept for
    ever names these files, so their names must not be lost when the power goes.
    """

    def __init__(self, folder: Path, *, settle: Callable[[Path], None]) -> None:
        self._folder, self._settle = folder, settle

    def get(self, sha256: str) -> bytes:
        if not _HASH.fullmatch(sha256):
            raise KnownError("asset-missing", sha256=sha256)
        try:
            data = (self._folder / sha256).read_bytes()
        except FileNotFoundError as reason:
            raise KnownError("asset-missing", sha256=sha256) from reason
        if hashlib.sha256(data).hexdigest() != sha256:
            raise KnownError("asset-damaged", sha256=sha256)
        return data

    def put(self, data: bytes) -> str:
        sha256 = _hash(data)
        path = self._folder / sha256
        if path.exists() and path.stat().st_size == len(data):
            return sha256
        try:
            self._write(path, data)
        except OSError as reason:
            code = "disk-full" if reason.errno in _NO_ROOM else "disk-failed"
            raise KnownError(code, detail=f"{self._folder.name}: {reason.strerror}") from reason
        return sha256

    def _write(self, path: Path, data: bytes) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._settle(self._folder.parent)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
            self._settle(self._folder)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
