"""In which country a centre is."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("centre", sa.Column("country", sa.String(length=300), nullable=False, server_default=""))
