"""Compact JWS (RFC 7515) signed with Ed25519 (RFC 9864), strict about every character of it.

The `typ` separates what one key signs (a record is never taken for an anchor list). joserfc is imported
where it is used: it takes 70 ms, and nothing is signed before the first window is painted.
"""

import re
from base64 import urlsafe_b64encode
from enum import StrEnum
from typing import TYPE_CHECKING

from assessor_app.domain.errors import KnownError
from assessor_app.trust.keys import SigningKey, key_id

if TYPE_CHECKING:
    from joserfc.jws import JWSRegistry

ALGORITHM = "Ed25519"
MOST_CHARACTERS = 16 * 1024 * 1024
"""Longest JWS read. A chain restart that encloses records, or the manifest of a large register, is the longest."""
_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,400}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{86}\Z")
_KID = re.compile(r"[0-9a-f]{16}\Z")


class Typ(StrEnum):
    """What a signature is for; a signature made for one is refused for another."""

    RECORD = "assessor-record+jws"
    ANCHORS = "assessor-anchors+jws"
    REGISTER = "assessor-register+jws"
    RECEIPT = "assessor-receipt+jws"
    ENVELOPE = "assessor-envelope+jws"
    MARK = "assessor-mark+jws"
    ENROLMENT = "assessor-enrolment+jws"
    ENROLLED = "assessor-enrolled+jws"
    PROOF = "assessor-proof+jws"


def sign(payload: bytes, *, typ: Typ, key: SigningKey) -> str:
    """The compact JWS of these bytes; the same bytes, type and key always give the same text."""
    from joserfc import jws
    from joserfc.jwk import OKPKey

    header = {"alg": ALGORITHM, "kid": key.kid.hex(), "typ": typ.value}
    private = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": _b64(key.public), "d": _b64(key.seed)})
    return jws.serialize_compact(header, payload, private, registry=_registry())


def verify(jws: str, *, typ: Typ, public: bytes) -> bytes:
    """The payload, if this key signed it for this use.

    Raises KnownError("jws-unreadable") for text that is no JWS of ours, KnownError("signature-invalid") when
    it is one and the signature, the key id or the type is another.
    """
    from joserfc.errors import BadSignatureError, JoseError
    from joserfc.jwk import OKPKey
    from joserfc.jws import deserialize_compact

    header, _ = _open(jws)
    if header["kid"] != key_id(public).hex() or header["typ"] != typ.value:
        raise KnownError("signature-invalid")
    known = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": _b64(public)})
    try:
        return deserialize_compact(jws, known, registry=_registry()).payload
    except BadSignatureError as error:
        raise KnownError("signature-invalid") from error
    except (JoseError, ValueError) as error:
        raise KnownError("jws-unreadable") from error


def peek(jws: str) -> tuple[str, bytes]:
    """(key id as 16 hex characters, payload), **unverified**: to find the key to verify with.

    Raises KnownError("jws-unreadable").
    """
    header, payload = _open(jws)
    return header["kid"], payload


def _open(jws: str) -> tuple[dict[str, str], bytes]:
    """Header and payload of text that has our exact shape: three members in the header, no other character."""
    from joserfc.errors import JoseError
    from joserfc.jws import extract_compact

    if len(jws) > MOST_CHARACTERS or not _SHAPE.match(jws):
        raise KnownError("jws-unreadable")
    try:
        found = extract_compact(jws.encode("ascii"), registry=_registry())
        header = found.headers()
    except (JoseError, ValueError, RecursionError) as error:
        raise KnownError("jws-unreadable") from error
    if not isinstance(header, dict) or set(header) != {"alg", "kid", "typ"}:
        raise KnownError("jws-unreadable")
    if header["alg"] != ALGORITHM or not all(isinstance(value, str) for value in header.values()):
        raise KnownError("jws-unreadable")
    if not _KID.match(header["kid"]):
        raise KnownError("jws-unreadable")
    return header, found.payload


def _registry() -> "JWSRegistry":
    """The rules of joserfc with our one algorithm and our bound on size (its own is 128 kB, too short for a restart)."""
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=[ALGORITHM])
    registry.max_payload_length = MOST_CHARACTERS
    return registry


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
