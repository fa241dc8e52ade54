"""The certificate's QR code: explicit segments, error correction L, drawn large.

Sizes and versions: protocol of the paper (docs/qr-format.md). `#` is not in QR's alphanumeric set, so the text
comes in segments: the address alphanumeric, `#` as a byte, the claims in base32 alphanumeric again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Literal

from assessor_app.domain.errors import KnownError

# ISO/IEC 18004, table 5.
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHANUMERIC = frozenset(_LETTERS)
LARGEST_VERSION = 18
QUIET_MODULES = 4
_AT_ONCE = 6
"""Modules of a column that are drawn at a time."""
_DIGITS = b"XYZ"
"""What stands for the digits of a column until it is known."""
_MOST_OF_TWO_DIGITS = 90

# ISO/IEC 18004, tables 2 and 3: a mode's four bits, and how many tell the count in versions 1-9 and 10-26.
_MODE = {"alnum": (0b0010, 9, 11), "byte": (0b0100, 8, 16)}
_MODE_BITS = 4
_FIRST_LONG = 10
_NO_LETTER = 255
# What each byte is worth; one that is not found (-1) is no letter.
_VALUES = bytes(_LETTERS.find(chr(letter)) & _NO_LETTER for letter in range(256))
_PADDING = b"\xec\x11"
_AS_MODULES = bytes.maketrans(b"01", b"\x00\x01")
_DARK = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A code's modules, `side` by `side`: goes through its rows from the top, a byte a module, 1 for dark.

    `sixes` has them six to a byte, the first the highest of six bits: columns from the left, each from the top,
    filled up with light modules.
    """

    side: int
    sixes: bytes

    def __len__(self) -> int:
        return self.side

    def __iter__(self) -> Iterator[bytes]:
        told = "".join(f"{six:0{_AT_ONCE}b}" for six in self.sixes).encode().translate(_AS_MODULES)
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
    from assessor_app.documents.qr_tables import rooms, tables

    room_of = rooms(worn=worn)
    for first, beyond in ((1, min(_FIRST_LONG, largest + 1)), (_FIRST_LONG, largest + 1)):
        version = 1 + bisect_left(room_of, _length(segments, first), lo=first - 1, hi=beyond - 1)
        if version < beyond:
            known = tables(version, worn=worn)
            return Matrix(known.side, known.sixes(_data(segments, version, room_of[version - 1])))
    raise KnownError("qr-too-large", largest=largest)


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Each horizontal run of dark modules as (column, row, length), rows counted from the top."""
    return [
        (run.start(), number, run.end() - run.start())
        for number, row in enumerate(matrix)
        for run in _DARK.finditer(row)
    ]


def dark_boxes(matrix: Matrix) -> bytes:
    """PDF operators that add every dark module to the path, a unit a module: x is its row from the top, y its column.

    Columns count from `first_column`. Six modules of a column at a time: what those look like is known (of eight, it
    would fill a processor's cache), and one place of all columns after the other. Boxes that touch within one path
    leave no seam.
    """
    sixes, high = matrix.sixes, len(matrix.sixes) // matrix.side
    first = first_column(matrix)
    told = [itemgetter(*sixes[at::high])(ways) for at, ways in enumerate(_boxes(high, first))]
    *columns, last = map(bytes.translate, map(b"".join, zip(*told, strict=True)), _columns(first))
    # Without the space at the end; it is cut from one column, for what is as long as a page is copied no more than must be.
    return b"".join((*columns, last.rstrip()))


def first_column(matrix: Matrix) -> int:
    """What `dark_boxes` calls the column on the left: all of them have the same number of digits."""
    return 10 if matrix.side <= _MOST_OF_TWO_DIGITS else 100


@cache
def _columns(first: int) -> tuple[bytes, ...]:
    """For each column, what makes its number of the letters that stand for its digits."""
    return tuple(
        bytes.maketrans(_DIGITS[: len(str(first))], str(column).encode())
        for column in range(first, 10 * first)
    )


@cache
def _boxes(high: int, first: int) -> tuple[tuple[bytes, ...], ...]:
    """For each six of a column, the boxes of each way that it can look; letters stand for the column's digits."""
    column = _DIGITS[: len(str(first))].decode()
    ways = [f"{way:0{_AT_ONCE}b}".encode().translate(_AS_MODULES) for way in range(1 << _AT_ONCE)]
    return tuple(
        tuple(
            "".join(
                f"{at + run.start()} {column} {run.end() - run.start()} 1 re " for run in _DARK.finditer(way)
            ).encode()
            for way in ways
        )
        for at in range(0, _AT_ONCE * high, _AT_ONCE)
    )


def _length(segments: Sequence[QrSegment], version: int) -> int:
    """How many bits the segments take."""
    place = 1 if version < _FIRST_LONG else 2
    bits = 0
    for segment in segments:
        length = len(segment.text)
        bits += 8 * length if segment.mode == "byte" else (11 * length + 1) // 2
        bits += _MODE_BITS + _MODE[segment.mode][place]
    return bits


def _data(segments: Sequence[QrSegment], version: int, room: int) -> bytes:
    """The segments packed, ended and padded to `room` bits (ISO/IEC 18004, 7.4)."""
    place = 1 if version < _FIRST_LONG else 2
    packed = bits = 0
    for segment in segments:
        value, wide = _payload(segment)
        count = _MODE[segment.mode][place]
        packed = packed << _MODE_BITS | _MODE[segment.mode][0]
        packed = (packed << count | len(segment.text)) << wide | value
        bits += _MODE_BITS + count + wide
    ended = min(bits + 4, room)
    whole = -(-ended // 8)
    told = (packed << 8 * whole - bits).to_bytes(whole, "big")
    lacking = room // 8 - whole
    return told + (_PADDING * (lacking // 2 + 1))[:lacking]


def _payload(segment: QrSegment) -> tuple[int, int]:
    """A segment's letters packed, as one number, and how many bits of it there are (7.4.4, 7.4.5)."""
    letters = segment.text.encode("ascii")
    if segment.mode == "byte":
        return int.from_bytes(letters, "big"), 8 * len(letters)
    values = letters.translate(_VALUES)
    if _NO_LETTER in values:
        raise ValueError("a letter that QR's alphanumeric mode does not have")
    pairs = len(values) // 2
    packed = _pairs(values[: 2 * pairs])
    return (packed << 6 | values[-1], 11 * pairs + 6) if len(values) % 2 else (packed, 11 * pairs)


def _pairs(values: bytes) -> int:
    """Eleven bits for each two letters, 45 times the first and the second: all of them at once, in one large number.

    A pair has sixteen bits of it first; then each second pair moves up to the one behind it, each second two, and on.
    """
    firsts, steps = _closing((len(values) // 2 - 1).bit_length())
    both = int.from_bytes(values, "big")
    packed = both - (256 - 45) * (both >> 8 & firsts)
    for low, high, gap in steps:
        packed = packed & low | packed >> gap & high
    return packed


@cache
def _closing(doublings: int) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Where first letters are; and for each step, which bits stay, where the others come to, and how far they move."""
    pairs = 1 << doublings
    steps = []
    for step in range(doublings):
        filled, room = 11 << step, 16 << step
        low = sum(((1 << filled) - 1) << 2 * room * place for place in range(pairs >> step + 1))
        steps.append((low, low << filled, room - filled))
    return int.from_bytes(b"\x00\xff" * pairs, "big"), tuple(steps)
