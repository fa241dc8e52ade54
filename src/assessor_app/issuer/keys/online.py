"""On-line keys: one for each use at a time, the old ones kept for ever."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.bodies import key
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust import hpke_box, keys, p256
from assessor_app.trust.keys import SigningKey, key_id

KEY_DAYS = 3 * 366
_EVEN = b"\x02"


class KeyUse(StrEnum):
    """What a key is for.

    `exchange` is X25519, which sealed files are encrypted to; `credentials-jwt` is P-256, for verifiers that take no
    Ed25519; the others sign with Ed25519.
    """

    DELEGATION = "delegation"
    RECEIPTS = "receipts"
    REGISTER = "register"
    CREDENTIALS = "credentials"
    CREDENTIALS_JWT = "credentials-jwt"
    EXCHANGE = "exchange"


SIGNING = (KeyUse.DELEGATION, KeyUse.RECEIPTS, KeyUse.REGISTER, KeyUse.CREDENTIALS)


class KeyState(StrEnum):
    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """A key as it is listed: `kid` and `public` (32 bytes) in hex, both days inside its time."""

    kid: str
    use: str
    public: str
    from_day: str
    until_day: str
    state: str
    compromised_at: str | None

    @property
    def point(self) -> bytes:
        """Of a P-256 key the compressed point: only points with an even y are made, so x alone is kept."""
        return _EVEN + bytes.fromhex(self.public)


_COLUMNS = [key.c[name] for name in KeyRow.__dataclass_fields__]


def make_key(
    connection: Connection, use: KeyUse, *, vault: Vault, now: datetime, days: int = KEY_DAYS
) -> KeyRow:
    """A new active key. Its time begins a day early: clocks differ, and a day is a day somewhere."""
    private, public = _pair(use)
    today = now.astimezone(UTC).date()
    row = KeyRow(
        kid=key_id(public).hex(),
        use=use.value,
        public=public.removeprefix(_EVEN).hex() if use is KeyUse.CREDENTIALS_JWT else public.hex(),
        from_day=(today - timedelta(days=1)).isoformat(),
        until_day=(today + timedelta(days=days)).isoformat(),
        state=KeyState.ACTIVE.value,
        compromised_at=None,
    )
    values = {name: getattr(row, name) for name in KeyRow.__dataclass_fields__}
    wrapped = vault.lock(private, kid=row.kid)
    connection.execute(insert(key).values(**values, wrapped=wrapped, made_at=moment(now)))
    return row


def signing_key(connection: Connection, use: KeyUse, *, vault: Vault) -> SigningKey:
    """The active key for a use; LookupError where there is none."""
    return SigningKey(_private(connection, use, vault=vault))


def jwt_key(connection: Connection, *, vault: Vault) -> tuple[KeyRow, bytes] | None:
    """The active key for JWTs and its private half (32 bytes); None where none was made yet."""
    try:
        row = active(connection, KeyUse.CREDENTIALS_JWT)
    except LookupError:
        return None
    return row, _private(connection, KeyUse.CREDENTIALS_JWT, vault=vault)


def has_jwt_key(connection: Connection) -> bool:
    """Whether a key for JWTs is in use."""
    in_use = select(key.c.kid).where(
        key.c.use == KeyUse.CREDENTIALS_JWT.value, key.c.state == KeyState.ACTIVE.value
    )
    return connection.execute(in_use.limit(1)).first() is not None


def exchange_keys(connection: Connection, *, vault: Vault) -> tuple[bytes, ...]:
    """Every X25519 private key, the newest first: a stick may have been on its way when the key was changed."""
    found = connection.execute(
        select(key.c.kid, key.c.wrapped)
        .where(key.c.use == KeyUse.EXCHANGE.value)
        .order_by(key.c.made_at.desc())
    )
    return tuple(vault.unlock(row.wrapped, kid=row.kid) for row in found)


def all_keys(connection: Connection) -> tuple[KeyRow, ...]:
    """Every key there ever was, the oldest first."""
    found = connection.execute(select(*_COLUMNS).order_by(key.c.made_at, key.c.kid))
    return tuple(KeyRow(**row) for row in found.mappings())


def active(connection: Connection, use: KeyUse) -> KeyRow:
    """LookupError where there is none."""
    for row in all_keys(connection):
        if row.use == use and row.state == KeyState.ACTIVE:
            return row
    raise LookupError(use.value)


def retire(connection: Connection, row: KeyRow, *, now: datetime) -> None:
    """Its time ends today: what it signed in it stays good."""
    today = now.astimezone(UTC).date().isoformat()
    connection.execute(
        update(key)
        .where(key.c.kid == row.kid)
        .values(state=KeyState.RETIRED.value, until_day=min(row.until_day, today))
    )


def compromise(connection: Connection, kid: str, *, now: datetime) -> KeyRow:
    """Lists a key as compromised. Raises KnownError("no-such-key"), or ("key-compromised-already")."""
    row = next((row for row in all_keys(connection) if row.kid == kid), None)
    if row is None:
        raise KnownError("no-such-key", key=kid)
    if row.state == KeyState.COMPROMISED:
        raise KnownError("key-compromised-already", key=kid)
    connection.execute(
        update(key)
        .where(key.c.kid == kid)
        .values(state=KeyState.COMPROMISED.value, compromised_at=moment(now))
    )
    return row


def _pair(use: KeyUse) -> tuple[bytes, bytes]:
    if use is KeyUse.EXCHANGE:
        private = hpke_box.new_private()
        return private, hpke_box.public_of(private)
    if use is KeyUse.CREDENTIALS_JWT:
        return _even_pair()
    made = keys.generate()
    return made.seed, made.public


def _even_pair() -> tuple[bytes, bytes]:
    """Every other key has it."""
    while True:
        private = p256.generate()
        public = p256.public_of(private)
        if public.startswith(_EVEN):
            return private, public


def _private(connection: Connection, use: KeyUse, *, vault: Vault) -> bytes:
    row = active(connection, use)
    wrapped = connection.execute(select(key.c.wrapped).where(key.c.kid == row.kid)).scalar_one()
    return vault.unlock(wrapped, kid=row.kid)
