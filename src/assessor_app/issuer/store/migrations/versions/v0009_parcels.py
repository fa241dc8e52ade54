"""Sealed parcels between devices of a centre."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    op.create_table(
        "parcel",
        _text("centre", 300),
        _text("device", 32),
        _text("sha256", 64),
        _text("sender", 32),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        _text("at", 25),
        sa.PrimaryKeyConstraint("centre", "device", "sha256", name=op.f("parcel_key")),
    )
    op.create_index("parcel_by_day", "parcel", ["at"], unique=False)
    op.create_index("parcel_by_sender", "parcel", ["centre", "sender", "at"], unique=False)
    op.create_table(
        "parcel_piece",
        _text("centre", 300),
        _text("device", 32),
        _text("sha256", 64),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", "sha256", "n", name=op.f("parcel_piece_key")),
    )
