"""Tables of what devices handed over, and what was answered. Rows that are facts are never changed."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    literal_column,
    text,
)

from assessor_app.issuer.store.metadata import DAY, HASH, ID, MOMENT, NAME, metadata

chain = Table(
    "chain",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("device", ID, nullable=False),
    Column("public", HASH, nullable=False),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", HASH, nullable=False),
    Column("started_at", MOMENT, nullable=False),
    Column("forked_at", MOMENT),
    Column("adopted_at", MOMENT),
    Column("ends_seq", Integer),
    Column("ends_hash", HASH),
    ForeignKeyConstraint(["centre", "device"], ["device.centre", "device.id"], name="chain_device_of"),
    Index("chain_by_id", "id", unique=True),
    Index("chain_by_device", "centre", "device"),
)

record = Table(
    "record",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", ID),
    Column("type", String(64)),
    Column("jws", LargeBinary, nullable=False),
    Column("hash", HASH, nullable=False),
    Column("fault", String(64)),
    Column("stored_at", MOMENT, nullable=False),
    # Ids are random: the first characters tell as much, and less is written in as many places of the index.
    Index("record_by_id", "centre", text("substr(id, 1, 8)")),
)

early = Table(
    "early",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hash", HASH, primary_key=True),
    Column("jws", LargeBinary, nullable=False),
    Column("personal", LargeBinary),
    Column("at", MOMENT, nullable=False),
)

personal = Table(
    "personal",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("blob", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["centre", "chain", "seq"], ["record.centre", "record.chain", "record.seq"], name="personal_record_of"
    ),
)

receipt = Table(
    "receipt",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("last", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("head", HASH, nullable=False),
    Column("hash", HASH, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    # Each batch of records has one in its transaction, and keeps it: so a record's chain is there, and is asked for once a batch.
    ForeignKeyConstraint(["centre", "chain"], ["chain.centre", "chain.id"], name="receipt_chain_of"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("codes", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("by", NAME, nullable=False),
    Column("at", MOMENT, nullable=False),
)

stands = Table(
    "stands",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("n", Integer, nullable=False),
    Column("due", Integer, nullable=False),
    Index("stands_due", "due", "centre", "chain", "seq"),
)

TOLD: ColumnElement[bool] = literal_column("(stands.code NOT IN ('', 'undecided'))")
"""Of a record about which something was said: few of all that are stored, with an index of their own that needs this said."""
Index(
    "stands_by_code",
    stands.c.code,
    stands.c.centre,
    stands.c.chain,
    stands.c.seq,
    sqlite_where=text("code NOT IN ('', 'undecided')"),
    postgresql_where=text("code NOT IN ('', 'undecided')"),
)

unjudged = Table(
    "unjudged",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""Places of a chain that were stored and not looked at yet: these have no row in `stands` (`store.unjudged`)."""

tally = Table(
    "tally",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("outcome", String(16), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How many records stand alike: kept with them, for an answer must not take longer the more is stored."""

waits = Table(
    "waits",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("needed", String(64), primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
)

feed = Table(
    "feed",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("ref", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("learner", ID, nullable=False),
    Column("form_code", String(64), nullable=False),
    Column("form_version", String(32), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("decision", String(32), nullable=False),
    Column("decided_at", MOMENT, nullable=False),
    Column("award", ID),
    Column("revision", Integer, nullable=False),
    Column("record", ID, nullable=False),
    Column("uses_attempt", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Index("assessment_by_learner", "centre", "learner", "form_code"),
)

award = Table(
    "award",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("assessment", ID, nullable=False),
    Column("state", String(16), nullable=False),
    Column("changed_at", MOMENT, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("digest", HASH, primary_key=True),
    Column("bucket", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("on_day", DAY, nullable=False),
    Column("successor", String(24)),
    Column("number", String(32), nullable=False),
    Column("award", ID, nullable=False),
    Column("chain", ID, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Index("entry_by_bucket", "bucket"),
    Index("entry_by_digest", "digest"),
    Index("entry_by_number", "centre", "number"),
    Index("entry_by_award", "centre", "award"),
)

unpublished = Table(
    "unpublished",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("bucket", Integer, nullable=False),
)

publication = Table(
    "publication",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("as_of", MOMENT, nullable=False),
    Column("valid_until", MOMENT, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", HASH),
)

evidence = Table(
    "evidence",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("hash", HASH, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("record", ID, nullable=False),
    Column("content", HASH, nullable=False),
    Column("device", ID, nullable=False),
    Column("named_at", MOMENT, nullable=False),
    Column("stored_at", MOMENT),
    Index("evidence_by_hash", "hash"),
    Index("evidence_by_content", "centre", "content"),
)

evidence_chunk = Table(
    "evidence_chunk",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("hash", HASH, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("bytes", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
)

FACTS = ("record", "receipt", "verdict", "delegation", "audit", "anchors")
"""Tables whose rows the database itself refuses to change or delete."""
