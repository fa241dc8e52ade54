"""The register as it is published: one signed file, made again on change and long before it expires.

Of a large one only the buckets are written anew in which a paper changed; all others stand as they were published.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.formats.register import decode_bundle, encode_bucket
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.register import entries
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.facts import publication, unpublished
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.register import bucketed, sign_register

VALID_DAYS = 14
_RENEW_AFTER = timedelta(days=VALID_DAYS / 2)
_KIND = "register"


@dataclass(frozen=True, kw_only=True)
class Published:
    """The register's one-file bundle (`docs/qr-format.md`) and its times, with their zone."""

    as_of: datetime
    valid_until: datetime
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Made:
    """A register that was made just now; how many papers were read for it, and how many buckets written anew."""

    register: Published
    papers: int
    buckets: int


def begin(connection: Connection, *, vault: Vault, now: datetime) -> None:
    """The first register, with nothing in it."""
    drawn = _drawn_whole(connection)
    connection.execute(
        insert(publication).values(kind=_KIND, **_signed(connection, drawn, vault=vault, at=now))
    )


def published(connection: Connection) -> Published:
    """The register in force. LookupError before set-up."""
    row = connection.execute(select(publication).where(publication.c.kind == _KIND)).one_or_none()
    if row is None:
        raise LookupError(_KIND)
    return Published(
        as_of=datetime.fromisoformat(row.as_of),
        valid_until=datetime.fromisoformat(row.valid_until),
        content=row.content,
    )


def published_at(connection: Connection) -> datetime:
    """When the register in force was made. LookupError before set-up."""
    as_of = connection.execute(
        select(publication.c.as_of).where(publication.c.kind == _KIND)
    ).scalar_one_or_none()
    if as_of is None:
        raise LookupError(_KIND)
    return datetime.fromisoformat(as_of)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Which register is in force: its times as they are written, and SHA-256 of its bundle."""

    as_of: str
    valid_until: str
    sha256: str


def heading(connection: Connection) -> Heading:
    """Of the register in force, without reading all of it. LookupError before set-up."""
    columns = (publication.c.as_of, publication.c.valid_until, publication.c.sha256)
    row = connection.execute(select(*columns).where(publication.c.kind == _KIND)).one_or_none()
    if row is None:
        raise LookupError(_KIND)
    # A register of an earlier program was kept without its hash.
    digest = row.sha256 or sha256(published(connection).content).hexdigest()
    return Heading(as_of=row.as_of, valid_until=row.valid_until, sha256=digest)


def is_due(connection: Connection, *, now: datetime) -> bool:
    """Whether something changed since, or half of its time is over (or lies ahead: a clock was wrong)."""
    if connection.execute(select(unpublished.c.serial).limit(1)).first():
        return True
    return now - published_at(connection) >= _RENEW_AFTER


def publish(connection: Connection, *, vault: Vault, now: datetime, whole: bool = False) -> Made:
    """Makes the register again, later than the one before whatever the clock says; one process at a time.

    `whole` reads every paper and takes nothing over.
    """
    before = connection.execute(
        select(publication.c.as_of, publication.c.content)
        .where(publication.c.kind == _KIND)
        .with_for_update()
    ).one()
    # What is marked while this is made was perhaps not read: it stays marked.
    marked = connection.execute(select(unpublished.c.serial, unpublished.c.bucket)).all()
    at = max(now.astimezone(UTC), datetime.fromisoformat(before.as_of) + timedelta(seconds=1))
    drawn = (
        _drawn_whole(connection)
        if whole
        else _drawn(connection, before.content, changed={row.bucket for row in marked})
    )
    connection.execute(
        update(publication)
        .where(publication.c.kind == _KIND)
        .values(**_signed(connection, drawn, vault=vault, at=at))
    )
    for start in range(0, len(marked), 500):
        done = [row.serial for row in marked[start : start + 500]]
        connection.execute(delete(unpublished).where(unpublished.c.serial.in_(done)))
    return Made(register=published(connection), papers=drawn.papers, buckets=drawn.written)


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """The buckets of a register that is to be signed; `papers` were read for them, `written` of them are new."""

    buckets: tuple[bytes, ...]
    papers: int
    written: int


def _drawn(connection: Connection, before: bytes, *, changed: set[int]) -> _Drawn:
    """The buckets of the register before, those that changed anew. One that is a single bucket is small: it is read whole."""
    try:
        buckets = list(decode_bundle(before).buckets)
    except KnownError:  # of another version of the program: nothing is taken over
        return _drawn_whole(connection)
    if len(buckets) == 1:
        return _drawn_whole(connection)
    papers = 0
    for place in changed:
        found = entries.in_bucket(connection, place)
        buckets[place] = encode_bucket(found)
        papers += len(found)
    return _Drawn(buckets=tuple(buckets), papers=papers, written=len(changed))


def _drawn_whole(connection: Connection) -> _Drawn:
    found = entries.everything(connection)
    buckets = bucketed(found)
    return _Drawn(buckets=buckets, papers=len(found), written=len(buckets))


def _signed(connection: Connection, drawn: _Drawn, *, vault: Vault, at: datetime) -> dict[str, object]:
    until = at + timedelta(days=VALID_DAYS)
    content = sign_register(
        drawn.buckets,
        issuer=settings.needed(connection, "issuer"),
        as_of=at.astimezone(UTC),
        valid_until=until.astimezone(UTC),
        key=signing_key(connection, KeyUse.REGISTER, vault=vault),
    )
    digest = sha256(content).hexdigest()
    return {"as_of": moment(at), "valid_until": moment(until), "content": content, "sha256": digest}
