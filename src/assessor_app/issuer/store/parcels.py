"""Sealed parcels on their way from one device of a centre to another.

`parcel` says of each from whom it is, for whom and since when; its row stays until it expires, so that one that comes
twice is passed on once. `parcel_piece` has its bytes, until the receiver has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from assessor_app.issuer.store.metadata import HASH, ID, MOMENT, NAME, metadata, moment

DAYS = 30
"""So long a parcel waits for its receiver."""

parcel = Table(
    "parcel",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("sha256", HASH, primary_key=True),
    Column("sender", ID, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("position", Integer),
    Column("at", MOMENT, nullable=False),
    Index("parcel_by_day", "at"),
    Index("parcel_by_sender", "centre", "sender", "at"),
)

parcel_piece = Table(
    "parcel_piece",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("sha256", HASH, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """`device` is for whom it is; `position` where it stands in that device's feed, None until it is whole here."""

    centre: str
    device: str
    sha256: str
    sender: str
    pieces: int
    size: int
    position: int | None


_COLUMNS = [parcel.c[name] for name in Parcel.__dataclass_fields__]


def find(connection: Connection, *, centre: str, device: str, sha256: str) -> Parcel | None:
    row = (
        connection.execute(select(*_COLUMNS).where(*_this(parcel, centre, device, sha256))).mappings().first()
    )
    return Parcel(**row) if row else None


def add(connection: Connection, new: Parcel, *, at: datetime) -> None:
    values = {name: getattr(new, name) for name in Parcel.__dataclass_fields__}
    connection.execute(insert(parcel).values(**values, at=moment(at)))


def add_piece(connection: Connection, this: Parcel, n: int, content: bytes) -> None:
    """Once; the same place again changes nothing."""
    own = _this(parcel_piece, this.centre, this.device, this.sha256)
    known = connection.execute(select(parcel_piece.c.n).where(*own, parcel_piece.c.n == n)).first()
    if known is None:
        values = {"centre": this.centre, "device": this.device, "sha256": this.sha256}
        connection.execute(insert(parcel_piece).values(**values, n=n, content=content))
        connection.execute(
            update(parcel)
            .where(*_this(parcel, this.centre, this.device, this.sha256))
            .values(size=parcel.c.size + len(content))
        )


def content(connection: Connection, *, centre: str, device: str, sha256: str) -> tuple[bytes, ...]:
    """The pieces that are here, in order."""
    own = _this(parcel_piece, centre, device, sha256)
    rows = connection.execute(select(parcel_piece.c.content).where(*own).order_by(parcel_piece.c.n))
    return tuple(rows.scalars())


def place(connection: Connection, this: Parcel, *, position: int) -> None:
    """It is whole, and stands there in the feed of its receiver."""
    own = _this(parcel, this.centre, this.device, this.sha256)
    connection.execute(update(parcel).where(*own).values(position=position))


def forget(connection: Connection, this: Parcel) -> None:
    """All of it: it was not what it was said to be."""
    for table in (parcel_piece, parcel):
        connection.execute(delete(table).where(*_this(table, this.centre, this.device, this.sha256)))


def waiting(connection: Connection, *, centre: str, device: str) -> tuple[int, int]:
    """How many parcels wait for a device, and how many bytes they have."""
    here = select(parcel_piece.c.sha256).where(
        parcel_piece.c.centre == centre, parcel_piece.c.device == device
    )
    row = connection.execute(
        select(func.count(), func.coalesce(func.sum(parcel.c.size), 0)).where(
            parcel.c.centre == centre, parcel.c.device == device, parcel.c.sha256.in_(here)
        )
    ).one()
    return int(row[0]), int(row[1])


def sent_since(connection: Connection, *, centre: str, sender: str, since: datetime) -> int:
    """How many parcels came from a device since then."""
    found = connection.execute(
        select(func.count()).where(
            parcel.c.centre == centre, parcel.c.sender == sender, parcel.c.at >= moment(since)
        )
    )
    return int(found.scalar_one())


def picked_up(connection: Connection, *, centre: str, device: str, through: int) -> None:
    """The receiver has everything up to this place of its feed: the bytes need not be kept."""
    found: Sequence[str] = (
        connection.execute(
            select(parcel.c.sha256).where(
                parcel.c.centre == centre, parcel.c.device == device, parcel.c.position <= through
            )
        )
        .scalars()
        .all()
    )
    if found:
        own = (parcel_piece.c.centre == centre, parcel_piece.c.device == device)
        connection.execute(delete(parcel_piece).where(*own, parcel_piece.c.sha256.in_(found)))


def expire(connection: Connection, *, now: datetime) -> int:
    """Throws away what waited for too long; says how many parcels."""
    old = connection.execute(
        select(*_COLUMNS).where(parcel.c.at < moment(now - timedelta(days=DAYS)))
    ).mappings()
    gone = [Parcel(**row) for row in old]
    for one in gone:
        forget(connection, one)
    return len(gone)


def _this(table: Table, centre: str, device: str, sha256: str) -> tuple[ColumnElement[bool], ...]:
    return (table.c.centre == centre, table.c.device == device, table.c.sha256 == sha256)
