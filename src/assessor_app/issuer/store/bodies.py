"""Tables of the issuer itself, its centres and their devices."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from assessor_app.issuer.store.metadata import DAY, HASH, ID, KID, MOMENT, NAME, metadata

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

key = Table(
    "key",
    metadata,
    Column("kid", KID, primary_key=True),
    Column("use", String(64), nullable=False),
    Column("public", HASH, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("from_day", DAY, nullable=False),
    Column("until_day", DAY, nullable=False),
    Column("state", String(16), nullable=False),
    Column("compromised_at", MOMENT),
    Column("made_at", MOMENT, nullable=False),
)

anchors = Table(
    "anchors",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("root", HASH, nullable=False),
    Column("issued_at", MOMENT, nullable=False),
    Column("text", Text, nullable=False),
)

adopted_key = Table(
    "adopted_key",
    metadata,
    Column("kid", KID, primary_key=True),
    Column("public", HASH, nullable=False),
    Column("centre", NAME, ForeignKey("centre.id"), nullable=False),
    Column("from_day", DAY, nullable=False),
    Column("until_day", DAY, nullable=False),
    Column("at", MOMENT, nullable=False),
)

form = Table(
    "form",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("version", String(32), primary_key=True),
    Column("sector", String(64), nullable=False),
    Column("title", NAME, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", MOMENT, nullable=False),
    Column("withdrawn_on", DAY),
)

catalogue = Table(
    "catalogue",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("sha256", HASH, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", MOMENT, nullable=False),
)

centre = Table(
    "centre",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("approval_number", NAME, nullable=False),
    Column("phone", NAME, nullable=False),
    Column("policy", String(32)),
    Column("added_at", MOMENT, nullable=False),
    Column("sample", Boolean, nullable=False, server_default=false()),
    Column("country", NAME, nullable=False, server_default=""),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_id", KID, primary_key=True),
    Column("code_key", HASH, nullable=False),
    Column("centre", NAME, ForeignKey("centre.id"), nullable=False),
    Column("scope", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("made_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    Column("used_at", MOMENT),
    Column("device", ID),
)

device = Table(
    "device",
    metadata,
    Column("centre", NAME, ForeignKey("centre.id"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("public", HASH, nullable=False),
    Column("box", HASH, nullable=False),
    Column("name", NAME, nullable=False),
    Column("scope", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("delegation", LargeBinary, nullable=False),
    Column("delegated_from", MOMENT, nullable=False),
    Column("delegated_until", MOMENT, nullable=False),
    Column("enrolled_at", MOMENT, nullable=False),
    Column("last_contact", MOMENT),
    Column("received", BigInteger, nullable=False),
    Column("sent", BigInteger, nullable=False),
    Column("heartbeat", Text),
    Column("retired_at", MOMENT),
    Column("next_position", Integer, nullable=False),
    Column("request", ID),
    Column("answer", Text),
    Index("device_by_id", "id", unique=True),
    Index("device_by_public", "public", unique=True),
)

delegation = Table(
    "delegation",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("at", MOMENT, nullable=False),
)

envelope = Table(
    "envelope",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("hash", HASH, nullable=False),
    Column("at", MOMENT, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("centre", NAME, ForeignKey("centre.id"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("chain", ID),
    Column("seq", Integer),
)

suspension = Table(
    "suspension",
    metadata,
    Column("centre", NAME, ForeignKey("centre.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("subject", NAME, primary_key=True),
    Column("chain", String(32), primary_key=True),
    Column("after", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("by", NAME, nullable=False),
    Column("lifted_at", MOMENT),
)

audit = Table(
    "audit",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("at", MOMENT, nullable=False),
    Column("by", NAME, nullable=False),
    Column("act", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
