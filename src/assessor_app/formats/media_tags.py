"""What a camera or phone writes beside film and sound (the place, the device, a name), found without decoding either.

Only what can go without moving anything is taken out: a box becomes `free`, a chunk `JUNK`, a block padding, each of the
same size and empty; tags at the ends of an MP3 go whole, since nothing in it says where it stands. Sources: ISO/IEC
14496-12 and Apple's QuickTime File Format (`udta`, `meta`, `uuid`, timed metadata), Microsoft's RIFF, xiph.org's FLAC,
id3.org; `media_ogg`, `media_ebml` and `media_fragments` name theirs.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from assessor_app.domain.errors import KnownError
from assessor_app.formats.media_boxes import boxes, told_in_film
from assessor_app.formats.media_ebml import told_in_matroska
from assessor_app.formats.media_fragments import told_in_fragments
from assessor_app.formats.media_ogg import told_in_ogg

_BLOCK = 1024 * 1024
_RIFF_TOLD = frozenset({b"id3 ", b"ID3 ", b"bext", b"iXML", b"axml", b"_PMX", b"IDIT", b"cart"})
_FLAC_TOLD = frozenset({2, 4, 6})
"""Application data, comments, pictures."""
_FLAC_PADDING = 1
_ID3V1 = 128
_APE = 32
_STRICT = frozenset({"audio/ogg", "video/ogg", "video/webm"})
_MOST_CHUNKS = 100_000


@dataclass(frozen=True)
class Cut:
    """Bytes from `start` up to `end` that go: in their place stands `head` and zeros, or nothing where `dropped`."""

    start: int
    end: int
    head: bytes = b""
    dropped: bool = False


def cuts(source: BinaryIO, media_type: str) -> tuple[Cut, ...]:
    """What may go, in order; nothing of a file that is not built as its kind is, nor of a kind that is kept as it is.

    Raises KnownError `evidence-tells` where something goes with a recording and cannot safely be taken out: Ogg, WebM and
    Matroska that are not built as such, or too long to be looked through; samples of metadata in fragments, whose place is not sure.
    """
    size = source.seek(0, io.SEEK_END)
    strict = {
        "audio/ogg": told_in_ogg,
        "video/ogg": told_in_ogg,
        "video/webm": told_in_matroska,
        "video/mp4": told_in_fragments,
        "video/quicktime": told_in_fragments,
        "audio/mp4": told_in_fragments,
    }.get(media_type)
    sure: list[Cut] = []
    if strict is not None and (media_type in _STRICT or _has_fragments(source, size)):
        try:
            sure = [Cut(start, end, head) for start, end, head in strict(source, size)]
        except ValueError as reason:
            raise KnownError("evidence-tells") from reason
    find = {
        "video/mp4": _iso,
        "video/quicktime": _iso,
        "audio/mp4": _iso,
        "audio/wav": _riff,
        "video/x-msvideo": _riff,
        "audio/mpeg": _mpeg,
        "audio/flac": _flac,
    }.get(media_type)
    try:
        found = sorted({*sure, *(() if find is None else find(source, size))}, key=lambda cut: cut.start)
    except ValueError:
        return ()
    apart = all(one.end <= other.start for one, other in pairwise(found))
    return tuple(found) if apart else ()


class Untold(io.RawIOBase):
    """Reads a source without what was cut, from the beginning to the end."""

    def __init__(self, source: BinaryIO, found: tuple[Cut, ...]) -> None:
        super().__init__()
        source.seek(0)
        self._blocks = _blocks(source, found)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        parts, wanted = [], size
        while wanted:
            self._left = self._left or next(self._blocks, b"")
            if not self._left:
                break
            part = self._left if wanted < 0 else self._left[:wanted]
            self._left = self._left[len(part) :]
            parts.append(part)
            wanted -= len(part) if wanted > 0 else 0
        return b"".join(parts)


def _blocks(source: BinaryIO, found: tuple[Cut, ...]) -> Iterator[bytes]:
    for cut in (*found, None):
        end = None if cut is None else cut.start
        while block := source.read(_BLOCK if end is None else min(_BLOCK, end - source.tell())):
            yield block
        if cut is None:
            return
        source.seek(cut.end)
        if not cut.dropped:
            if cut.head:
                yield cut.head
            left = cut.end - cut.start - len(cut.head)
            while left > 0:
                yield bytes(min(left, _BLOCK))
                left -= _BLOCK


def _at(source: BinaryIO, place: int, count: int) -> bytes:
    source.seek(place)
    found = source.read(count)
    if len(found) != count:
        raise ValueError("it ends too soon")
    return found


def _has_fragments(source: BinaryIO, size: int) -> bool:
    try:
        return any(box.kind in {b"moof", b"emsg"} for box in boxes(source, 0, size))
    except ValueError:
        return False


def _iso(source: BinaryIO, size: int) -> Iterator[Cut]:
    for start, end, head in told_in_film(source, size):
        yield Cut(start, end, head)


def _riff(source: BinaryIO, size: int) -> Iterator[Cut]:
    place = 12
    for _count in range(_MOST_CHUNKS):
        if place + 8 > size:
            return
        head = _at(source, place, 8)
        body, length = place + 8, int.from_bytes(head[4:], "little")
        if body + length > size:
            # A recorder that was cut off; what comes before is whole.
            return
        info = head[:4] == b"LIST" and _at(source, body, min(length, 4)) == b"INFO"
        if info or head[:4] in _RIFF_TOLD:
            yield Cut(place, body + length, b"JUNK" + head[4:])
        place = body + length + length % 2


def _flac(source: BinaryIO, size: int) -> Iterator[Cut]:
    place, last = 4, False
    while not last and place + 4 <= size:
        head = _at(source, place, 4)
        last, kind, length = bool(head[0] & 0x80), head[0] & 0x7F, int.from_bytes(head[1:], "big")
        end = place + 4 + length
        if end > size:
            raise ValueError("a block ends beyond the file")
        if kind in _FLAC_TOLD:
            yield Cut(place, end, bytes([head[0] & 0x80 | _FLAC_PADDING]) + head[1:])
        place = end


def _mpeg(source: BinaryIO, size: int) -> Iterator[Cut]:
    start, end = 0, size
    while start + 10 <= end and (head := _at(source, start, 10))[:3] == b"ID3":
        if any(byte & 0x80 for byte in head[6:]):
            raise ValueError("the size of a tag has seven bits a byte")
        length = sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        start += 10 + length + (10 if head[5] & 0x10 else 0)
    if end - start >= _ID3V1 and _at(source, end - _ID3V1, 3) == b"TAG":
        end -= _ID3V1
    if end - start >= _APE and (foot := _at(source, end - _APE, _APE))[:8] == b"APETAGEX":
        end -= int.from_bytes(foot[12:16], "little") + (_APE if foot[23] & 0x80 else 0)
    if start >= end:
        raise ValueError("tags and nothing else")
    if start:
        yield Cut(0, start, dropped=True)
    if end < size:
        yield Cut(end, size, dropped=True)
