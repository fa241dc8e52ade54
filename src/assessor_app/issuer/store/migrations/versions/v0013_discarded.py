"""Objects of evidence that was erased, until they are gone; those that lie there already are named."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# Nobody else has named the same bytes without erasing them.
_ERASED = """
    INSERT INTO discarded (hash, number, at)
    SELECT DISTINCT evidence_chunk.hash, evidence_chunk.number, '1970-01-01T00:00:00+00:00'
    FROM evidence_chunk
      JOIN evidence ON evidence.centre = evidence_chunk.centre AND evidence.hash = evidence_chunk.hash
      JOIN erasure ON erasure.centre = evidence.centre AND erasure.subject = 'evidence ' || evidence.content
    WHERE NOT EXISTS (
      SELECT 1 FROM evidence AS other
      WHERE other.hash = evidence_chunk.hash AND NOT EXISTS (
        SELECT 1 FROM erasure AS gone
        WHERE gone.centre = other.centre AND gone.subject = 'evidence ' || other.content))
"""


def upgrade() -> None:
    op.create_table(
        "discarded",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("hash", "number", name=op.f("discarded_key")),
    )
    op.create_index("discarded_by_time", "discarded", ["at", "hash", "number"])
    op.execute(_ERASED)
