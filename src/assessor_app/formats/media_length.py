"""How long a sound or a film says that it is, read from its head without decoding it.

Sources: ISO/IEC 14496-12 (`mvhd`, `mehd`), Microsoft's RIFF (`fmt `, `data`), xiph.org's FLAC (STREAMINFO).
"""

import io
import math
from typing import BinaryIO

from assessor_app.formats.media_boxes import Box, boxes, bytes_at

_MOST_CHUNKS = 10_000
_UNKNOWN_32, _UNKNOWN_64 = 2**32 - 1, 2**64 - 1


def seconds_of(source: BinaryIO, media_type: str) -> float | None:
    """Seconds; None for a kind that is not read here, and for a file that does not say or is not built as its kind is."""
    find = {
        "video/mp4": _movie,
        "video/quicktime": _movie,
        "audio/mp4": _movie,
        "audio/wav": _wave,
        "audio/flac": _flac,
    }.get(media_type)
    if find is None:
        return None
    size = source.seek(0, io.SEEK_END)
    try:
        found = find(source, size)
    except ValueError:
        return None
    finally:
        source.seek(0)
    return found if found is not None and math.isfinite(found) else None


def _movie(source: BinaryIO, size: int) -> float | None:
    movie = _first(source, b"moov", 0, size)
    head = movie and _first(source, b"mvhd", movie.body, movie.end)
    if movie is None or head is None:
        return None
    wide = bytes_at(source, head.body, 1) == b"\x01"
    told = bytes_at(source, head.body + (20 if wide else 12), 12 if wide else 8)
    scale, length = int.from_bytes(told[:4], "big"), int.from_bytes(told[4:], "big")
    if not length:
        length = _fragments(source, movie)
    if not scale or not length or length == (_UNKNOWN_64 if wide else _UNKNOWN_32):
        return None
    return length / scale


def _fragments(source: BinaryIO, movie: Box) -> int:
    """The length of a film in fragments, where its head says it; else 0."""
    extends = _first(source, b"mvex", movie.body, movie.end)
    head = extends and _first(source, b"mehd", extends.body, extends.end)
    if head is None:
        return 0
    wide = bytes_at(source, head.body, 1) == b"\x01"
    return int.from_bytes(bytes_at(source, head.body + 4, 8 if wide else 4), "big")


def _first(source: BinaryIO, kind: bytes, start: int, end: int) -> Box | None:
    return next((box for box in boxes(source, start, end) if box.kind == kind), None)


def _wave(source: BinaryIO, size: int) -> float | None:
    place, rate = 12, 0
    for _count in range(_MOST_CHUNKS):
        if place + 8 > size:
            return None
        head = bytes_at(source, place, 8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"fmt ":
            rate = int.from_bytes(bytes_at(source, place + 16, 4), "little")
        elif head[:4] == b"data":
            return min(length, size - place - 8) / rate if rate else None
        place += 8 + length + length % 2
    return None


def _flac(source: BinaryIO, _size: int) -> float | None:
    told = bytes_at(source, 4, 22)
    if told[0] & 0x7F:
        raise ValueError("the first block of a FLAC is not its stream's")
    packed = int.from_bytes(told[14:22], "big")
    rate, samples = packed >> 44, packed & (2**36 - 1)
    return samples / rate if rate and samples else None
