"""How the badges of a centre look."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "badge_design",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.Column("design", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "target", "at", name=op.f("badge_design_key")),
    )
