"""What a fragmented MP4 tells beside its film: boxes of metadata in and between fragments, and samples of such tracks.

Source: ISO/IEC 14496-12, 8.8 (movie fragments), and ISO/IEC 23009-1, 5.10.3.3 (`emsg`).
"""

from collections.abc import Iterator
from typing import BinaryIO

from assessor_app.formats.media_boxes import Box, Told, boxes, bytes_at

_TOLD = frozenset({b"udta", b"meta"})
_BASE, _DESCRIPTION, _DURATION, _SIZE = 0x1, 0x2, 0x8, 0x10
_OFFSET, _FIRST_FLAGS, _EACH_DURATION, _EACH_SIZE, _EACH_FLAGS, _EACH_TIME = (
    0x1,
    0x4,
    0x100,
    0x200,
    0x400,
    0x800,
)
_MOOF_IS_BASE = 0x20000
_MOST_SAMPLES = 100_000


def told_in_fragments(source: BinaryIO, size: int) -> Iterator[Told]:
    """Places in the file. Raises ValueError where it is not sure what belongs to a track of metadata."""
    top = list(boxes(source, 0, size))
    films = [box for box in top if box.kind == b"mdat"]
    movie = next((box for box in top if box.kind == b"moov"), None)
    metadata = {} if movie is None else _tracks(source, movie)
    for box in top:
        if box.kind in _TOLD | {b"emsg"}:
            yield box.told()
        elif box.kind == b"moof":
            for part in boxes(source, box.body, box.end):
                if part.kind in _TOLD:
                    yield part.told()
                elif part.kind == b"traf":
                    yield from _in_run(source, box, part, metadata, films)


def _tracks(source: BinaryIO, movie: Box) -> dict[int, int]:
    """The tracks of metadata, each with the size that its samples have where a fragment does not say (0 for none)."""
    inside = list(boxes(source, movie.body, movie.end))
    found = {}
    for track in (part for part in inside if part.kind == b"trak"):
        parts = {part.kind: part for part in boxes(source, track.body, track.end)}
        head, media = parts.get(b"tkhd"), parts.get(b"mdia")
        handler = media and next(
            (part for part in boxes(source, media.body, media.end) if part.kind == b"hdlr"), None
        )
        if handler and bytes_at(source, handler.body + 8, 4) == b"meta" and head is not None:
            wide = bytes_at(source, head.body, 1) == b"\x01"
            found[_numbers(source, head.body + (20 if wide else 12), 1)[0]] = 0
    for extends in (part for part in inside if part.kind == b"mvex"):
        for part in boxes(source, extends.body, extends.end):
            if part.kind == b"trex":
                _flags, number, _description, _duration, same = _numbers(source, part.body, 5)
                found |= {number: same} if number in found else {}
    return found


def _in_run(
    source: BinaryIO, fragment: Box, run: Box, metadata: dict[int, int], films: list[Box]
) -> Iterator[Told]:
    inside = list(boxes(source, run.body, run.end))
    yield from (part.told() for part in inside if part.kind in _TOLD)
    head = next((part for part in inside if part.kind == b"tfhd"), None)
    if head is None:
        raise ValueError("a fragment of no track")
    track = _numbers(source, head.body, 2)[1]
    if track not in metadata:
        return
    base, same = _where(source, fragment, run, head, metadata[track])
    for part in inside:
        if part.kind == b"trun":
            start, length = _samples(source, part, same)
            start += base
            if not any(film.body <= start <= start + length <= film.end for film in films):
                raise ValueError("samples that lie outside the film")
            if length:
                yield start, start + length, b""


def _where(source: BinaryIO, fragment: Box, run: Box, head: Box, same: int) -> tuple[int, int]:
    """From where the places of a run are counted, and the size of its samples where they have one size."""
    flags, _track = _numbers(source, head.body, 2)
    place, base = head.body + 8, fragment.start
    if flags & _BASE:
        base, place = int.from_bytes(bytes_at(source, place, 8), "big"), place + 8
    elif not flags & _MOOF_IS_BASE:
        # Then it goes on where the track before ended, which only decoding all of them tells.
        first = next(part for part in boxes(source, fragment.body, fragment.end) if part.kind == b"traf")
        if first.start != run.start:
            raise ValueError("samples whose place is not written")
    place += 4 * (bool(flags & _DESCRIPTION) + bool(flags & _DURATION))
    return base, _numbers(source, place, 1)[0] if flags & _SIZE else same


def _samples(source: BinaryIO, box: Box, same: int) -> tuple[int, int]:
    """From where, after the base, and how many bytes the samples of one `trun` are."""
    flags, count = _numbers(source, box.body, 2)
    if count > _MOST_SAMPLES or not flags & _OFFSET:
        raise ValueError("samples whose place is not written")
    offset = int.from_bytes(bytes_at(source, box.body + 8, 4), "big", signed=True)
    if not flags & _EACH_SIZE:
        return offset, same * count
    fields = [flag for flag in (_EACH_DURATION, _EACH_SIZE, _EACH_FLAGS, _EACH_TIME) if flags & flag]
    wide, where = 4 * len(fields), 4 * fields.index(_EACH_SIZE)
    table = bytes_at(source, box.body + 12 + (4 if flags & _FIRST_FLAGS else 0), wide * count)
    sizes = (int.from_bytes(table[at + where : at + where + 4], "big") for at in range(0, len(table), wide))
    return offset, sum(sizes)


def _numbers(source: BinaryIO, place: int, count: int) -> list[int]:
    """Numbers of four bytes; the first of a full box is its flags, without the version."""
    told = bytes_at(source, place, 4 * count)
    found = [int.from_bytes(told[at : at + 4], "big") for at in range(0, len(told), 4)]
    return [found[0] & 0xFFFFFF, *found[1:]] if count > 1 else found
