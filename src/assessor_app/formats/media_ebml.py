"""Where a Matroska or WebM file tells more than its film: tags, attachments, a title, dates, the programs that wrote it.

Source: RFC 8794 (EBML) and RFC 9559 (Matroska). An element that goes becomes `Void` of the same size; what a file must
have stays with nothing in it. A checksum over what was changed goes too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assessor_app.formats.media_boxes import Told

_EBML, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TRACKS, _TRACK = 0x1549A966, 0x1654AE6B, 0xAE
_CRC, _VOID = 0xBF, b"\xec"
_GOES = frozenset({0x1254C367, 0x1941A469})
"""Tags, Attachments: the place and the device stand here."""
_INFO_GOES = frozenset({0x7BA9, 0x4461, 0x7384, 0x3C83AB, 0x3E83BB})
"""Title, DateUTC, and the names of this file and of those before and after it."""
_EMPTIED = frozenset({0x4D80, 0x5741, 0x536E})
"""MuxingApp, WritingApp (both must be there), and a track's name."""
_MOST_ELEMENTS = 300_000
_LONGEST_ID, _LONGEST_SIZE = 4, 8


@dataclass(frozen=True)
class _Element:
    id: int
    start: int
    body: int
    end: int
    endless: bool

    def void(self) -> Told:
        """The same room, with nothing in it."""
        room = self.end - self.start
        if room < _LONGEST_SIZE + 1:
            return self.start, self.end, _VOID + bytes([0x80 | (room - 2)])
        return self.start, self.end, _VOID + b"\x01" + (room - 9).to_bytes(7, "big")

    def emptied(self) -> Told:
        """The same element, of zeros: to a reader an empty text (RFC 8794, 7.4)."""
        return self.body, self.end, b""


def told_in_matroska(source: BinaryIO, size: int) -> Iterator[Told]:
    """Places in the file. Raises ValueError for a file that is not built so, or too long to be looked through."""
    budget = iter(range(_MOST_ELEMENTS))
    top = _elements(source, 0, size, budget)
    head = next(top, None)
    if head is None or head.id != _EBML or head.endless:
        raise ValueError("it does not begin as a Matroska file")
    for element in top:
        if element.id == _SEGMENT:
            yield from _in_segment(source, element, budget)


def _in_segment(source: BinaryIO, segment: _Element, budget: Iterator[int]) -> Iterator[Told]:
    for element in _elements(source, segment.body, segment.end, budget):
        if element.id in _GOES:
            if element.endless:
                raise ValueError("tags without an end")
            yield element.void()
        elif element.id in {_INFO, _TRACKS}:
            if element.endless:
                raise ValueError("a head without an end")
            yield from _in_head(source, element, budget)
        elif element.id == _CRC:
            yield element.void()


def _in_head(source: BinaryIO, head: _Element, budget: Iterator[int]) -> Iterator[Told]:
    for element in _elements(source, head.body, head.end, budget):
        if element.endless:
            raise ValueError("part of a head without an end")
        if element.id in _INFO_GOES or element.id == _CRC:
            yield element.void()
        elif element.id in _EMPTIED and element.body < element.end:
            yield element.emptied()
        elif element.id == _TRACK:
            yield from _in_head(source, element, budget)


def _elements(source: BinaryIO, start: int, end: int, budget: Iterator[int]) -> Iterator[_Element]:
    """The elements between two places. What an endless cluster holds comes after it, as if it stood beside it."""
    while start < end:
        if next(budget, None) is None:
            raise ValueError("too many elements")
        source.seek(start)
        head = source.read(_LONGEST_ID + _LONGEST_SIZE)
        id_length = _length(head[:1], _LONGEST_ID)
        size_length = _length(head[id_length : id_length + 1], _LONGEST_SIZE)
        body = start + id_length + size_length
        if len(head) < id_length + size_length:
            raise ValueError("it ends too soon")
        told = int.from_bytes(head[id_length : id_length + size_length], "big") & ((1 << 7 * size_length) - 1)
        endless = told == (1 << 7 * size_length) - 1
        identity = int.from_bytes(head[:id_length], "big")
        # A recorder that was cut off: what comes before is whole.
        stop = end if endless or body + told > end else body + told
        yield _Element(identity, start, body, stop, endless)
        start = body if endless and identity == _CLUSTER else stop


def _length(first: bytes, longest: int) -> int:
    """Of how many bytes a number is, by the first of them."""
    length = 9 - first[0].bit_length() if first else 9
    if length > longest:
        raise ValueError("a number longer than any may be")
    return length
