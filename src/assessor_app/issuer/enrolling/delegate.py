"""Delegations: the issuer's dated word that a device's key may certify for its centre."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from assessor_app.formats.delegation import Delegation
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, feed
from assessor_app.issuer.store.bodies import delegation as kept
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.cose_sign import sign_delegation

_DAY_SECONDS = 86_400
_SLOW_CLOCK_SECONDS = 3_600
"""A delegation begins so long before it was made: a device's clock that is a little slow must not doubt it."""


@dataclass(frozen=True, kw_only=True)
class Delegated:
    """An encoded COSE_Sign1 with the first and the last moment of its time."""

    content: bytes
    first: str
    last: str


def delegate(
    connection: Connection,
    *,
    centre: str,
    device: str,
    public: bytes,
    scope: tuple[str, ...],
    days: int,
    vault: Vault,
    now: datetime,
) -> Delegated:
    """A delegation from now on, by the active key."""
    start = int(now.timestamp())
    last = start + days * _DAY_SECONDS
    content = Delegation(
        centre=centre,
        device=device[:16],
        public=public,
        scope=scope,
        not_before=start - _SLOW_CLOCK_SECONDS,
        expires=last,
        issued_at=start,
    )
    signed = sign_delegation(content, key=signing_key(connection, KeyUse.DELEGATION, vault=vault))
    until = datetime.fromtimestamp(last, UTC)
    return Delegated(content=signed, first=moment(now), last=moment(until))


def is_renewable(device: Device, *, now: datetime) -> bool:
    """Whether a third of the delegation's time is over."""
    first, last = (datetime.fromisoformat(text) for text in (device.delegated_from, device.delegated_until))
    return now - first >= (last - first) / 3


def renew(connection: Connection, device: Device, *, vault: Vault, now: datetime) -> None:
    """A new delegation with the scope and for the days of the old one, told in the device's feed."""
    made = delegate(
        connection,
        centre=device.centre,
        device=device.id,
        public=bytes.fromhex(device.public),
        scope=tuple(device.scope.split(",")),
        days=device.days,
        vault=vault,
        now=now,
    )
    connection.execute(
        update(device_table)
        .where(device_table.c.centre == device.centre, device_table.c.id == device.id)
        .values(delegation=made.content, delegated_from=made.first, delegated_until=made.last)
    )
    keep_delegation(connection, device, chain=device.id, content=made.content, at=now)
    feed.append(
        connection, centre=device.centre, to=device.id, items=[Item(kind="delegation", ref={})], at=now
    )


def keep_delegation(
    connection: Connection, device: Device, *, chain: str, content: bytes, at: datetime
) -> None:
    """Every delegation that a chain's key was ever given: a paper is judged by the one of its own date."""
    this = (kept.c.centre == device.centre) & (kept.c.device == device.id) & (kept.c.chain == chain)
    number = connection.execute(select(func.count()).select_from(kept).where(this)).scalar_one()
    connection.execute(
        insert(kept).values(
            centre=device.centre,
            device=device.id,
            chain=chain,
            number=number + 1,
            content=content,
            at=moment(at),
        )
    )


def delegations_of(connection: Connection, *, centre: str, chain: str) -> tuple[bytes, ...]:
    """All of them, oldest first."""
    chosen = (
        select(kept.c.content)
        .where(kept.c.centre == centre, kept.c.chain == chain)
        .order_by(kept.c.at, kept.c.number)
    )
    return tuple(connection.execute(chosen).scalars())


def renew_all(connection: Connection, *, vault: Vault, now: datetime) -> int:
    """Every device anew: what the key behind the old delegations signed is not to be relied on."""
    devices = centres.devices_of(connection)
    for device in devices:
        renew(connection, device, vault=vault, now=now)
    return len(devices)
