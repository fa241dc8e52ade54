"""Which centres are of invented data."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("centre", sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false()))
