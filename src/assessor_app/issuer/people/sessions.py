"""Sessions: a random token in a cookie, of which only the hash is kept; they end by rest, by age, or by their owner."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.people.accounts import read
from assessor_app.issuer.people.rights import Person
from assessor_app.issuer.store.accounts import account, session
from assessor_app.issuer.store.metadata import moment

REST = timedelta(minutes=30)
AGE = timedelta(hours=12)
_TOUCHED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Session:
    """Who is signed in; `csrf` must come back with everything that changes something; `stale` asks for a `touch`."""

    person: Person
    csrf: str = field(repr=False)
    stale: bool = False


def begin(connection: Connection, account_id: str, *, now: datetime) -> str:
    """A new session; its token, for the cookie. Sessions of anybody that are over are swept on the way."""
    connection.execute(
        delete(session).where(
            (session.c.seen_at < moment(now - REST)) | (session.c.made_at < moment(now - AGE))
        )
    )
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(session).values(
            token=_hash(token),
            account=account_id,
            csrf=secrets.token_hex(32),
            made_at=moment(now),
            seen_at=moment(now),
        )
    )
    return token


def find(connection: Connection, token: str, *, now: datetime) -> Session | None:
    """Whose session this is, None where it is over or never was."""
    row = connection.execute(
        select(account, session.c.csrf, session.c.made_at.label("begun"), session.c.seen_at)
        .select_from(session.join(account, account.c.id == session.c.account))
        .where(session.c.token == _hash(token), account.c.ended_at.is_(None))
    ).one_or_none()
    if row is None or row.seen_at < moment(now - REST) or row.begun < moment(now - AGE):
        return None
    stale = row.seen_at < moment(now - _TOUCHED_AFTER)
    return Session(person=read(row).person, csrf=row.csrf, stale=stale)


def touch(connection: Connection, token: str, *, now: datetime) -> None:
    """It was used just now; written once a minute at most."""
    connection.execute(
        update(session)
        .where(session.c.token == _hash(token), session.c.seen_at < moment(now - _TOUCHED_AFTER))
        .values(seen_at=moment(now))
    )


def finish(connection: Connection, token: str) -> None:
    """Signed out."""
    connection.execute(delete(session).where(session.c.token == _hash(token)))


def require_csrf(held: str, given: str) -> None:
    """Raises KnownError("form-stale") where a form is not of this session."""
    if not hmac.compare_digest(held.encode(), given.encode("utf-8", "replace")):
        raise KnownError("form-stale")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
