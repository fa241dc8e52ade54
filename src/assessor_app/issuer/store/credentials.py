"""Tables of credentials: those that were made, each with its place in a status list, and what is to have one."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text

from assessor_app.issuer.store.metadata import HASH, MOMENT, NAME, metadata

credential = Table(
    "credential",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("digest", HASH, primary_key=True),
    Column("number", String(32), nullable=False),
    Column("list", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("made_at", MOMENT, nullable=False),
    Column("jwt", LargeBinary),
    Index("credential_by_place", "list", "place", unique=True),
    Index("credential_by_number", "number"),
)
# Behind the table, by an expression of its own: which have none is asked every second, and JSON is long to read past.
_NO_JWT = text("content IS NOT NULL AND jwt IS NULL")
Index("credential_without_jwt", credential.c.made_at, sqlite_where=_NO_JWT, postgresql_where=_NO_JWT)

credential_due = Table(
    "credential_due",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("digest", HASH, primary_key=True),
    Column("since", MOMENT, nullable=False),
    Index("credential_due_by_time", "since", "digest"),
)
