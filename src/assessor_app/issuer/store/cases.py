"""Tables of what people decide: objections that somebody waived, learners that may be one, and who is known by which name."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from assessor_app.issuer.store.metadata import HASH, ID, MOMENT, NAME, metadata

waiver = Table(
    "waiver",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("by", NAME, nullable=False),
    Column("at", MOMENT, nullable=False),
)

learner = Table(
    "learner",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("number", NAME, nullable=False),
    Column("number_key", HASH, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("mark_kind", String(32), nullable=False),
    Column("mark_value", NAME, nullable=False),
    Column("chain", ID, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Index("learner_by_number", "centre", "number_key"),
    Index("learner_by_name", "name_key"),
)

same_learner = Table(
    "same_learner",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("one", ID, primary_key=True),
    Column("other", ID, primary_key=True),
    Column("answer", String(16), nullable=False),
    Column("asked_at", MOMENT, nullable=False),
    Column("by", NAME),
    Column("answered_at", MOMENT),
    Index("same_learner_by_answer", "answer", "asked_at"),
)
