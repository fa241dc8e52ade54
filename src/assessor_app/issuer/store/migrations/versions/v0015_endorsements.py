"""Endorsements of forms."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "endorsement",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("form_code", sa.String(length=64), nullable=False),
        sa.Column("form_version", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("endorsement_key")),
    )
    op.create_index("endorsement_by_form", "endorsement", ["form_code", "form_version", "at"], unique=False)
