"""On PostgreSQL the receipt of a batch names a chain that is there, and not each record of it once more.

SQLite can neither take a constraint from a table nor give it one; what its records have costs it little.
"""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.drop_constraint("record_chain_of", "record", type_="foreignkey")
    op.create_foreign_key("receipt_chain_of", "receipt", "chain", ["centre", "chain"], ["centre", "id"])
