"""The keys of centres that were adopted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "adopted_key",
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("from_day", sa.String(length=10), nullable=False),
        sa.Column("until_day", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.id"], name=op.f("adopted_key_centre_of")),
        sa.PrimaryKeyConstraint("kid", name=op.f("adopted_key_key")),
    )
