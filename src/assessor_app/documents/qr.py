"""The certificate's QR code: explicit segments, error correction L, drawn large.

Sizes and versions: protocol of the paper (docs/qr-format.md). `#` is not in QR's alphanumeric set, so the text
comes in segments: the address alphanumeric, `#` as a byte, the claims in base32 alphanumeric again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assessor_app.domain.errors import KnownError

# ISO/IEC 18004, table 5.
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHANUMERIC = frozenset(_LETTERS)
LARGEST_VERSION = 18
QUIET_MODULES = 4

Matrix = tuple[bytes, ...]
"""A code's rows from the top, a byte a module: 1 for dark, 0 for light."""

# ISO/IEC 18004, tables 2 and 3: a mode's four bits, and how many tell the count in versions 1-9 and 10-26.
_MODE = {"alnum": ("0010", 9, 11), "byte": ("0100", 8, 16)}
_FIRST_LONG = 10
_PAIR = {a + b: f"{45 * i + j:011b}" for i, a in enumerate(_LETTERS) for j, b in enumerate(_LETTERS)}
_SINGLE = {letter: f"{value:06b}" for value, letter in enumerate(_LETTERS)}
_PAIRS = re.compile("..", re.DOTALL)
_PADDING = ("11101100", "00010001")
_AS_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_AS_MODULES = bytes.maketrans(b"01", b"\x00\x01")
_DARK = re.compile(b"\x01+")


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

    for segment in segments:
        if segment.mode == "alnum" and not ALPHANUMERIC.issuperset(segment.text):
            raise ValueError("a letter that QR's alphanumeric mode does not have")
    for version in range(1, largest + 1):
        room = tables(version, worn=worn).data_bytes * 8
        if _length(segments, version) <= room:
            return tables(version, worn=worn).matrix(_data(segments, version, room))
    raise KnownError("qr-too-large", largest=largest)


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Each horizontal run of dark modules as (column, row, length), rows counted from the top."""
    return [
        (run.start(), number, run.end() - run.start())
        for number, row in enumerate(matrix)
        for run in _DARK.finditer(row)
    ]


def dark_boxes(matrix: Matrix) -> str:
    """PDF operators that add every dark module to the path, a unit a module, rows counted downwards.

    Eight modules of a row at a time, since what they look like is known after a few codes; boxes that touch within
    one path leave no seam.
    """
    side = len(matrix)
    eights = -(-side // 8)
    bits = b"".join([row.ljust(8 * eights, b"\0") for row in matrix]).translate(_AS_DIGITS)
    packed = int(bits, 2).to_bytes(eights * side, "big")
    known = [_boxes(8 * place) for place in range(eights)]
    told = []
    for number in range(side):
        row = packed[eights * number : eights * (number + 1)]
        boxes = "".join([table[eight] for table, eight in zip(known, row, strict=True)])
        told.append(boxes.replace("R", str(number)))
    return "".join(told).rstrip()


@cache
def _boxes(at: int) -> tuple[str, ...]:
    """The boxes of each of the 256 ways that eight modules can look, the first at column `at`; `R` is the row."""
    ways = (f"{way:08b}".encode().translate(_AS_MODULES) for way in range(256))
    return tuple(
        "".join(f"{at + run.start()} R {run.end() - run.start()} 1 re " for run in _DARK.finditer(way))
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
        told += [_PAIR[pair] for pair in _PAIRS.findall(text)]
        if len(text) % 2:
            told.append(_SINGLE[text[-1]])
    bits = "".join(told)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    lacking = (room - len(bits)) // 8
    bits += "".join(_PADDING) * (lacking // 2) + _PADDING[0] * (lacking % 2)
    return int(bits, 2).to_bytes(room // 8, "big")
