"""Status lists as they are published: signed, and made again with the register, on change and long before they end."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from assessor_app.credentials.signing import Issuing
from assessor_app.credentials.status_list import VALID_DAYS, list_jwt, signed_list
from assessor_app.formats.credential import encode
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.jwt_signer import JwtToday, jwt_today
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.facts import publication
from assessor_app.issuer.store.metadata import moment

_RENEW_AFTER = timedelta(days=VALID_DAYS / 4)
"""Lists are looked at when the register is made again, at least every half of its time: none gets near its end."""


def issuing_of(connection: Connection, vault: Vault) -> Issuing:
    """The issuer with its key for credentials, as its did document names it."""
    did = settings.needed(connection, "issuer")
    key = signing_key(connection, KeyUse.CREDENTIALS, vault=vault)
    return Issuing(did=did, method=f"{did}#{key.kid.hex()}", key=key)


def path_of(number: int, *, jwt: bool = False) -> str:
    """Where a list stands under the host: with a Data Integrity proof, or as a JWT."""
    return f"status/{number}.{'jwt' if jwt else 'json'}"


def url_of(connection: Connection, number: int, *, jwt: bool = False) -> str:
    return f"https://{settings.needed(connection, 'host').lower()}/{path_of(number, jwt=jwt)}"


def publish_lists(connection: Connection, *, vault: Vault, now: datetime) -> int:
    """Signs every list that changed, whose key is another by now, or a quarter of whose time is over. Returns how many."""
    made = 0
    issuing, jwt = issuing_of(connection, vault), jwt_today(connection, vault, now=now)
    for number in range(1, kept.newest_list(connection) + 1):
        withdrawn = kept.withdrawn(connection, number)
        # Who signs is part of it: nobody believes a list by a key that was stolen, and the first key for JWTs has none yet.
        signed_by = f"{issuing.method} {jwt and jwt.issuing.method}"
        digest = sha256(f"{sorted(withdrawn)} {signed_by}".encode("ascii")).hexdigest()
        if _is_good(connection, number, digest, now):
            continue
        _put(connection, number, withdrawn, digest=digest, issuing=issuing, now=now)
        if jwt is not None:
            _put_jwt(connection, number, withdrawn, digest=digest, jwt=jwt)
        made += 1
    return made


def published_list(connection: Connection, number: int, *, jwt: bool = False) -> bytes | None:
    """The list as it is served; None where there is none, or none as a JWT."""
    kind = _kind(number, jwt=jwt)
    found: bytes | None = connection.execute(
        select(publication.c.content).where(publication.c.kind == kind)
    ).scalar_one_or_none()
    return found


def _is_good(connection: Connection, number: int, digest: str, now: datetime) -> bool:
    row = connection.execute(
        select(publication.c.as_of, publication.c.sha256).where(publication.c.kind == _kind(number))
    ).one_or_none()
    if row is None or row.sha256 != digest:
        return False
    age = now - datetime.fromisoformat(row.as_of)
    return timedelta(0) <= age < _RENEW_AFTER


def _put(
    connection: Connection, number: int, withdrawn: set[int], *, digest: str, issuing: Issuing, now: datetime
) -> None:
    at = now.astimezone(UTC)
    content = encode(signed_list(url_of(connection, number), withdrawn, issuing=issuing, at=at))
    _replace(connection, _kind(number), content, digest=digest, at=at)


def _put_jwt(connection: Connection, number: int, withdrawn: set[int], *, digest: str, jwt: JwtToday) -> None:
    url = url_of(connection, number, jwt=True)
    told = list_jwt(url, withdrawn, issuing=jwt.issuing, at=jwt.at)
    _replace(connection, _kind(number, jwt=True), told.encode("ascii"), digest=digest, at=jwt.at)


def _replace(connection: Connection, kind: str, content: bytes, *, digest: str, at: datetime) -> None:
    connection.execute(delete(publication).where(publication.c.kind == kind))
    connection.execute(
        insert(publication).values(
            kind=kind,
            as_of=moment(at),
            valid_until=moment(at + timedelta(days=VALID_DAYS)),
            content=content,
            sha256=digest,
        )
    )


def _kind(number: int, *, jwt: bool = False) -> str:
    return f"status-{number}{'-jwt' if jwt else ''}"
