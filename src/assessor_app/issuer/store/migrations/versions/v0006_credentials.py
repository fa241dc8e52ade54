"""Credentials, and the place that each has in a status list."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "credential",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("list", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "digest", name=op.f("credential_key")),
    )
    op.create_index("credential_by_place", "credential", ["list", "place"], unique=True)
    op.create_index("credential_by_number", "credential", ["number"], unique=False)
