"""Status lists as they are published: signed, and made again with the register, on change and long before they end."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from assessor_app.credentials.signing import Issuing
from assessor_app.credentials.status_list import VALID_DAYS, signed_list
from assessor_app.formats.credential import encode
from assessor_app.issuer.credentials import kept
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


def path_of(number: int) -> str:
    """Where a list stands under the host."""
    return f"status/{number}.json"


def url_of(connection: Connection, number: int) -> str:
    return f"https://{settings.needed(connection, 'host').lower()}/{path_of(number)}"


def publish_lists(connection: Connection, *, vault: Vault, now: datetime) -> int:
    """Signs every list that changed, or a quarter of whose time is over. Returns how many."""
    made = 0
    for number in range(1, kept.newest_list(connection) + 1):
        withdrawn = kept.withdrawn(connection, number)
        digest = sha256(repr(sorted(withdrawn)).encode("ascii")).hexdigest()
        if _is_good(connection, number, digest, now):
            continue
        _put(connection, number, withdrawn, digest=digest, vault=vault, now=now)
        made += 1
    return made


def published_list(connection: Connection, number: int) -> bytes | None:
    """The list as it is served; None where there is none."""
    found: bytes | None = connection.execute(
        select(publication.c.content).where(publication.c.kind == _kind(number))
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
    connection: Connection, number: int, withdrawn: set[int], *, digest: str, vault: Vault, now: datetime
) -> None:
    at = now.astimezone(UTC)
    content = encode(
        signed_list(url_of(connection, number), withdrawn, issuing=issuing_of(connection, vault), at=at)
    )
    connection.execute(delete(publication).where(publication.c.kind == _kind(number)))
    connection.execute(
        insert(publication).values(
            kind=_kind(number),
            as_of=moment(at),
            valid_until=moment(at + timedelta(days=VALID_DAYS)),
            content=content,
            sha256=digest,
        )
    )


def _kind(number: int) -> str:
    return f"status-{number}"
