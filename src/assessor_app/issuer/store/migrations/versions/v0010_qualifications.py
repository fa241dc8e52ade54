"""Qualifications, and the awards that each was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    op.create_table(
        "qualification",
        _text("centre", 300),
        _text("award", 32),
        _text("learner", 32),
        _text("code", 64),
        sa.Column("title", sa.Text(), nullable=False),
        _text("sector", 64),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        _text("number", 32),
        _text("cti", 32),
        _text("digest", 64),
        _text("until", 10),
        _text("awarded_at", 25),
        _text("by", 300),
        sa.PrimaryKeyConstraint("centre", "award", name=op.f("qualification_key")),
    )
    op.create_index("qualification_by_learner", "qualification", ["centre", "learner", "code"], unique=False)
    op.create_index("qualification_by_digest", "qualification", ["centre", "digest"], unique=True)
    op.create_table(
        "qualification_part",
        _text("centre", 300),
        _text("award", 32),
        _text("part", 32),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "award", "part", name=op.f("qualification_part_key")),
    )
