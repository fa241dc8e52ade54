"""Credentials as VC-JWT (Open Badges 3.0, 8.2): ES256 alone, since the 1EdTech validator refuses EdDSA; no `typ`."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assessor_app.domain.errors import KnownError

ALGORITHM = "ES256"
MOST_PAYLOAD = 512 * 1024


@dataclass(frozen=True, kw_only=True)
class JwtIssuing:
    """Who signs: the issuer's did, the key's id (it begins with the did), and the P-256 key in PEM."""

    did: str
    method: str
    pem: bytes = field(repr=False)


def read_jwt_key(pem: bytes) -> JwtIssuing:
    """A P-256 private key, as PEM without a passphrase; it names itself by its did:key.

    Raises KnownError `jwt-key-unreadable` for anything else.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        PublicFormat,
        load_pem_private_key,
    )
    from openbadgeslib.ob3 import did_key_from_pem

    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KnownError("jwt-key-unreadable") from error
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise KnownError("jwt-key-unreadable")
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    did = did_key_from_pem(public)
    return JwtIssuing(did=did, method=f"{did}#{did.removeprefix('did:key:')}", pem=pem)


def sign_jwt(
    document: dict[str, Any], *, issuing: JwtIssuing, subject: str, at: datetime | None = None
) -> str:
    """The credential as a compact JWT, its own members beside the registered claims.

    `subject` is the holder's id, empty for the learner who has none; `at` when it is signed, where that is to be said. ECDSA signs with a random number: two of the same
    credential differ in their last part.
    """
    from joserfc import jws
    from joserfc.jwk import ECKey

    key = ECKey.import_key(issuing.pem.decode("ascii"))
    public = {
        name: value for name, value in key.as_dict(private=False).items() if name in {"kty", "crv", "x", "y"}
    }
    header = {"alg": ALGORITHM, "kid": issuing.method, "jwk": public}
    claims: dict[str, Any] = {
        **document,
        "iss": issuing.did,
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    if at is not None:
        claims["iat"] = int(at.timestamp())
    if subject:
        claims["sub"] = subject
    registry = jws.JWSRegistry(algorithms=[ALGORITHM])
    registry.max_payload_length = MOST_PAYLOAD
    return str(jws.serialize_compact(header, _json(claims), key, registry=registry))


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _json(claims: dict[str, Any]) -> bytes:
    return json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
