"""What devices handed over, and what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _chain() -> None:
    op.create_table(
        "chain",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.String(length=25), nullable=False),
        sa.Column("forked_at", sa.String(length=25), nullable=True),
        sa.Column("adopted_at", sa.String(length=25), nullable=True),
        sa.ForeignKeyConstraint(["centre", "device"], ["device.centre", "device.id"], name="chain_device_of"),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("chain_key")),
    )
    op.create_index("chain_by_id", "chain", ["id"], unique=True)


def _record() -> None:
    op.create_table(
        "record",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=True),
        sa.Column("type", sa.String(length=64), nullable=True),
        sa.Column("jws", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("fault", sa.String(length=64), nullable=True),
        sa.Column("stored_at", sa.String(length=25), nullable=False),
        sa.ForeignKeyConstraint(["centre", "chain"], ["chain.centre", "chain.id"], name="record_chain_of"),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", name=op.f("record_key")),
    )
    op.create_index("record_by_id", "record", ["centre", "id"], unique=False)


def _early() -> None:
    op.create_table(
        "early",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("jws", sa.LargeBinary(), nullable=False),
        sa.Column("personal", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", "hash", name=op.f("early_key")),
    )


def _personal() -> None:
    op.create_table(
        "personal",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre", "chain", "seq"],
            ["record.centre", "record.chain", "record.seq"],
            name="personal_record_of",
        ),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", name=op.f("personal_key")),
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "last", name=op.f("receipt_key")),
    )


def _verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", "n", name=op.f("verdict_key")),
    )


def _stands() -> None:
    op.create_table(
        "stands",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", name=op.f("stands_key")),
    )
    op.create_index("stands_due", "stands", ["due", "centre", "chain", "seq"], unique=False)


def _waits() -> None:
    op.create_table(
        "waits",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("needed", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "needed", "chain", "seq", name=op.f("waits_key")),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", "position", name=op.f("feed_key")),
    )


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("learner", sa.String(length=32), nullable=False),
        sa.Column("form_code", sa.String(length=64), nullable=False),
        sa.Column("form_version", sa.String(length=32), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("decided_at", sa.String(length=25), nullable=False),
        sa.Column("award", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("uses_attempt", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("assessment_key")),
    )
    op.create_index("assessment_by_learner", "assessment", ["centre", "learner", "form_code"], unique=False)


def _award() -> None:
    op.create_table(
        "award",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("assessment", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("award_key")),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("successor", sa.String(length=24), nullable=True),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("award", sa.String(length=32), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "digest", name=op.f("entry_key")),
    )
    op.create_index("entry_by_award", "entry", ["centre", "award"], unique=False)
    op.create_index("entry_by_bucket", "entry", ["bucket"], unique=False)
    op.create_index("entry_by_digest", "entry", ["digest"], unique=False)
    op.create_index("entry_by_number", "entry", ["centre", "number"], unique=False)


def _unpublished() -> None:
    op.create_table(
        "unpublished",
        sa.Column("serial", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name=op.f("unpublished_key")),
    )


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.String(length=25), nullable=False),
        sa.Column("valid_until", sa.String(length=25), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("publication_key")),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("named_at", sa.String(length=25), nullable=False),
        sa.Column("stored_at", sa.String(length=25), nullable=True),
        sa.PrimaryKeyConstraint("centre", "hash", name=op.f("evidence_key")),
    )
    op.create_index("evidence_by_content", "evidence", ["centre", "content"], unique=False)
    op.create_index("evidence_by_hash", "evidence", ["hash"], unique=False)


def _evidence_chunk() -> None:
    op.create_table(
        "evidence_chunk",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "hash", "number", name=op.f("evidence_chunk_key")),
    )


def upgrade() -> None:
    _chain()
    _record()
    _early()
    _personal()
    _receipt()
    _verdict()
    _stands()
    _waits()
    _feed()
    _assessment()
    _award()
    _entry()
    _unpublished()
    _publication()
    _evidence()
    _evidence_chunk()
