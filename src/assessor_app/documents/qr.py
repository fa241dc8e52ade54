"""The certificate's QR code: explicit segments, error correction L, drawn large.

Sizes and versions: protocol of the paper (docs/qr-format.md). `#` is not in QR's alphanumeric set, so the text
comes in segments: the address alphanumeric, `#` as a byte, the claims in base32 alphanumeric again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add, getitem
from typing import Literal

from assessor_app.domain.errors import KnownError

# ISO/IEC 18004, table 5.
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHANUMERIC = frozenset(_LETTERS)
LARGEST_VERSION = 18
QUIET_MODULES = 4

# ISO/IEC 18004, tables 2 and 3: a mode's four bits, and how many tell the count in versions 1-9 and 10-26.
_MODE = {"alnum": ("0010", 9, 11), "byte": ("0100", 8, 16)}
_FIRST_LONG = 10
_PAIR = {a + b: f"{45 * i + j:011b}" for i, a in enumerate(_LETTERS) for j, b in enumerate(_LETTERS)}
_SINGLE = {letter: f"{value:06b}" for value, letter in enumerate(_LETTERS)}
_PADDING = ("11101100", "00010001")
_AS_MODULES = bytes.maketrans(b"01", b"\x00\x01")
_DARK = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A code's modules, `side` by `side`: goes through its rows from the top, a byte a module, 1 for dark.

    `packed` has a bit for each: columns from the left, filled up to whole bytes.
    """

    side: int
    packed: bytes

    def __len__(self) -> int:
        return self.side

    def __iter__(self) -> Iterator[bytes]:
        told = f"{int.from_bytes(self.packed, 'big'):0{8 * len(self.packed)}b}".encode().translate(
            _AS_MODULES
        )
        high = len(told) // self.side
        columns = [told[at : at + self.side] for at in range(0, len(told), high)]
        return map(bytes, zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class QrSegment:
    """A piece of the code's text and how it is packed."""

    text: str
    mode: Literal["alnum", "byte"]


def qr_matrix(segments: Sequence[QrSegment], *, largest: int = LARGEST_VERSION, worn: bool = False) -> Matrix:
    """The code's modules, without the quiet zone, in the smallest version that holds the segments.

    `worn` is for what hangs on a person: a quarter of it may be dirty or torn (error correction Q in place of L).
    KnownError `qr-too-large` when it would need a version above `largest`.
    """
    from assessor_app.documents.qr_tables import tables

    short, long = (_length(segments, version) for version in (1, _FIRST_LONG))
    for version in range(1, largest + 1):
        known = tables(version, worn=worn)
        if (short if version < _FIRST_LONG else long) <= 8 * known.data_bytes:
            return Matrix(known.side, known.packed(_data(segments, version, 8 * known.data_bytes)))
    raise KnownError("qr-too-large", largest=largest)


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Each horizontal run of dark modules as (column, row, length), rows counted from the top."""
    return [
        (run.start(), number, run.end() - run.start())
        for number, row in enumerate(matrix)
        for run in _DARK.finditer(row)
    ]


def dark_boxes(matrix: Matrix) -> str:
    """PDF operators that add every dark module to the path, a unit a module: x is its row from the top, y its column.

    Eight modules of a column at a time, since what they look like is known after a few codes; boxes that touch within
    one path leave no seam.
    """
    packed, high = matrix.packed, len(matrix.packed) // matrix.side
    known = [_boxes(8 * place) for place in range(high)]
    columns = [packed[at : at + high] for at in range(0, len(packed), high)]
    told = ["".join(map(getitem, known, column)).replace("C", str(at)) for at, column in enumerate(columns)]
    return "".join(told).rstrip()


@cache
def _boxes(at: int) -> tuple[str, ...]:
    """The boxes of each of the 256 ways that eight modules can look, the first in row `at`; `C` is the column."""
    ways = (f"{way:08b}".encode().translate(_AS_MODULES) for way in range(256))
    return tuple(
        "".join(f"{at + run.start()} C {run.end() - run.start()} 1 re " for run in _DARK.finditer(way))
        for way in ways
    )


def _count_bits(segment: QrSegment, version: int) -> int:
    _, short, long = _MODE[segment.mode]
    return short if version < _FIRST_LONG else long


def _length(segments: Sequence[QrSegment], version: int) -> int:
    """How many bits the segments take."""
    return sum(
        4
        + _count_bits(segment, version)
        + (8 * len(segment.text) if segment.mode == "byte" else (11 * len(segment.text) + 1) // 2)
        for segment in segments
    )


def _data(segments: Sequence[QrSegment], version: int, room: int) -> bytes:
    """The segments packed, ended and padded to `room` bits (ISO/IEC 18004, 7.4)."""
    told = []
    for segment in segments:
        text = segment.text
        told.append(_MODE[segment.mode][0])
        told.append(f"{len(text):0{_count_bits(segment, version)}b}")
        if segment.mode == "byte":
            told += [f"{letter:08b}" for letter in text.encode("ascii")]
            continue
        try:
            told += map(_PAIR.__getitem__, map(add, text[::2], text[1::2]))
            told += [_SINGLE[text[-1]]] if len(text) % 2 else []
        except KeyError:
            raise ValueError("a letter that QR's alphanumeric mode does not have") from None
    bits = "".join(told)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    lacking = (room - len(bits)) // 8
    bits += "".join(_PADDING) * (lacking // 2) + _PADDING[0] * (lacking % 2)
    return int(bits, 2).to_bytes(room // 8, "big")
