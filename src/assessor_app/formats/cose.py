"""COSE_Sign1 (RFC 9052) as papers and delegations use it, and nothing beside it (`docs/qr-format.md`).

`18([protected, unprotected, payload, signature])` with protected `{1: -19, 4: kid}` (Ed25519, RFC 9864; an
8-byte key id) and unprotected `{}` or `{13: delegation}`, label 13 being `kcwt` of RFC 9528: a CWT that holds
the signer's key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cbor2 import CBORTag

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor

MOST_BYTES = 2_000
KID_BYTES = 8
SIGNATURE_BYTES = 64
_TAG = 18
_ALG = 1
_KID = 4
_KCWT = 13
_ED25519 = -19
_PARTS = 4


@dataclass(frozen=True, kw_only=True)
class CoseSign1:
    """A signed message: `kid` 8 bytes, `signature` 64, `delegation` an encoded COSE_Sign1 or None."""

    kid: bytes
    payload: bytes
    signature: bytes
    delegation: bytes | None = None


def encode(message: CoseSign1) -> bytes:
    """The one encoding. ValueError when it is too long or its delegation is no COSE_Sign1: our own bug."""
    unprotected: dict[int, Any] = {}
    if message.delegation is not None:
        unprotected[_KCWT] = cbor.decode(message.delegation, most_bytes=MOST_BYTES)
    data = cbor.encode(
        CBORTag(_TAG, [_protected(message.kid), unprotected, message.payload, message.signature])
    )
    if len(data) > MOST_BYTES:
        raise ValueError("too long for a paper")
    return data


def decode(data: bytes) -> CoseSign1:
    """Read exactly what `encode` writes; raises KnownError("paper-unreadable") for everything else."""
    try:
        return _message(cbor.decode(data, most_bytes=MOST_BYTES))
    except ValueError as error:
        raise KnownError("paper-unreadable") from error


def to_sign(*, kid: bytes, payload: bytes, context: bytes) -> bytes:
    """The bytes that are signed (Sig_structure, RFC 9052 section 4.4); `context` is the external_aad."""
    return cbor.encode(["Signature1", _protected(kid), context, payload])


def _protected(kid: bytes) -> bytes:
    if len(kid) != KID_BYTES:
        raise ValueError("a key id has 8 bytes")
    return cbor.encode({_ALG: _ED25519, _KID: kid})


def _message(value: Any) -> CoseSign1:
    if not isinstance(value, CBORTag) or value.tag != _TAG:
        raise ValueError("not a COSE_Sign1")
    parts = value.value  # inside a tag, cbor2 gives tuples and mappings that do not change
    if not isinstance(parts, tuple | list) or len(parts) != _PARTS:
        raise ValueError("not four parts")
    protected, unprotected, payload, signature = parts
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise ValueError("parts that are no byte strings")
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("a signature of another length")
    return CoseSign1(
        kid=_kid(protected), payload=payload, signature=signature, delegation=_delegation(unprotected)
    )


def _kid(protected: bytes) -> bytes:
    headers = cbor.decode(protected, most_bytes=MOST_BYTES)
    if not isinstance(headers, dict) or set(headers) != {_ALG, _KID} or headers[_ALG] != _ED25519:
        raise ValueError("other protected headers")
    kid = headers[_KID]
    if not isinstance(kid, bytes) or len(kid) != KID_BYTES:
        raise ValueError("another kind of key id")
    if protected != _protected(kid):  # to Python `true` is the number 1, which nobody signed
        raise ValueError("other protected headers")
    return kid


def _delegation(unprotected: Any) -> bytes | None:
    if not isinstance(unprotected, Mapping) or set(unprotected) - {_KCWT}:
        raise ValueError("other unprotected headers")
    return cbor.encode(unprotected[_KCWT]) if unprotected else None
