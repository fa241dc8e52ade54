"""The did:web document: every key that the issuer ever had, so that what an old one signed can be checked."""

import json
from typing import Any

from sqlalchemy import Connection

from assessor_app.issuer.keys.online import SIGNING, KeyRow, KeyState, KeyUse, all_keys
from assessor_app.issuer.store import settings
from assessor_app.trust import p256
from assessor_app.trust.keys import did_key

_ASSERTING = frozenset({KeyUse.CREDENTIALS, KeyUse.CREDENTIALS_JWT})
CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def did_document(connection: Connection) -> bytes:
    """JSON. Only keys for credentials make assertions; one that was compromised makes none any more."""
    issuer = settings.needed(connection, "issuer")
    rows = [row for row in all_keys(connection) if row.use in {*SIGNING, KeyUse.CREDENTIALS_JWT}]
    document = {
        "@context": CONTEXTS,
        "id": issuer,
        "verificationMethod": [_method(issuer, row) for row in rows],
        "assertionMethod": [
            f"{issuer}#{row.kid}"
            for row in rows
            if row.use in _ASSERTING and row.state != KeyState.COMPROMISED
        ],
    }
    return json.dumps(document, indent=2).encode("ascii") + b"\n"


def _method(issuer: str, row: KeyRow) -> dict[str, Any]:
    jwt = row.use == KeyUse.CREDENTIALS_JWT
    public = p256.multibase(row.point) if jwt else did_key(bytes.fromhex(row.public))
    method = {
        "id": f"{issuer}#{row.kid}",
        "type": "Multikey",
        "controller": issuer,
        "publicKeyMultibase": public.removeprefix("did:key:"),
    }
    if row.compromised_at is not None:
        method["revoked"] = row.compromised_at.replace("+00:00", "Z")
    return method
