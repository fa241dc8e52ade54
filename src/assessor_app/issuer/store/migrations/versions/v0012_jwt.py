"""Credentials as JWTs: kept beside their JSON, so that everybody is handed the same one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("credential", sa.Column("jwt", sa.LargeBinary(), nullable=True))
    without = sa.text("content IS NOT NULL AND jwt IS NULL")
    op.create_index(
        "credential_without_jwt",
        "credential",
        ["made_at"],
        unique=False,
        sqlite_where=without,
        postgresql_where=without,
    )
