"""Deflates the operators of a page whose beginning many pages share: what is shared is deflated once.

The result is one zlib stream (RFC 1950): deflate blocks stand behind each other (RFC 1951, 3.2.3), a full flush ends
the shared ones at a whole byte, and the sum at the end goes on from theirs.
"""

import zlib
from functools import lru_cache

# The shared part is deflated once, so it may take its time; of the rest, a slower level would make a page a tenth smaller.
_ONCE, _EACH = 9, 1
_HEAD = b"\x78\x01"
"""A window of 32 KiB, no dictionary, and the check bits (RFC 1950, 2.2)."""
_RAW = -zlib.MAX_WBITS
_MOST_REMEMBERED = 64


def deflated(shared: bytes, own: bytes) -> bytes:
    """Both, one behind the other, as one zlib stream; the same bytes whatever was deflated before."""
    begun, sum_ = _begun(shared)
    rest = zlib.compressobj(_EACH, zlib.DEFLATED, _RAW)
    ended = zlib.adler32(own, sum_).to_bytes(4, "big")
    return b"".join((begun, rest.compress(own), rest.flush(), ended))


@lru_cache(_MOST_REMEMBERED)
def _begun(shared: bytes) -> tuple[bytes, int]:
    """The head and the shared blocks, and the sum (Adler-32) so far."""
    first = zlib.compressobj(_ONCE, zlib.DEFLATED, _RAW)
    blocks = first.compress(shared) + first.flush(zlib.Z_FULL_FLUSH)
    return _HEAD + blocks, zlib.adler32(shared)
