"""Tables of the people at the awarding body: who they are, where they are signed in, what was tried in vain."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from assessor_app.issuer.store.metadata import HASH, ID, MOMENT, NAME, metadata

account = Table(
    "account",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("name_key", HASH, nullable=False),
    Column("roles", String(128), nullable=False),
    Column("password", Text),
    Column("totp", LargeBinary),
    Column("totp_step", BigInteger, nullable=False),
    Column("code", HASH),
    Column("code_until", MOMENT),
    Column("made_at", MOMENT, nullable=False),
    Column("ended_at", MOMENT),
    Index("account_by_name", "name_key", unique=True),
    Index("account_by_code", "code", unique=True),
)

session = Table(
    "session",
    metadata,
    Column("token", HASH, primary_key=True),
    Column("account", ID, ForeignKey("account.id"), nullable=False),
    Column("csrf", HASH, nullable=False),
    Column("made_at", MOMENT, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Index("session_by_account", "account"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("subject", HASH, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", MOMENT, nullable=False),
)
