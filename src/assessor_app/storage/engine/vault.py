"""Evidence on disk: encrypted files that are whole before anything names them, and gone when nothing does.

A file is `trust.hpke_box`'s stream under a key of its own. It is written beside its name, put on the disk itself and
renamed; only then may a transaction name it. What no row names is an orphan (a crash came between) and is swept.
"""

import hmac
import io
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files
from assessor_app.trust import hpke_box

SALT_BYTES = 16
_KEY_BYTES = 32
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A file as it was sealed: its name, the plaintext's size in bytes, SHA-256 (hex) of salt ‖ plaintext, salt and key."""

    file: str
    size: int
    sha256: str
    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)


class Vault:
    """The folder of encrypted files in a data folder. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._under_way: set[str] = set()

    def free(self) -> int:
        """Bytes that are free on the disk."""
        with files.translated(self._folder):
            return shutil.disk_usage(self._made()).free

    @contextmanager
    def sealing(self, source: BinaryIO, *, most: int) -> Iterator[Sealed]:
        """Seal everything that `source` gives; the block names the file in a committed transaction.

        Until the block ends no sweep touches the file, and when it ends with an error the file is gone. Holds one
        chunk in memory. Raises KnownError `evidence-too-large` beyond `most` bytes, `disk-…`.
        """
        key, salt = secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(SALT_BYTES)
        part = secrets.token_hex(_KEY_BYTES) + files.PART
        with self._keeping(part):
            read = _Hashing(source, salt, most)
            self._write(part, read, key)
            digest = read.digest.hexdigest()
            name = hmac.new(key, bytes.fromhex(digest), sha256).hexdigest()
            with self._keeping(name):
                try:
                    files.move_into_place(self._folder / part, self._folder / name)
                    yield Sealed(file=name, size=read.count, sha256=digest, salt=salt, key=key)
                except Exception:
                    # Whatever else ends the block (Ctrl-C) may come after the commit: the sweep finds out.
                    self.remove(name)
                    self.remove(part)
                    raise

    def open(self, file: str, key: bytes) -> hpke_box.StreamReader:
        """The plaintext as a stream that can seek; close it. Raises KnownError `evidence-missing`, `box-…`, `disk-…`."""
        with files.translated(self._folder):
            try:
                source = (self._folder / file).open("rb")
            except FileNotFoundError:
                raise KnownError("evidence-missing", name=file[:8]) from None
        try:
            return hpke_box.StreamReader(source, key)
        except BaseException:
            source.close()
            raise

    def sealed(self, file: str) -> BinaryIO:
        """The encrypted file as it lies here; close it. Raises KnownError `evidence-missing`, `disk-…`."""
        with files.translated(self._folder):
            try:
                return (self._folder / file).open("rb")
            except FileNotFoundError:
                raise KnownError("evidence-missing", name=file[:8]) from None

    def digest(self, file: str, key: bytes, salt: bytes) -> str:
        """SHA-256 (hex) of salt and what the file holds now; raises what `open` and reading raise."""
        found = sha256(salt)
        with self.open(file, key) as stream, files.translated(self._folder):
            while block := stream.read():
                found.update(block)
        return found.hexdigest()

    def remove(self, file: str) -> None:
        """Delete a file that nothing names any more."""
        with files.translated(self._folder):
            (self._folder / file).unlink(missing_ok=True)

    def sweep(self, named: Callable[[], set[str]]) -> int:
        """Delete what a killed process left behind; returns how many files. `named` reads the names that are in use.

        The order is what makes it safe: what was there first, what is under way next, what is named last. A file
        that appeared since is not looked at; one that was named since is either under way or already named.
        """
        if not self._folder.is_dir():
            return 0
        with files.translated(self._folder):
            there = [path.name for path in self._folder.iterdir() if path.is_file()]
            with self._guard:
                kept = set(self._under_way)
            kept |= named()
            left = [name for name in there if name not in kept and _ours(name)]
            for name in left:
                (self._folder / name).unlink(missing_ok=True)
        return len(left)

    def _made(self) -> Path:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        return self._folder

    def _write(self, part: str, source: "_Hashing", key: bytes) -> None:
        path = self._folder / part
        with files.translated(path):
            self._made()
            try:
                with path.open("xb") as target:
                    hpke_box.seal_stream(cast("BinaryIO", source), target, key)
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    @contextmanager
    def _keeping(self, name: str) -> Iterator[None]:
        with self._guard:
            self._under_way.add(name)
        try:
            yield
        finally:
            with self._guard:
                self._under_way.discard(name)


class _Hashing(io.RawIOBase):
    """Passes a stream on, counts and hashes it, and stops at the most that it may hold."""

    def __init__(self, source: BinaryIO, salt: bytes, most: int) -> None:
        super().__init__()
        self._source, self._most = source, most
        self.digest = sha256(salt)
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        block = self._source.read(size)
        self.count += len(block)
        if self.count > self._most:
            raise KnownError("evidence-too-large", most=self._most // 2**20)
        self.digest.update(block)
        return block


def _ours(name: str) -> bool:
    """Whether a sweep may touch it: somebody may have put a file of their own here."""
    return bool(_NAME.fullmatch(name.removesuffix(files.PART)))
