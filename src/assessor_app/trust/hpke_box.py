"""Encrypted streams: what is copied to a stick, and files of any size under a key of their own.

A stream is cut into chunks of 1 MiB, each sealed by AES-256-GCM under a key derived for this stream alone, with
the chunk's place and whether it is the last one in its nonce (the STREAM construction of Hoang, Reyhanitabar,
Rogaway and Vizár, 2015): no chunk can be changed, moved, left out or cut off unseen. To a receiver's X25519
public key the stream's key goes by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM).
"""

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assessor_app.domain.errors import KnownError

CHUNK_BYTES = 1024 * 1024
_TAG_BYTES = 16
_SALT_BYTES = 16
_STREAM_MAGIC = b"assessor-stream/1\n"
_HEAD_BYTES = len(_STREAM_MAGIC) + _SALT_BYTES
_BOX_MAGIC = b"assessor-box/1\n"
_KEY_BYTES = 32
_SEALED_KEY_BYTES = 32 + _KEY_BYTES + _TAG_BYTES
_HPKE_INFO = b"assessor-box/1"


def new_private() -> bytes:
    """A new X25519 private key: 32 bytes."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The 32-byte X25519 public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_key(key: bytes, *, receiver: bytes) -> bytes:
    """A 32-byte key, sealed by HPKE to a receiver's X25519 public key: 80 bytes."""
    return bytes(_suite().encrypt(key, X25519PublicKey.from_public_bytes(receiver), info=_HPKE_INFO))


def open_key(sealed: bytes, *, private: bytes) -> bytes:
    """The key inside; raises KnownError("box-other-key") when it was sealed to somebody else, or damaged."""
    try:
        return bytes(_suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=_HPKE_INFO))
    except (InvalidTag, ValueError) as error:
        raise KnownError("box-other-key") from error


def seal_to(source: BinaryIO, target: BinaryIO, *, receiver: bytes) -> None:
    """Encrypt `source` so that only the holder of the receiver's private key can read it."""
    key = os.urandom(_KEY_BYTES)
    target.write(_BOX_MAGIC + seal_key(key, receiver=receiver))
    seal_stream(source, target, key)


def open_with(source: BinaryIO, target: BinaryIO, *, private: bytes) -> None:
    """Decrypt what `seal_to` wrote. Until this returns, `target` is not to be believed: an error may yet come.

    Raises KnownError("box-unreadable") for another kind of file, ("box-other-key"), ("box-damaged").
    """
    head = source.read(len(_BOX_MAGIC) + _SEALED_KEY_BYTES)
    if not head.startswith(_BOX_MAGIC):
        raise KnownError("box-unreadable")
    open_stream(source, target, open_key(head[len(_BOX_MAGIC) :], private=private))


def seal_stream(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Encrypt everything that `source` gives under a 32-byte key; one key may serve many streams."""
    salt = os.urandom(_SALT_BYTES)
    target.write(_STREAM_MAGIC + salt)
    cipher = _cipher(key, salt)
    target.writelines(
        cipher.encrypt(_nonce(place, last=last), chunk, None)
        for place, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES))
    )


def open_stream(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Decrypt what `seal_stream` wrote; what `open_with` says of `target` and of errors holds here too."""
    head = source.read(_HEAD_BYTES)
    if not head.startswith(_STREAM_MAGIC) or len(head) != _HEAD_BYTES:
        raise KnownError("box-unreadable")
    cipher = _cipher(key, head[len(_STREAM_MAGIC) :])
    for place, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES + _TAG_BYTES)):
        try:
            target.write(cipher.decrypt(_nonce(place, last=last), chunk, None))
        except (InvalidTag, ValueError) as error:
            raise KnownError("box-damaged", megabyte=place + 1) from error


class StreamReader(io.RawIOBase):
    """Reads what `seal_stream` wrote from any place in it, holding one chunk in memory, each checked before it is given.

    `source` must be able to seek, and is closed with this. Making one and reading raise KnownError("box-unreadable"), ("box-damaged").
    """

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._source = source
        head = source.read(_HEAD_BYTES)
        if not head.startswith(_STREAM_MAGIC) or len(head) != _HEAD_BYTES:
            raise KnownError("box-unreadable")
        self._cipher = _cipher(key, head[len(_STREAM_MAGIC) :])
        sealed = source.seek(0, io.SEEK_END) - _HEAD_BYTES
        self._last = max(sealed - 1, 0) // (CHUNK_BYTES + _TAG_BYTES)
        rest = sealed - self._last * (CHUNK_BYTES + _TAG_BYTES) - _TAG_BYTES
        # A stream cut off between chunks, or within a tag: what is left would read as whole.
        if rest < 0 or (rest == 0 and self._last > 0):
            raise KnownError("box-damaged", megabyte=self._last + 1)
        self.size = self._last * CHUNK_BYTES + rest
        self._place, self._chunk, self._at = -1, b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """At most the rest of one chunk; nothing at the end (an empty stream is checked there too)."""
        if self.size == 0 and self._place < 0:
            self._chunk, self._place = self._open(0), 0
        if self._at >= self.size:
            return b""
        place, within = divmod(self._at, CHUNK_BYTES)
        if place != self._place:
            self._chunk, self._place = self._open(place), place
        given = self._chunk[within:] if size < 0 else self._chunk[within : within + size]
        self._at += len(given)
        return given

    def readall(self) -> bytes:
        return b"".join(iter(self.read, b""))

    def close(self) -> None:
        self._source.close()
        self._chunk = b""
        super().close()

    def _open(self, place: int) -> bytes:
        self._source.seek(_HEAD_BYTES + place * (CHUNK_BYTES + _TAG_BYTES))
        sealed = _read_full(self._source, CHUNK_BYTES + _TAG_BYTES)
        try:
            return self._cipher.decrypt(_nonce(place, last=place == self._last), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise KnownError("box-damaged", megabyte=place + 1) from error


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Each chunk with whether it is the last; an empty source gives one empty chunk."""
    chunk = _read_full(source, size)
    while True:
        following = _read_full(source, size) if len(chunk) == size else b""
        yield chunk, not following
        if not following:
            return
        chunk = following


def _read_full(source: BinaryIO, size: int) -> bytes:
    """`size` bytes, or fewer at the end only (a raw file or a socket may give fewer at a time)."""
    parts: list[bytes] = []
    wanted = size
    while wanted and (part := source.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=_STREAM_MAGIC).derive(key))


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
