"""Signing credentials: Data Integrity, `eddsa-rdfc-2022`, with the contexts that openbadgeslib brings."""

import copy
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from assessor_app.credentials.quads import quads_of
from assessor_app.trust.keys import SigningKey, base58, did_key

SUITE = "eddsa-rdfc-2022"
MOST_BYTES = 256 * 1024
"""The longest credential that openbadgeslib signs or reads."""
_SOME_DAY = "2000-01-01T00:00:00Z"


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


def sign_credential(document: dict[str, Any], *, issuing: Issuing, created: datetime) -> dict[str, Any]:
    """A credential with its proof in a list: Open Badges 3.0 has 0..* of them, and its schema takes no other shape."""
    signed = sign_document(document, issuing=issuing, created=created)
    return {**signed, "proof": [signed["proof"]]}


def sign_document(document: dict[str, Any], *, issuing: Issuing, created: datetime) -> dict[str, Any]:
    """The document with its proof. The same document, key and moment give the same bytes.

    No document is fetched from anywhere: a context that does not come with openbadgeslib is refused.
    """
    canonical = _canonical(document)
    if canonical is None:
        return sign_slowly(document, issuing=issuing, created=created)
    at = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    options = _options(tuple(document["@context"]), issuing.method).replace(_SOME_DAY, at)
    digests = sha256(options.encode("utf-8")).digest() + sha256(canonical.encode("utf-8")).digest()
    proof = {**_proof(issuing.method, at), "proofValue": "z" + base58(issuing.key.sign(digests))}
    return {**copy.deepcopy(document), "proof": proof}


def sign_slowly(document: dict[str, Any], *, issuing: Issuing, created: datetime) -> dict[str, Any]:
    """The same by openbadgeslib from end to end; what it refuses, nothing here signs."""
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


def _canonical(document: dict[str, Any]) -> str | None:
    """Canonical N-Quads (RDFC-1.0) by PyLD; None for what openbadgeslib is to judge."""
    if (
        "proof" in document
        or len(json.dumps(document, ensure_ascii=False).encode("utf-8")) > MOST_BYTES - 1024
    ):
        return None
    dataset = quads_of(document)
    if dataset is None:
        return None
    from pyld.canon import URDNA2015

    return str(URDNA2015().main(dataset, {"format": "application/n-quads"}))


def _proof(method: str, created: str) -> dict[str, str]:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }


@cache
def _options(contexts: tuple[str, ...], method: str) -> str:
    """The canonical proof options of some day. The day stands in one line of its own, so that it can be put in."""
    from openbadgeslib.ob3.contexts import document_loader
    from pyld import jsonld

    options = {"@context": list(contexts), **_proof(method, _SOME_DAY)}
    return str(
        jsonld.normalize(
            options,
            {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader()},
        )
    )
