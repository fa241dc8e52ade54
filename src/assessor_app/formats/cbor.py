"""Deterministic CBOR (RFC 8949, section 4.2), the plain part of it, read strictly.

One value has one encoding and everything else is refused: a byte that can be changed without being noticed is a
byte that nobody signed. Of CBOR's kinds only integers, byte and text strings, arrays, maps, true, false, null
and tag 18 (COSE_Sign1) are allowed; the others (dates, big numbers, regular expressions, references that make
loops …) never reach the decoder.
"""

from typing import Any

import cbor2

from assessor_app.domain.errors import KnownError

DEEPEST = 8
_COSE_SIGN1 = 18
_LEAST_LONG = 24
_LONGEST = 27
_PLAIN_SIMPLE = frozenset({20, 21, 22})


def encode(value: Any) -> bytes:
    """The one encoding of a value."""
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes, *, most_bytes: int, most_items: int | None = None) -> Any:
    """The value; ValueError for whatever `encode` would not have written, or more than `most_bytes`.

    `most_items` counts heads, nested ones too: an item of one byte takes sixty when it is decoded, so whoever allows
    many bytes of something unsigned says how many items.
    """
    if len(data) > most_bytes:
        raise ValueError("too long")
    _refuse_strange(data, len(data) if most_items is None else most_items)
    try:
        value = cbor2.loads(data, max_depth=DEEPEST, allow_indefinite=False, allow_duplicate_keys=False)
        again = encode(value)
    except (cbor2.CBORError, ValueError, RecursionError) as error:
        raise ValueError("not the CBOR expected") from error
    if again != data:
        raise ValueError("not the deterministic encoding")
    return value


def refuse_newer(fields: Any, *, known: int) -> None:
    """Raises KnownError("paper-newer") for an array that begins with a later version, whatever else is in it."""
    if isinstance(fields, list) and fields and type(fields[0]) is int and fields[0] > known:
        raise KnownError("paper-newer", version=fields[0])


def _refuse_strange(data: bytes, most_items: int) -> None:
    """Walk over the heads of all items, in order: definite lengths need no knowledge of what nests in what."""
    place = items = 0
    while place < len(data):
        items += 1
        if items > most_items:
            raise ValueError("too many items")
        major, info = data[place] >> 5, data[place] & 31
        place += 1
        argument = info
        if info > _LONGEST:
            raise ValueError("an indefinite length")
        if info >= _LEAST_LONG:
            width = 1 << info - _LEAST_LONG
            argument = int.from_bytes(data[place : place + width], "big")
            place += width
        if major in {2, 3}:
            place += argument
        elif (major == 6 and argument != _COSE_SIGN1) or (major == 7 and info not in _PLAIN_SIMPLE):  # noqa: PLR2004 (CBOR's major types)
            raise ValueError("a kind of value that is not used here")
