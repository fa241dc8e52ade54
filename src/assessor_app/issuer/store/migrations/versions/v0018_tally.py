"""How many records stand alike, kept instead of counted for each answer; and indexes for what an answer looks for."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_COUNT = """
    INSERT INTO tally (centre, chain, outcome, code, number)
    SELECT centre, chain, outcome, code, COUNT(*) FROM stands GROUP BY centre, chain, outcome, code
"""


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "outcome", "code", name=op.f("tally_key")),
    )
    op.execute(_COUNT)
    told = sa.text("code NOT IN ('', 'undecided')")
    columns = ["code", "centre", "chain", "seq"]
    op.create_index("stands_by_code", "stands", columns, sqlite_where=told, postgresql_where=told)
    op.create_index("chain_by_device", "chain", ["centre", "device"], unique=False)
    op.create_index("stranded_by_device", "stranded", ["device", "outcome"], unique=False)
    op.create_index("wanted_by_what", "wanted", ["what", "centre"], unique=False)
