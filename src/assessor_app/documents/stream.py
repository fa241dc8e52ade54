"""Deflates the operators of a page whose beginning many pages share: what is shared is deflated once.

The result is one zlib stream (RFC 1950): deflate blocks stand behind each other (RFC 1951, 3.2.3), a full flush ends
the shared ones at a whole byte, and the sum at the end goes on from theirs.
"""

import zlib
from functools import lru_cache

from isal import igzip_lib, isal_zlib

# The shared part is deflated once, so it may take its time. The rest is by ISA-L, which takes a third of zlib's time
# and makes it smaller than zlib does at its quickest.
_ONCE, _EACH = 9, 1
_HEAD = b"\x78\x01"
"""A window of 32 KiB, no dictionary, and the check bits (RFC 1950, 2.2)."""
_RAW = -zlib.MAX_WBITS
_MOST_REMEMBERED = 64
_MOST_ALONE = 1024


def deflated(shared: tuple[bytes, ...], own: bytes) -> bytes:
    """Both, one behind the other, as one zlib stream; the same bytes whatever was deflated before.

    What is shared comes in pieces, each on lines of its own: those that pages have in common, so that it is known again by them.
    """
    begun, sum_ = _begun(shared)
    rest = igzip_lib.compress(own, _EACH, igzip_lib.COMP_DEFLATE)
    return b"".join((begun, rest, isal_zlib.adler32(own, sum_).to_bytes(4, "big")))


@lru_cache(_MOST_ALONE)
def deflated_alone(content: bytes) -> bytes:
    """A piece of a page as a zlib stream of its own; other pages of the cohort have most of them too."""
    return isal_zlib.compress(content, _EACH)


@lru_cache(_MOST_REMEMBERED)
def _begun(shared: tuple[bytes, ...]) -> tuple[bytes, int]:
    """The head and the shared blocks, and the sum (Adler-32) so far."""
    told = b"".join([piece + b"\n" for piece in shared])
    first = zlib.compressobj(_ONCE, zlib.DEFLATED, _RAW)
    blocks = first.compress(told) + first.flush(zlib.Z_FULL_FLUSH)
    return _HEAD + blocks, isal_zlib.adler32(told)
