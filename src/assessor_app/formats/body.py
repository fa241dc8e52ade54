"""The body of an envelope: items as lines of JSON, compressed by zstd (RFC 8878), within bounds on both sides."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import zstandard

from assessor_app.domain.errors import KnownError
from assessor_app.formats.items import Item, ItemReader, Known, line_of
from assessor_app.formats.sync_limits import (
    MOST_BODY_BYTES,
    MOST_ITEMS,
    MOST_LINE_BYTES,
    MOST_PLAIN_BYTES,
    MOST_WINDOW_BYTES,
)

_LEVEL = 1
"""Of records it makes less than level 3 does (184 bytes of 829 to 200), in a third of the time."""
_STEP = 128 * 1024
"""What is read and written at a time: it stays in a processor's cache."""


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A finished body: its bytes, and what the envelope's head says of them."""

    data: bytes = field(repr=False)
    plain: int
    items: int

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


class Packer:
    """Takes items until no more fit. `most_items` and `most_plain` (bytes) may be set lower, for a slow link."""

    def __init__(self, *, most_items: int = MOST_ITEMS, most_plain: int = MOST_PLAIN_BYTES) -> None:
        self._most_items = min(most_items, MOST_ITEMS)
        self._most_plain = min(most_plain, MOST_PLAIN_BYTES)
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
        self._parts: list[bytes] = []
        self._lines: list[bytes] = []
        self._waiting = 0
        self.items = 0
        self.plain = 0

    def add(self, item: Known) -> bool:
        """Adds it, or says False where it does not fit; the first item always fits, unless it fits nowhere.

        An item that is longer than any may be is our own bug: ValueError.
        """
        return self.add_line(line_of(item))

    def add_line(self, line: bytes) -> bool:
        """The same of an item that is a line already, without its end."""
        size = len(line) + 1
        most = self._most_plain if self.items else MOST_PLAIN_BYTES
        if self.items >= self._most_items or self.plain + size > most:
            return False
        self._lines.append(line)
        self._waiting += size
        self.items += 1
        self.plain += size
        if self._waiting >= _STEP:
            self._compress()
        return True

    def _compress(self) -> None:
        self._lines.append(b"")
        self._parts.append(self._compressor.compress(b"\n".join(self._lines)))
        self._lines.clear()
        self._waiting = 0

    def make_room(self, *, items: int, plain: int) -> None:
        """Lets so many items and bytes more in than are in now, within what a body may hold."""
        self._most_items = min(self.items + items, MOST_ITEMS)
        self._most_plain = min(self.plain + plain, MOST_PLAIN_BYTES)

    def finish(self) -> Packed:
        self._compress()
        self._parts.append(self._compressor.flush())
        return Packed(data=b"".join(self._parts), plain=self.plain, items=self.items)


def pack(items: Iterable[Known]) -> Packed:
    """The body of these items; ValueError where they do not fit in one, which is our own bug."""
    packer = Packer()
    for item in items:
        if not packer.add(item):
            raise ValueError("these items do not fit in one envelope")
    return packer.finish()


def unpack(data: bytes, *, plain: int, items: int) -> Iterator[Item]:
    """The items, a step's worth in memory at a time, of a body that says of itself how large it is.

    Raises KnownError("envelope-unreadable"), ("envelope-too-large") before anything is read where it says too much,
    and ("envelope-altered") where it holds more or less than it says.
    """
    if len(data) > MOST_BODY_BYTES or plain > MOST_PLAIN_BYTES or items > MOST_ITEMS:
        raise KnownError("envelope-too-large")
    reader = ItemReader()
    left = items
    for lines in _lines(data, plain):
        expected = lines[:left]
        yield from reader.read_together(expected) or map(reader.read, expected)
        left -= len(lines)
        if left < 0:
            raise KnownError("envelope-altered")
    if left:
        raise KnownError("envelope-altered")


def _lines(data: bytes, plain: int) -> Iterator[list[bytes]]:
    """Some whole lines at a time."""
    begun: list[bytes] = []
    total = 0
    for block in _blocks(data):
        total += len(block)
        if total > plain:
            raise KnownError("envelope-altered")
        begun.append(block)
        if b"\n" in block:
            *lines, rest = b"".join(begun).split(b"\n")
            yield lines
            begun = [rest]
        if sum(map(len, begun)) > MOST_LINE_BYTES:
            raise KnownError("envelope-unreadable")
    if any(begun) or total != plain:
        raise KnownError("envelope-altered")


def _blocks(data: bytes) -> Iterator[bytes]:
    """What is in the frame, a step at a time: however much it claims to hold, no more than a step is made of it."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW_BYTES)
    try:
        with decompressor.stream_reader(io.BytesIO(data)) as stream:
            while block := stream.read(_STEP):
                yield block
    except zstandard.ZstdError as error:
        raise KnownError("envelope-unreadable") from error
