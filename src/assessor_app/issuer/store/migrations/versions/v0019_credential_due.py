"""What is to have a credential, or its credential signed anew, is named: nobody looks through all papers every second."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_PAPERS = """
    INSERT INTO credential_due (centre, digest, since)
    SELECT entry.centre, entry.digest, entry.changed_at FROM entry
    WHERE entry.state = 'registered' AND NOT EXISTS (
      SELECT 1 FROM credential WHERE credential.centre = entry.centre AND credential.digest = entry.digest)
"""
_QUALIFICATIONS = """
    INSERT INTO credential_due (centre, digest, since)
    SELECT qualification.centre, qualification.digest, qualification.awarded_at FROM qualification
    WHERE NOT EXISTS (
      SELECT 1 FROM credential
      WHERE credential.centre = qualification.centre AND credential.digest = qualification.digest)
"""


def upgrade() -> None:
    op.create_table(
        "credential_due",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "digest", name=op.f("credential_due_key")),
    )
    op.create_index("credential_due_by_time", "credential_due", ["since", "digest"], unique=False)
    op.execute(_PAPERS)
    op.execute(_QUALIFICATIONS)
