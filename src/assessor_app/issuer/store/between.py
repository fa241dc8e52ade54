"""Tables of what a centre's devices share through the issuer, and of what is asked of them.

`paper_page` holds frozen pages, `asset_piece` the fonts and drawings that pages name, in pieces. `wanted` is what was asked of
a device, once each. `stranded` are records that a restarted chain enclosed and for which its old chain has no place.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, String, Table, Text

from assessor_app.issuer.store.metadata import HASH, ID, MOMENT, NAME, metadata

paper_page = Table(
    "paper_page",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("number", String(32), nullable=False),
    Column("qr", Text, nullable=False),
    Column("page", LargeBinary, nullable=False),
    Column("assets", Text, nullable=False),
    Column("sound", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
    ForeignKeyConstraint(
        ["centre", "chain", "seq"],
        ["record.centre", "record.chain", "record.seq"],
        name="paper_page_record_of",
    ),
)

asset_piece = Table(
    "asset_piece",
    metadata,
    Column("sha256", HASH, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("pieces", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("whole", Integer, nullable=False),
)

wanted = Table(
    "wanted",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("what", String(80), primary_key=True),
    Column("why", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("wanted_by_what", "what", "centre"),
)

stranded = Table(
    "stranded",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("hash", HASH, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("device", ID, nullable=False),
    Column("id", ID),
    Column("type", String(64)),
    Column("jws", LargeBinary, nullable=False),
    Column("personal", LargeBinary),
    Column("outcome", String(16), nullable=False),
    Column("n", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("by", NAME, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("stranded_by_outcome", "outcome", "centre"),
    Index("stranded_by_id", "centre", "id"),
    Index("stranded_by_device", "device", "outcome"),
)
