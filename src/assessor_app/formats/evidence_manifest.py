"""Evidence on its way: what an encrypted file is, of which pieces, and the key to it where somebody asked for it.

The file goes as it lies on the device's disk, cut into pieces of 1 MiB. Its address is the SHA-256 of the whole of it;
the manifest, inside a signed envelope, has the hash of each piece, so a piece needs no signature of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, BinaryIO

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Hash, Hex, Id, Place, Sentence, Word
from assessor_app.formats.sync_limits import MOST_PIECES, PIECE_BYTES

Missing = Annotated[int, msgspec.Meta(ge=0, lt=MOST_PIECES)]
SealedKey = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{160}\Z")]


class EvidenceManifest(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="evidence", tag_field="kind"
):
    """One piece of evidence. It is stored when this and every piece are there, in whatever order they came.

    `evidence` is what the record has (SHA-256 of salt ‖ content); `address` and `pieces` are of the ciphertext, `size`
    its bytes. `key` (the file's key sealed to the receiver by HPKE) and `salt` are there only where it was asked for.
    `lost` says, in a code, why it will never come; then there are no pieces.
    """

    record: Id
    evidence: Hash
    media: Word
    address: Hash | None = None
    size: Annotated[int, msgspec.Meta(ge=0, le=MOST_PIECES * PIECE_BYTES)] = 0
    pieces: Annotated[list[Hash], msgspec.Meta(max_length=MOST_PIECES)] = []
    key: SealedKey | None = None
    salt: Hex | None = None
    lost: Word | None = None


class EvidenceState(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="evidence-state", tag_field="kind"
):
    """What the receiver has of an address: `missing` are places from 0; closed when there are none."""

    address: Hash
    missing: Annotated[list[Missing], msgspec.Meta(max_length=MOST_PIECES)] = []
    closed: bool = False


class EvidenceWanted(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="wanted", tag_field="kind"
):
    """The issuer asks for more of a record: evidence by its hash, or (with none of these) the record's personal part.

    `page` asks for the frozen page of the certificate that the record issued (a `PaperItem`), `asset` for a font or a
    drawing that this page names (its pieces).
    """

    chain: Id
    seq: Place
    evidence: Hash | None = None
    page: bool = False
    asset: Hash | None = None
    why: Sentence = ""


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """An encrypted file as it is sent: SHA-256 of all of it, its bytes, SHA-256 of each piece."""

    address: str
    size: int
    pieces: tuple[str, ...]


def pieces_of(source: BinaryIO) -> Iterator[bytes]:
    """The file in pieces of 1 MiB, the last one shorter; nothing for an empty file."""
    while piece := _full(source):
        yield piece


def address(pieces: Iterable[bytes]) -> Addressed:
    """The address of a file from its pieces, one in memory at a time; raises KnownError("evidence-too-long")."""
    whole, size, hashes = sha256(), 0, []
    for piece in pieces:
        whole.update(piece)
        size += len(piece)
        hashes.append(sha256(piece).hexdigest())
        if len(hashes) > MOST_PIECES:
            raise KnownError("evidence-too-long", most=MOST_PIECES)
    return Addressed(address=whole.hexdigest(), size=size, pieces=tuple(hashes))


def require_sound(manifest: EvidenceManifest) -> None:
    """Raises KnownError("evidence-manifest-wrong") where its parts do not agree: it could never be closed."""
    count = -(-manifest.size // PIECE_BYTES)
    sent = manifest.address is not None and count > 0 and count == len(manifest.pieces)
    if sent == (manifest.lost is not None) or (manifest.lost and manifest.pieces):
        raise KnownError("evidence-manifest-wrong")


def require_piece(manifest: EvidenceManifest, place: int, piece: bytes) -> None:
    """Whether these bytes are the piece at this place (from 0) of the file.

    Raises KnownError: "evidence-no-such-piece", "evidence-piece-differs".
    """
    if not 0 <= place < len(manifest.pieces):
        raise KnownError("evidence-no-such-piece", place=place)
    if len(piece) > PIECE_BYTES or sha256(piece).hexdigest() != manifest.pieces[place]:
        raise KnownError("evidence-piece-differs", place=place)


def _full(source: BinaryIO) -> bytes:
    """A whole piece, or less at the end only: a raw file may give less at a time."""
    parts, wanted = [], PIECE_BYTES
    while wanted and (part := source.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)
