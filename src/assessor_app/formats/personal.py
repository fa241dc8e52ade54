"""The personal part of a record: kept as exact bytes beside it, so that deleting it leaves the chain whole."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from assessor_app.domain.errors import KnownError

SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """`blob` = salt ‖ JSON, to be kept as it is; `digest` = SHA-256(blob) as hex, for the record."""

    blob: bytes
    digest: str


def seal(content: dict[str, Any], *, salt: bytes | None = None) -> Sealed:
    """Make the bytes to keep; the 16 random bytes of salt keep a name from being guessed from its digest."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 16 bytes")
    blob = salt + msgspec.json.encode(content)
    return Sealed(blob=blob, digest=digest_of(blob))


def digest_of(blob: bytes) -> str:
    """SHA-256 of the kept bytes, as hex: equal to the record's `personal` member, or the bytes are not its."""
    return sha256(blob).hexdigest()


def open_sealed(blob: bytes) -> dict[str, Any]:
    """Read the content; raises KnownError("personal-unreadable")."""
    try:
        return msgspec.json.decode(blob[SALT_BYTES:], type=dict[str, Any])
    except (ValueError, RecursionError) as error:
        raise KnownError("personal-unreadable") from error
