"""Records that wait for their first look are kept as places from first to last, and ids are found by how they begin."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "unjudged",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "first", name=op.f("unjudged_key")),
    )
    op.drop_index("record_by_id", "record")
    op.create_index("record_by_id", "record", ["centre", sa.text("substr(id, 1, 8)")], unique=False)
