"""The table of credentials that were made, each with its place in a status list."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

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
    Index("credential_by_place", "list", "place", unique=True),
    Index("credential_by_number", "number"),
)
