"""Transcripts that are asked for and signed off the path of any request."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    op.create_table(
        "transcript",
        _text("centre", 300),
        _text("device", 32),
        _text("learner", 32),
        _text("asked_at", 25),
        sa.Column("claimed_at", sa.String(length=25), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("centre", "device", "learner", name=op.f("transcript_key")),
    )
    op.create_index("transcript_by_day", "transcript", ["asked_at"], unique=False)
    op.create_table(
        "transcript_file",
        _text("centre", 300),
        _text("device", 32),
        _text("learner", 32),
        sa.Column("place", sa.Integer(), nullable=False),
        _text("sha256", 64),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", "learner", "place", name=op.f("transcript_file_key")),
    )
