"""Accounts: made with a code that is good once, by which its owner sets password and authenticator; ended, never deleted."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.formats.cut import plain
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store import audit
from assessor_app.issuer.store.accounts import account, session
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.enrolling import code_key, new_code

CODE_DAYS = 7
MOST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Account:
    """`ready` once password and authenticator were set. `code_until` is when an unused code lapses."""

    id: str
    name: str
    roles: frozenset[Role]
    ready: bool
    code_until: str | None
    ended_at: str | None

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name, roles=self.roles)


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """The code to hand over, and when it lapses."""

    code: str
    expires: datetime


def name_key(name: str) -> str:
    """By what a name is found, however it is typed: SHA-256 in hex, without regard to case and spaces."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def add(connection: Connection, name: str, roles: Iterable[Role], *, by: str, now: datetime) -> Welcome:
    """A new account. Raises KnownError: "person-name-unusable", "person-roles-missing", "person-there"."""
    said, held = plain(name), frozenset(roles)
    if not said or len(said) > MOST_NAME:
        raise KnownError("person-name-unusable", most=MOST_NAME)
    if not held:
        raise KnownError("person-roles-missing")
    if find(connection, said) is not None:
        raise KnownError("person-there", name=said)
    made = _welcome(now)
    new = secrets.token_hex(16)
    connection.execute(
        insert(account).values(
            id=new,
            name=said,
            name_key=name_key(said),
            roles=_text(held),
            totp_step=0,
            code=code_key(made.code).hex(),
            code_until=moment(made.expires),
            made_at=moment(now),
        )
    )
    audit.note(
        connection, "person-added", by=by, subject=new, at=now, detail={"roles": _text(held).split(",")}
    )
    return made


def change(connection: Connection, name: str, *, roles: Iterable[Role], by: str, now: datetime) -> Account:
    """Other roles for somebody. Raises KnownError: "no-such-account", "person-roles-missing"."""
    known, held = needed(connection, name), frozenset(roles)
    if not held:
        raise KnownError("person-roles-missing")
    connection.execute(update(account).where(_is(known)).values(roles=_text(held)))
    audit.note(
        connection,
        "person-changed",
        by=by,
        subject=known.id,
        at=now,
        detail={"roles": _text(held).split(",")},
    )
    return needed(connection, name)


def renew(connection: Connection, name: str, *, by: str, now: datetime) -> Welcome:
    """A new code for somebody who lost password or authenticator, or who ended: the old ones are gone, and every session.

    Raises KnownError("no-such-account").
    """
    known, made = needed(connection, name), _welcome(now)
    values = {"password": None, "totp": None, "ended_at": None}
    code = {"code": code_key(made.code).hex(), "code_until": moment(made.expires)}
    connection.execute(update(account).where(_is(known)).values(**values, **code))
    _sign_out(connection, known)
    audit.note(connection, "person-renewed", by=by, subject=known.id, at=now)
    return made


def end(connection: Connection, name: str, *, by: str, now: datetime) -> None:
    """Somebody left: nothing opens for them any more. Raises KnownError("no-such-account")."""
    known = needed(connection, name)
    values = {"password": None, "totp": None, "code": None, "code_until": None, "ended_at": moment(now)}
    connection.execute(update(account).where(_is(known)).values(**values))
    _sign_out(connection, known)
    audit.note(connection, "person-ended", by=by, subject=known.id, at=now)


def everybody(connection: Connection) -> tuple[Account, ...]:
    """Every account, by name."""
    return tuple(read(row) for row in connection.execute(select(account).order_by(account.c.name)))


def find(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(account).where(account.c.name_key == name_key(name))).one_or_none()
    return read(row) if row else None


def needed(connection: Connection, name: str) -> Account:
    """Raises KnownError("no-such-account")."""
    found = find(connection, name)
    if found is None:
        raise KnownError("no-such-account", name=plain(name)[:MOST_NAME])
    return found


def read(row: Row[Any]) -> Account:
    """An account by its row."""
    return Account(
        id=row.id,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles.split(",")),
        ready=row.password is not None and row.totp is not None,
        code_until=row.code_until,
        ended_at=row.ended_at,
    )


def _welcome(now: datetime) -> Welcome:
    return Welcome(code=new_code(), expires=now + timedelta(days=CODE_DAYS))


def _text(roles: frozenset[Role]) -> str:
    return ",".join(sorted(roles))


def _is(known: Account) -> ColumnElement[bool]:
    return account.c.id == known.id


def _sign_out(connection: Connection, known: Account) -> None:
    connection.execute(delete(session).where(session.c.account == known.id))
