"""What was erased, so that it does not come back: a device may send again what it has still."""

from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, insert, select

from assessor_app.issuer.store.metadata import MOMENT, NAME, metadata, moment

erasure = Table(
    "erasure",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("subject", String(120), primary_key=True),
    Column("by", NAME, nullable=False),
    Column("at", MOMENT, nullable=False),
)


def of_personal(chain: str, seq: int) -> str:
    """The personal part of the record in this place, with everything that was made of it."""
    return f"personal {chain} {seq}"


def of_evidence(content: str) -> str:
    """The piece of evidence with the hash that records have."""
    return f"evidence {content}"


def note(connection: Connection, *, centre: str, subject: str, by: str, at: datetime) -> bool:
    """`by` is the id of the record that asked for it, or a clock. False where it was erased before."""
    if is_erased(connection, centre=centre, subject=subject):
        return False
    connection.execute(insert(erasure).values(centre=centre, subject=subject, by=by, at=moment(at)))
    return True


def is_erased(connection: Connection, *, centre: str, subject: str) -> bool:
    return bool(erased_at(connection, centre=centre, subject=subject))


def erased_at(connection: Connection, *, centre: str, subject: str) -> str:
    """The moment (ISO 8601); empty where it was not erased."""
    found = select(erasure.c.at).where(erasure.c.centre == centre, erasure.c.subject == subject)
    return connection.execute(found).scalar_one_or_none() or ""
