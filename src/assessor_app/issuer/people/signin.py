"""Signing in: name, password and the authenticator's code together, and one answer for whatever was wrong."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.people import delays, sessions
from assessor_app.issuer.people.accounts import MOST_NAME, name_key
from assessor_app.issuer.people.totp import step_matching
from assessor_app.issuer.people.welcome import MOST_PASSWORD, open_secret
from assessor_app.issuer.store import audit
from assessor_app.issuer.store.accounts import account
from assessor_app.issuer.store.engine import Store
from assessor_app.trust.secrets import hash_password, password_matches


def sign_in(
    store: Store,
    *,
    name: str,
    password: str,
    digits: str,
    address: str,
    vault: Vault,
    now: datetime,
) -> str:
    """The token of a new session. Raises KnownError: "sign-in-wrong", "too-often" (seconds).

    A name that nobody bears costs as much time as one that somebody does. A code of the authenticator is good once.
    """
    name, password = name[: 2 * MOST_NAME], password[: MOST_PASSWORD + 1]
    with store.write() as connection:
        delays.count_try(connection, name, address, now=now)
        row = connection.execute(select(account).where(account.c.name_key == name_key(name))).one_or_none()
    # Slow on purpose, so outside of any transaction.
    step = _checked(row, password=password, digits=digits, vault=vault, now=now)
    if row is None or step is None:
        raise KnownError("sign-in-wrong")
    with store.write() as connection:
        this = (account.c.id == row.id) & (account.c.password == row.password) & (account.c.totp_step < step)
        if connection.execute(update(account).where(this).values(totp_step=step)).rowcount == 0:
            raise KnownError("sign-in-wrong")
        delays.forget(connection, name, address)
        audit.note(connection, "signed-in", by=row.name, subject=row.id, at=now)
        return sessions.begin(connection, row.id, now=now)


def _checked(row: Row[Any] | None, *, password: str, digits: str, vault: Vault, now: datetime) -> int | None:
    """The step of the code that was typed, None where anything is wrong."""
    ready = row is not None and row.password is not None and row.totp is not None
    right = password_matches(row.password if row is not None and ready else _nobodys(), password)
    if row is None or not ready or not right:
        return None
    return step_matching(open_secret(row, vault=vault), digits, now=now, after=row.totp_step)


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has."""
    return hash_password("nobody")
