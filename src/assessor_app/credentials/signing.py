"""Signing credentials: Data Integrity, `eddsa-rdfc-2022`, with the contexts that openbadgeslib brings."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from assessor_app.trust.keys import SigningKey, did_key


@dataclass(frozen=True, kw_only=True)
class Issuing:
    """Who signs: the issuer's did, the verification method (it begins with the did), and the key behind it."""

    did: str
    method: str
    key: SigningKey = field(repr=False)


def issuing_alone(key: SigningKey) -> Issuing:
    """Of a centre under its own root: its credentials key is its name, so that the file alone proves itself."""
    did = did_key(key.public)
    return Issuing(did=did, method=f"{did}#{did.removeprefix('did:key:')}", key=key)


def sign_document(document: dict[str, Any], *, issuing: Issuing, created: datetime) -> dict[str, Any]:
    """The document with its proof. The same document, key and moment give the same bytes.

    No document is fetched from anywhere: a context that does not come with openbadgeslib is refused.
    """
    from openbadgeslib.ob3 import add_data_integrity_proof

    signed: dict[str, Any] = add_data_integrity_proof(
        document, pem_of(issuing.key), issuing.method, created=created.astimezone(UTC).replace(microsecond=0)
    )
    return signed


def pem_of(key: SigningKey) -> bytes:
    """The private key as PKCS #8 in PEM, as openbadgeslib takes it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key.seed).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
