"""Where an Ogg file tells more than its sound or film: the comments in the second packet of each of its streams.

Source: RFC 3533 (Ogg), the Vorbis I and Theora specifications, RFC 7845 (Opus), xiph.org's FLAC-to-Ogg mapping. Every text
keeps its length and loses its words; pages that were changed get a checksum anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from assessor_app.formats.media_boxes import Told

_HEAD = 27
_MOST_PAGES = 200_000
_MOST_COMMENT = 2 * 1024 * 1024
_MOST_STREAMS = 64
_MOST_TEXTS = 100_000
_FULL = 255
_FIRST = 0x02
_MAGIC = {b"\x01vorbis": b"\x03vorbis", b"OpusHead": b"OpusTags", b"\x80theora": b"\x81theora"}
_FLAC, _SPEEX = b"\x7fFLAC", b"Speex   "
_FLAC_COMMENT = 4
_NO_COMMENT = (b"fishead", b"CMML", b"BBCD")
_POLYNOMIAL = 0x04C11DB7


@dataclass
class _Stream:
    """A stream of packets: how it begins, and its comment as far as it was read, with where each part stands."""

    kind: bytes = b""
    done: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)
    comment: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class _Page:
    start: int
    body: int
    end: int
    flags: int
    stream: bytes
    laces: bytes


def told_in_ogg(source: BinaryIO, size: int) -> Iterator[Told]:
    """Pages that stand instead of others, of the same size. Raises ValueError for a file that is not built so."""
    streams: dict[bytes, _Stream] = {}
    pages: dict[int, bytearray] = {}
    held = 0
    for page in _pages(source, size):
        stream = _stream_of(page, streams)
        if stream.done:
            continue
        held += page.end - page.start
        if held > 2 * _MOST_COMMENT:
            raise ValueError("comments longer than any may be")
        source.seek(page.start)
        pages[page.start] = bytearray(source.read(page.end - page.start))
        if _take(stream, page, pages[page.start]):
            _quieten(stream, pages)
    if any(not stream.done for stream in streams.values()):
        raise ValueError("a stream ends before its comments")
    for start, content in pages.items():
        content[22:26] = bytes(4)
        content[22:26] = _checksum(content).to_bytes(4, "little")
        yield start, start + len(content), bytes(content)


def _stream_of(page: _Page, streams: dict[bytes, _Stream]) -> _Stream:
    """The stream that a page belongs to; one that begins with it is new, whatever had its number before."""
    if page.flags & _FIRST:
        if len(streams) >= _MOST_STREAMS or not streams.get(page.stream, _Stream(done=True)).done:
            raise ValueError("too many streams, or one that begins anew before its comments")
        streams[page.stream] = _Stream()
    if page.stream not in streams:
        raise ValueError("a page of no stream")
    return streams[page.stream]


def _take(stream: _Stream, page: _Page, content: bytearray) -> bool:
    """Takes the packets of a page that are wanted; true once the comment is whole."""
    place = page.body - page.start
    for lace in page.laces:
        part = content[place : place + lace]
        if page.flags & _FIRST and not stream.done:
            stream.kind += bytes(part[: 64 - len(stream.kind)])
            if lace < _FULL:
                if stream.kind.startswith(_NO_COMMENT):
                    stream.done = True
                    return False
                # Whatever comes after the first packet stands on pages of its own (RFC 3533, 4).
                return False
        elif not stream.done:
            stream.parts.append((page.start, place))
            stream.comment += part
            if lace < _FULL:
                stream.done = True
                return True
        place += lace
    return False


def _quieten(stream: _Stream, pages: dict[int, bytearray]) -> None:
    """Takes the words out of a comment, and puts it back where it stood."""
    quiet = _quiet(stream.kind, bytes(stream.comment))
    done = 0
    for index, (page, place) in enumerate(stream.parts):
        last = index == len(stream.parts) - 1
        length = len(quiet) - done if last else _FULL
        pages[page][place : place + length] = quiet[done : done + length]
        done += length


def _quiet(kind: bytes, comment: bytes) -> bytes:
    """A comment of the same length, whose texts say nothing."""
    place = _texts_begin(kind, comment)
    made = bytearray(comment)
    place = _blank(made, place, named=False)
    count = _number(comment, place)
    if count > _MOST_TEXTS:
        raise ValueError("too many comments")
    place += 4
    for _index in range(count):
        place = _blank(made, place, named=True)
    return bytes(made)


def _texts_begin(kind: bytes, comment: bytes) -> int:
    for first, second in _MAGIC.items():
        if kind.startswith(first):
            if not comment.startswith(second):
                raise ValueError("the second packet is no comment")
            return len(second)
    if kind.startswith(_FLAC) and comment[:1] and comment[0] & 0x7F == _FLAC_COMMENT:
        return 4
    if kind.startswith(_SPEEX):
        return 0
    raise ValueError("a stream of a kind whose comments are not known")


def _blank(made: bytearray, place: int, *, named: bool) -> int:
    """Blanks one text; returns where the next thing stands."""
    length = _number(made, place)
    start, end = place + 4, place + 4 + length
    if end > len(made):
        raise ValueError("a text ends beyond its packet")
    made[start:end] = b"_=".ljust(length)[:length] if named else b" " * length
    return end


def _number(content: bytes | bytearray, place: int) -> int:
    if place + 4 > len(content):
        raise ValueError("a packet ends too soon")
    return int.from_bytes(content[place : place + 4], "little")


def _pages(source: BinaryIO, size: int) -> Iterator[_Page]:
    place = 0
    for _count in range(_MOST_PAGES):
        if place >= size:
            return
        source.seek(place)
        head = source.read(_HEAD + _FULL)
        laces = head[_HEAD : _HEAD + head[26]] if len(head) >= _HEAD else b""
        if head[:4] != b"OggS" or len(head) < _HEAD or len(laces) < head[26]:
            raise ValueError("something that is no page")
        body = place + _HEAD + len(laces)
        end = body + sum(laces)
        if end > size:
            # A recorder that was cut off; what comes before is whole.
            return
        yield _Page(place, body, end, head[5], head[14:18], laces)
        place = end
    raise ValueError("too many pages")


def _table() -> tuple[int, ...]:
    found = []
    for index in range(256):
        rest = index << 24
        for _bit in range(8):
            rest = ((rest << 1) ^ _POLYNOMIAL) & 0xFFFFFFFF if rest & 0x80000000 else rest << 1
        found.append(rest & 0xFFFFFFFF)
    return tuple(found)


_TABLE = _table()


def _checksum(content: bytes | bytearray) -> int:
    """As RFC 3533 (6, field 7) says: no reflection, nothing before, nothing after."""
    rest = 0
    for byte in content:
        rest = ((rest << 8) & 0xFFFFFFFF) ^ _TABLE[(rest >> 24) ^ byte]
    return rest
