"""Both sides of a certificate as one run of bytes, so that one hash covers them and they travel together.

A certificate with one side is its frozen page alone (`documents/page.py`). With two it is, for ever:

    8 bytes   b"AASIDES" 01
    4 bytes   big-endian length of the front
    …         the front, a frozen page
    …         the back, a frozen page, up to the end

Each page ends in its own SHA-256, so damage is seen in either.
"""

import struct

from assessor_app.domain.errors import KnownError

_MAGIC = b"AASIDES\x01"
_LENGTH = struct.Struct(">I")


def join_sides(front: bytes, back: bytes | None) -> bytes:
    """One run of bytes; the front alone where there is no back."""
    return front if back is None else b"".join((_MAGIC, _LENGTH.pack(len(front)), front, back))


def sides_of(data: bytes) -> tuple[bytes, bytes | None]:
    """Front and back. KnownError `page-unreadable` where the bytes end too early."""
    if not data.startswith(_MAGIC):
        return data, None
    start = len(_MAGIC) + _LENGTH.size
    if len(data) < start:
        raise KnownError("page-unreadable")
    end = start + _LENGTH.unpack_from(data, len(_MAGIC))[0]
    if end >= len(data):
        raise KnownError("page-unreadable")
    return data[start:end], data[end:]
