"""One person at several centres, and the centre of each part of a qualification; empty is that of the qualification."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    op.add_column("qualification_part", sa.Column("part_centre", sa.String(length=300), nullable=True))
    op.create_table(
        "across_centres",
        _text("centre", 300),
        _text("one", 32),
        _text("other_centre", 300),
        _text("other", 32),
        _text("answer", 16),
        _text("by", 300),
        _text("at", 25),
        sa.PrimaryKeyConstraint("centre", "one", "other_centre", "other", name=op.f("across_centres_key")),
    )
    op.create_index("across_centres_by_other", "across_centres", ["other_centre", "other"], unique=False)
