"""Tables of qualifications that somebody at the issuer awarded."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, func

from assessor_app.issuer.store.metadata import DAY, HASH, ID, MOMENT, NAME, metadata

qualification = Table(
    "qualification",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("award", ID, primary_key=True),
    Column("learner", ID, nullable=False),
    Column("code", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("sector", String(64), nullable=False),
    Column("rule", Text, nullable=False),
    Column("need", Integer, nullable=False),
    Column("number", String(32), nullable=False),
    Column("cti", ID, nullable=False),
    Column("digest", HASH, nullable=False),
    Column("until", DAY, nullable=False),
    Column("awarded_at", MOMENT, nullable=False),
    Column("by", NAME, nullable=False),
    Index("qualification_by_learner", "centre", "learner", "code"),
    Index("qualification_by_digest", "centre", "digest", unique=True),
)

qualification_part = Table(
    "qualification_part",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("award", ID, primary_key=True),
    Column("part", ID, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("part_centre", NAME),
)

centre_of_part = func.coalesce(qualification_part.c.part_centre, qualification_part.c.centre)
"""Where a part was recorded: NULL is the qualification's own centre."""
