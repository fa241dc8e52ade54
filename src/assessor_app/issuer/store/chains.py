"""The chains of records that devices hand over, each with its head."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from assessor_app.issuer.store.bodies import device
from assessor_app.issuer.store.facts import chain


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A chain as far as it was stored: `head_seq` 0 and the hash of the chain id before its first record.

    `forked_at` is when another record came for a place that was taken: nothing is stored from there on. A chain that was
    given up ends with `ends_seq`, whose hash is `ends_hash` where it was told: nothing behind it is stored.
    """

    centre: str
    id: str
    device: str
    public: str
    head_seq: int
    head_hash: str
    started_at: str
    forked_at: str | None = None
    adopted_at: str | None = None
    ends_seq: int | None = None
    ends_hash: str | None = None


_COLUMNS = [chain.c[name] for name in Chain.__dataclass_fields__]


def add(connection: Connection, new: Chain) -> None:
    connection.execute(
        insert(chain).values({name: getattr(new, name) for name in Chain.__dataclass_fields__})
    )


def find(connection: Connection, chain_id: str, *, locked: bool = False) -> Chain | None:
    """A chain by its id; `locked` holds it for this transaction alone."""
    chosen = select(*_COLUMNS).where(chain.c.id == chain_id)
    row = connection.execute(chosen.with_for_update() if locked else chosen).mappings().one_or_none()
    return Chain(**row) if row else None


def move_head(connection: Connection, this: Chain, *, seq: int, digest: str) -> None:
    connection.execute(
        update(chain)
        .where(chain.c.centre == this.centre, chain.c.id == this.id)
        .values(head_seq=seq, head_hash=digest)
    )


def end(connection: Connection, this: Chain, *, device: str, seq: int, digest: str | None) -> None:
    """Gives a chain that its device gave up to the one that goes on: what it still has of it comes from there."""
    connection.execute(
        update(chain)
        .where(chain.c.centre == this.centre, chain.c.id == this.id)
        .values(device=device, ends_seq=seq, ends_hash=digest)
    )


def hand_on(connection: Connection, this: Chain, *, device: str) -> None:
    """Gives a chain to the device that goes on for the one that had it; where it ends was said before."""
    connection.execute(
        update(chain).where(chain.c.centre == this.centre, chain.c.id == this.id).values(device=device)
    )


def of_device(connection: Connection, *, centre: str, device: str) -> tuple[Chain, ...]:
    """Every chain that this device brings, by its id."""
    chosen = select(*_COLUMNS).where(chain.c.centre == centre, chain.c.device == device).order_by(chain.c.id)
    return tuple(Chain(**row) for row in connection.execute(chosen).mappings())


def of_centre(connection: Connection, centre: str) -> tuple[Chain, ...]:
    """Every chain of a centre, by its id."""
    found = connection.execute(select(*_COLUMNS).where(chain.c.centre == centre).order_by(chain.c.id))
    return tuple(Chain(**row) for row in found.mappings())


def mark_forked(connection: Connection, this: Chain, *, at: str) -> None:
    connection.execute(
        update(chain)
        .where(chain.c.centre == this.centre, chain.c.id == this.id, chain.c.forked_at.is_(None))
        .values(forked_at=at)
    )


def heads(connection: Connection, centre: str, *, only: str | None = None) -> dict[str, int]:
    """Last number stored of every chain of a centre, 0 for a device that sent nothing yet; or of one device alone."""
    devices = select(device.c.id).where(device.c.centre == centre)
    known = select(chain.c.id, chain.c.head_seq).where(chain.c.centre == centre)
    if only is not None:
        devices = devices.where(device.c.id == only)
        known = known.where(chain.c.device == only)
    found = dict.fromkeys(connection.execute(devices).scalars(), 0)
    return found | {row.id: row.head_seq for row in connection.execute(known)}
