"""Who signs the issuer's JWTs: its P-256 key, as its did document names it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.credentials.jwt import JwtIssuing
from assessor_app.issuer.keys.online import jwt_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import settings
from assessor_app.trust import p256


@dataclass(frozen=True, kw_only=True)
class JwtToday:
    """Who signs JWTs, and the moment that they bear."""

    issuing: JwtIssuing
    at: datetime


def jwt_today(connection: Connection, vault: Vault, *, now: datetime) -> JwtToday | None:
    """The issuer with its key for JWTs, as its did document names it; None where no such key was made."""
    found = jwt_key(connection, vault=vault)
    if found is None:
        return None
    row, private = found
    did = settings.needed(connection, "issuer")
    issuing = JwtIssuing(did=did, method=f"{did}#{row.kid}", pem=p256.pem_of(private))
    return JwtToday(issuing=issuing, at=now)
