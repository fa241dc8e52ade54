"""The first visit: by a code that is good once somebody chooses a password and takes the authenticator's secret."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.people.totp import SECRET_BYTES, step_matching
from assessor_app.issuer.store import audit
from assessor_app.issuer.store.accounts import account
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.enrolling import code_key
from assessor_app.trust.secrets import KEY_BYTES, hash_password

LEAST_PASSWORD = 12
"""Beside a second factor; length and nothing else, as NIST SP 800-63B-4 3.1.1.2 has it."""
MOST_PASSWORD = 256


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Who came, and the secret for their authenticator: the same until they are done."""

    name: str
    secret: bytes = field(repr=False)


def arrive(connection: Connection, code: str, *, vault: Vault, now: datetime) -> Arrival:
    """Raises KnownError("welcome-code-wrong") for a code that is wrong, was used, or lapsed."""
    row = _row(connection, code, now=now)
    if row.totp is None:
        wrapped = vault.lock(secrets.token_bytes(KEY_BYTES), kid=secret_name(row.id))
        connection.execute(update(account).where(account.c.id == row.id).values(totp=wrapped))
        row = _row(connection, code, now=now)
    return Arrival(name=row.name, secret=open_secret(row, vault=vault))


def settle_in(
    connection: Connection, code: str, *, password: str, digits: str, vault: Vault, now: datetime
) -> None:
    """The password is kept (its hash is), the code is gone.

    Raises KnownError: "welcome-code-wrong", "password-too-short", "password-too-long", "password-is-name",
    "authenticator-wrong".
    """
    row = _row(connection, code, now=now)
    if len(password) < LEAST_PASSWORD:
        raise KnownError("password-too-short", least=LEAST_PASSWORD)
    if len(password) > MOST_PASSWORD:
        raise KnownError("password-too-long", most=MOST_PASSWORD)
    if row.name.casefold() in password.casefold():
        raise KnownError("password-is-name")
    step = None
    if row.totp is not None:
        step = step_matching(open_secret(row, vault=vault), digits, now=now, after=row.totp_step)
    if step is None:
        raise KnownError("authenticator-wrong")
    values = {"password": hash_password(password), "totp_step": step, "code": None, "code_until": None}
    connection.execute(update(account).where(account.c.id == row.id).values(**values))
    audit.note(connection, "person-arrived", by=row.name, subject=row.id, at=now)


def secret_name(account_id: str) -> str:
    """Under what name the secret of an account is wrapped."""
    return f"totp {account_id}"


def open_secret(row: Row[Any], *, vault: Vault) -> bytes:
    """The authenticator's secret: the first bytes of the wrapped key."""
    return vault.unlock(row.totp, kid=secret_name(row.id))[:SECRET_BYTES]


def _row(connection: Connection, code: str, *, now: datetime) -> Row[Any]:
    try:
        key = code_key(code).hex()
    except KnownError:
        raise KnownError("welcome-code-wrong") from None
    row = connection.execute(select(account).where(account.c.code == key).with_for_update()).one_or_none()
    if row is None or row.code_until is None or row.code_until <= moment(now):
        raise KnownError("welcome-code-wrong")
    return row
