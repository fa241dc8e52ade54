"""Evidence: the key to an encrypted file, sealed to who asked for it, and opening what was put together again."""

from collections.abc import Iterable
from hashlib import sha256
from typing import BinaryIO

from assessor_app.domain.errors import KnownError
from assessor_app.formats.evidence_manifest import Addressed, EvidenceManifest, SealedKey, address
from assessor_app.trust import hpke_box

__all__ = ["SealedKey", "manifest_of", "open_evidence", "require_whole"]


def manifest_of(
    addressed: Addressed,
    *,
    record: str,
    evidence: str,
    media: str,
    key: bytes | None = None,
    salt: bytes | None = None,
    box: bytes | None = None,
) -> EvidenceManifest:
    """The manifest of an encrypted file. With `key` (32 bytes) and the receiver's `box` the key goes along, sealed.

    `salt` is that of `evidence`, SHA-256(salt ‖ content): without it the receiver cannot compare what it opens.
    """
    sealed = None if key is None or box is None else hpke_box.seal_key(key, receiver=box).hex()
    return EvidenceManifest(
        record=record,
        evidence=evidence,
        media=media,
        address=addressed.address,
        size=addressed.size,
        pieces=list(addressed.pieces),
        key=sealed,
        salt=salt.hex() if sealed and salt else None,
    )


def require_whole(manifest: EvidenceManifest, pieces: Iterable[bytes]) -> None:
    """Raises KnownError("evidence-piece-differs") where the pieces, in order, are not the file that was named."""
    found = address(pieces)
    if (found.address, found.size) != (manifest.address, manifest.size):
        raise KnownError("evidence-piece-differs", place=0)


def open_evidence(manifest: EvidenceManifest, source: BinaryIO, target: BinaryIO, *, private: bytes) -> None:
    """Decrypt a whole file whose manifest brought its key; compared with the record's hash at the end.

    Until this returns, `target` is not to be believed. Raises KnownError: "evidence-no-key", "box-other-key", "box-damaged",
    "box-unreadable", "evidence-not-the-record".
    """
    if manifest.key is None or manifest.salt is None:
        raise KnownError("evidence-no-key")
    key = hpke_box.open_key(bytes.fromhex(manifest.key), private=private)
    checked = _Hashing(target, bytes.fromhex(manifest.salt))
    hpke_box.open_stream(source, checked, key)  # type: ignore[arg-type]  # only `write` of it is used
    if checked.hexdigest() != manifest.evidence:
        raise KnownError("evidence-not-the-record")


class _Hashing:
    """Passes on what is written, and hashes it."""

    def __init__(self, target: BinaryIO, salt: bytes) -> None:
        self._target = target
        self._digest = sha256(salt)

    def write(self, block: bytes) -> int:
        self._digest.update(block)
        return self._target.write(block)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()
