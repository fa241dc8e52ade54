"""What is too large for one item goes in pieces: a register, a sealed parcel for another device, a drawing."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Hash, Short, Word
from assessor_app.formats.sync_limits import MOST_PIECES, PIECE_BYTES

PARCEL = "parcel"
Data = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/=]*\Z", max_length=PIECE_BYTES * 4 // 3 + 4)]


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="piece", tag_field="kind"):
    """Piece `n` (from 0) of `count` of the thing whose SHA-256 is `sha256`; `data` is base64.

    `what`: `register`, `PARCEL` (an envelope sealed to the device `to`, which its carrier cannot read), `asset`,
    `credential`, `transcript`. `name` is its media type or place, where it has one.
    """

    what: Word
    sha256: Hash
    n: Annotated[int, msgspec.Meta(ge=0, lt=MOST_PIECES)]
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_PIECES)]
    data: Data
    to: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")] | None = None
    name: Short = ""


def cut(content: bytes, *, what: str, to: str | None = None, name: str = "") -> Iterator[Piece]:
    """The pieces of a thing, in order; one empty piece for an empty thing."""
    digest = sha256(content).hexdigest()
    count = max(1, -(-len(content) // PIECE_BYTES))
    for n in range(count):
        part = content[n * PIECE_BYTES : (n + 1) * PIECE_BYTES]
        yield Piece(
            what=what, sha256=digest, n=n, count=count, data=b64encode(part).decode("ascii"), to=to, name=name
        )


def data_of(piece: Piece) -> bytes:
    """The bytes of one piece; raises KnownError("envelope-unreadable")."""
    try:
        data = b64decode(piece.data, validate=True)
    except ValueError as error:
        raise KnownError("envelope-unreadable") from error
    if piece.n >= piece.count or len(data) > PIECE_BYTES:
        raise KnownError("envelope-unreadable")
    return data


def joined(pieces: Iterable[Piece]) -> bytes | None:
    """The whole from its pieces, in any order and any of them twice; None while some are missing.

    Raises KnownError("piece-differs") where all are there and it is not the thing that was named.
    """
    found: dict[int, bytes] = {}
    digest, count = "", 1
    for piece in pieces:
        digest, count = piece.sha256, piece.count
        found[piece.n] = data_of(piece)
    if not found or len(found) < count:
        return None
    whole = b"".join(found[n] for n in sorted(found))
    if sha256(whole).hexdigest() != digest:
        raise KnownError("piece-differs")
    return whole
