"""What was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "subject", name=op.f("erasure_key")),
    )
