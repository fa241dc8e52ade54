"""Many files as one stream, and back: what is inside a copy, before it is sealed.

A member is the length of its head (4 bytes, big-endian), the head (JSON: `name`, `size`) and its bytes. The last
member is `manifest.json`: the members before it, each with its size and SHA-256, and what the copy is of.
The stream is pulled when it is made and pushed when it is read, so neither end ever holds a file in memory.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assessor_app.domain.errors import KnownError

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
_LENGTH = 4
_LONGEST_HEAD = 4096
_LONGEST_MANIFEST = 64 * BLOCK
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Member:
    """A file to pack: its name inside (with `/`), and where it is."""

    name: str
    path: Path


class Packing(io.RawIOBase):
    """Reads as the packed stream. `taken(bytes)` is called for each block and may raise to cancel."""

    def __init__(
        self, members: Sequence[Member], about: Mapping[str, Any], taken: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._blocks = _packed(members, about, taken)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:
            raise ValueError("read it in pieces")
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._left = block
        given, self._left = self._left[:size], self._left[size:]
        return given


def _packed(
    members: Sequence[Member], about: Mapping[str, Any], taken: Callable[[int], None]
) -> Iterator[bytes]:
    listed = []
    for member in members:
        try:
            stream = member.path.open("rb")
        except FileNotFoundError:
            continue  # erased since the list was made: the manifest names what is inside, and only that
        with stream:
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            yield _head(member.name, size)
            digest = hashlib.sha256()
            left = size
            while left and (block := stream.read(min(left, BLOCK))):
                digest.update(block)
                left -= len(block)
                taken(len(block))
                yield block
        if left:
            raise RuntimeError(f"{member.name} shrank while it was copied")
        listed.append({"name": member.name, "size": size, "sha256": digest.hexdigest()})
    manifest = json.dumps({**about, "members": listed}, ensure_ascii=False).encode()
    yield _head(MANIFEST, len(manifest)) + manifest


def _head(name: str, size: int) -> bytes:
    text = json.dumps({"name": name, "size": size}).encode()
    return len(text).to_bytes(_LENGTH, "big") + text


class Unpacking(io.RawIOBase):
    """Takes the packed stream and gives each member to a sink; `finish` compares all with the manifest.

    The stream is hostile until then: anybody can seal to a public key. `sink(name)` opens where a member goes,
    for a name that stays inside the folder.
    """

    def __init__(self, sink: Callable[[str], IO[bytes]], taken: Callable[[int], None]) -> None:
        super().__init__()
        self._sink, self._taken = sink, taken
        self._waiting = bytearray()
        self._name, self._left = "", 0
        self._digest = hashlib.sha256()
        self._into: IO[bytes] | None = None
        self._manifest = io.BytesIO()
        self._found: list[dict[str, Any]] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, block: Any, /) -> int:
        self._waiting += block
        self._taken(len(block))
        while self._waiting:
            if self._into is None and not self._open_next():
                break
            self._fill()
        return len(block)

    def finish(self) -> dict[str, Any]:
        """Return the manifest. Raises KnownError copy-damaged when anything is missing, added or not the same."""
        if self._into is not None or self._waiting or self._name != MANIFEST:
            raise KnownError("copy-damaged", detail="it ends too early")
        try:
            manifest: dict[str, Any] = json.loads(self._manifest.getvalue())
            wanted = manifest["members"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise KnownError("copy-damaged", detail="its list cannot be read") from error
        if wanted != self._found:
            raise KnownError("copy-damaged", detail="a file in it is not as listed")
        return manifest

    def close(self) -> None:
        if self._into is not None:
            self._into.close()
            self._into = None
        super().close()

    def _open_next(self) -> bool:
        length = int.from_bytes(self._waiting[:_LENGTH], "big")
        if length > _LONGEST_HEAD:
            raise KnownError("copy-damaged", detail="a head too long")
        end = _LENGTH + length
        if len(self._waiting) < max(end, _LENGTH + 1):
            return False
        self._name, self._left = _read_head(bytes(self._waiting[_LENGTH:end]), after=self._name)
        del self._waiting[:end]
        self._size, self._digest = self._left, hashlib.sha256()
        self._into = self._manifest if self._name == MANIFEST else self._sink(self._name)
        return True

    def _fill(self) -> None:
        if self._into is None:
            return
        block = bytes(self._waiting[: self._left])
        del self._waiting[: len(block)]
        self._left -= len(block)
        self._digest.update(block)
        self._into.write(block)
        if self._left:
            return
        if self._name != MANIFEST:
            self._into.close()
            self._found.append({"name": self._name, "size": self._size, "sha256": self._digest.hexdigest()})
        self._into = None


def _read_head(text: bytes, *, after: str) -> tuple[str, int]:
    try:
        head = json.loads(text)
        name, size = head["name"], head["size"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KnownError("copy-damaged", detail="a head that cannot be read") from error
    sound = isinstance(name, str) and isinstance(size, int) and size >= 0 and after != MANIFEST
    if not sound or (name == MANIFEST and size > _LONGEST_MANIFEST):
        raise KnownError("copy-damaged", detail="a head that makes no sense")
    if not all(_PART.fullmatch(part) for part in name.split("/")):
        raise KnownError("copy-damaged", detail="a name that leads elsewhere")
    return name, size
