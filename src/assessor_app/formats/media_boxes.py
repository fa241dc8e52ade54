"""Where an MP4 or QuickTime file tells more than its film: boxes of metadata, and tracks of it (an action camera's places)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

_TOLD = frozenset({b"udta", b"meta", b"uuid"})
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_METADATA = b"meta"
_HEAD = 8
_MOST_BOXES = 100_000
_MOST_TABLE = 8 * 1024 * 1024

Told = tuple[int, int, bytes]
"""From where to where, and what stands there first instead; zeros after it."""


@dataclass(frozen=True)
class Box:
    """A box: its kind, where it starts, where what it holds begins, and where it ends."""

    kind: bytes
    start: int
    body: int
    end: int

    def told(self) -> Told:
        """The same box, free. Its size stays written as it was."""
        return self.start + 4, self.end, b"free"


def told_in_film(source: BinaryIO, size: int) -> Iterator[Told]:
    """Places in the file, in no order. Raises ValueError for a file that is not built so."""
    top = list(boxes(source, 0, size))
    films = [box for box in top if box.kind == b"mdat"]
    for box in top:
        if box.kind == b"uuid" and bytes_at(source, box.body, 16) == _XMP:
            yield _emptied(box)
        elif box.kind == b"moov":
            yield from _in_movie(source, box, films)


def _in_movie(source: BinaryIO, movie: Box, films: list[Box]) -> Iterator[Told]:
    for box in boxes(source, movie.body, movie.end):
        if box.kind in _TOLD:
            yield _emptied(box)
        elif box.kind == b"trak":
            inside = list(boxes(source, box.body, box.end))
            yield from (_emptied(one) for one in inside if one.kind in _TOLD)
            media = next((one for one in inside if one.kind == b"mdia"), None)
            if media is not None:
                yield from _of_metadata(source, media, films)


def _emptied(box: Box) -> Told:
    if box.body != box.start + 8:
        raise ValueError("a box of metadata larger than four gigabytes")
    return box.told()


def _of_metadata(source: BinaryIO, media: Box, films: list[Box]) -> Iterator[Told]:
    """The samples of a track of timed metadata."""
    inside = {box.kind: box for box in boxes(source, media.body, media.end)}
    handler, info = inside.get(b"hdlr"), inside.get(b"minf")
    if handler is None or info is None or bytes_at(source, handler.body + 8, 4) != _METADATA:
        return
    table = next((box for box in boxes(source, info.body, info.end) if box.kind == b"stbl"), None)
    if table is None:
        return
    tables = {box.kind: box for box in boxes(source, table.body, table.end)}
    chunks = list(_chunks(source, tables))
    if all(any(film.body <= start <= end <= film.end for film in films) for start, end in chunks):
        yield from ((start, end, b"") for start, end in chunks if start < end)


def _chunks(source: BinaryIO, tables: dict[bytes, Box]) -> Iterator[tuple[int, int]]:
    """From where to where each chunk of a track lies."""
    wide = 8 if b"co64" in tables else 4
    places = _numbers(source, tables.get(b"co64") or tables.get(b"stco"), wide, after=8)
    runs = _numbers(source, tables.get(b"stsc"), 4, after=8)
    sizes = iter(_sizes(source, tables.get(b"stsz")))
    starts = dict(zip(runs[::3], runs[1::3], strict=False))
    samples = 0
    for number, place in enumerate(places, start=1):
        samples = starts.get(number, samples)
        yield place, place + sum(islice(sizes, samples))


def _sizes(source: BinaryIO, box: Box | None) -> list[int]:
    if box is None:
        return []
    head = bytes_at(source, box.body, 12)
    same, count = int.from_bytes(head[4:8], "big"), int.from_bytes(head[8:12], "big")
    if same:
        return [same] * min(count, _MOST_TABLE)
    return _numbers(source, box, 4, after=12)


def _numbers(source: BinaryIO, box: Box | None, wide: int, *, after: int) -> list[int]:
    """The numbers of a table, which begins so many bytes after the box's head."""
    if box is None:
        return []
    if box.end - box.body > _MOST_TABLE:
        raise ValueError("a table too long for metadata")
    held = bytes_at(source, box.body + after, max(box.end - box.body - after, 0))
    return [int.from_bytes(held[at : at + wide], "big") for at in range(0, len(held) - wide + 1, wide)]


def boxes(source: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes that stand between two places. Raises ValueError for what is not built so."""
    for _count in range(_MOST_BOXES):
        if end - start < _HEAD:
            return
        head = bytes_at(source, start, 8)
        size, body = int.from_bytes(head[:4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(bytes_at(source, body, 8), "big"), body + 8
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise ValueError("a box that ends beyond what it stands in")
        yield Box(head[4:], start, body, start + size)
        start += size
    raise ValueError("too many boxes")


def bytes_at(source: BinaryIO, place: int, count: int) -> bytes:
    """So many bytes; raises ValueError where there are fewer."""
    source.seek(place)
    found = source.read(count)
    if len(found) != count:
        raise ValueError("it ends too soon")
    return found
