"""What devices of a centre share, what is asked of them; where a chain that was given up ends."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _text(name: str, length: int, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _columns() -> None:
    op.add_column("chain", sa.Column("ends_seq", sa.Integer(), nullable=True))
    op.add_column("chain", _text("ends_hash", 64, nullable=True))
    op.add_column("publication", _text("sha256", 64, nullable=True))


def _papers() -> None:
    op.create_table(
        "paper_page",
        _text("centre", 300),
        _text("chain", 32),
        _number("seq"),
        _text("number", 32),
        sa.Column("qr", sa.Text(), nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=False),
        sa.Column("assets", sa.Text(), nullable=False),
        _number("sound"),
        _text("at", 25),
        sa.ForeignKeyConstraint(
            ["centre", "chain", "seq"],
            ["record.centre", "record.chain", "record.seq"],
            name="paper_page_record_of",
        ),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", name=op.f("paper_page_key")),
    )
    op.create_table(
        "asset_piece",
        _text("sha256", 64),
        _number("n"),
        _number("pieces"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _number("whole"),
        sa.PrimaryKeyConstraint("sha256", "n", name=op.f("asset_piece_key")),
    )
    op.create_table(
        "wanted",
        _text("centre", 300),
        _text("chain", 32),
        _number("seq"),
        _text("what", 80),
        sa.Column("why", sa.Text(), nullable=False),
        _text("at", 25),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", "what", name=op.f("wanted_key")),
    )


def _stranded() -> None:
    op.create_table(
        "stranded",
        _text("centre", 300),
        _text("chain", 32),
        _text("hash", 64),
        _number("seq"),
        _text("device", 32),
        _text("id", 32, nullable=True),
        _text("type", 64, nullable=True),
        sa.Column("jws", sa.LargeBinary(), nullable=False),
        sa.Column("personal", sa.LargeBinary(), nullable=True),
        _text("outcome", 16),
        _number("n"),
        sa.Column("sentence", sa.Text(), nullable=False),
        _text("by", 300),
        _text("at", 25),
        sa.PrimaryKeyConstraint("centre", "chain", "hash", name=op.f("stranded_key")),
    )
    op.create_index("stranded_by_outcome", "stranded", ["outcome", "centre"], unique=False)
    op.create_index("stranded_by_id", "stranded", ["centre", "id"], unique=False)


def _salt() -> None:
    """Which work is asked for as a sample is not to be guessed by whoever signs it."""
    op.get_bind().execute(
        sa.text(
            "INSERT INTO setting (name, value) SELECT 'sample-salt', :salt "
            "WHERE EXISTS (SELECT 1 FROM setting WHERE name = 'issuer')"
        ),
        {"salt": secrets.token_hex(16)},
    )


def upgrade() -> None:
    _columns()
    _papers()
    _stranded()
    _salt()
