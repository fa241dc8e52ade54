"""Objects of evidence that was erased: named here in the transaction that erases, until they are gone from the object store."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, Table, delete, insert, select

from assessor_app.issuer.store.erasures import erasure, of_evidence
from assessor_app.issuer.store.facts import evidence
from assessor_app.issuer.store.metadata import HASH, MOMENT, metadata, moment

discarded = Table(
    "discarded",
    metadata,
    Column("hash", HASH, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", MOMENT, nullable=False),
    Index("discarded_by_time", "at", "hash", "number"),
)


def discard(connection: Connection, *, address: str, numbers: Sequence[int], at: datetime) -> None:
    """Names pieces that are to go; twice is once. An object that evidence which nobody erased rests on too stays."""
    if _is_needed(connection, address):
        return
    named = set(connection.execute(select(discarded.c.number).where(discarded.c.hash == address)).scalars())
    rows = [
        {"hash": address, "number": number, "at": moment(at)} for number in numbers if number not in named
    ]
    if rows:
        connection.execute(insert(discarded), rows)


def oldest(connection: Connection, *, most: int) -> tuple[tuple[str, int], ...]:
    """(address, place) of those that wait longest."""
    rows = connection.execute(
        select(discarded.c.hash, discarded.c.number)
        .order_by(discarded.c.at, discarded.c.hash, discarded.c.number)
        .limit(most)
    )
    return tuple((row.hash, row.number) for row in rows)


def are_gone(connection: Connection, removed: Sequence[tuple[str, int]]) -> None:
    """The object store has them no more."""
    for address, number in removed:
        connection.execute(delete(discarded).where(discarded.c.hash == address, discarded.c.number == number))


def _is_needed(connection: Connection, address: str) -> bool:
    rows = connection.execute(
        select(evidence.c.centre, evidence.c.content).where(evidence.c.hash == address)
    ).all()
    for row in rows:
        erased = select(erasure.c.at).where(
            erasure.c.centre == row.centre, erasure.c.subject == of_evidence(row.content)
        )
        if connection.execute(erased).first() is None:
            return True
    return False
