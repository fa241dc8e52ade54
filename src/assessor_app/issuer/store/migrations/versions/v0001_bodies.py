"""The issuer itself, its centres and their devices."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("setting_key")),
    )


def _key() -> None:
    op.create_table(
        "key",
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("use", sa.String(length=64), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.String(length=10), nullable=False),
        sa.Column("until_day", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("compromised_at", sa.String(length=25), nullable=True),
        sa.Column("made_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("key_key")),
    )


def _anchors() -> None:
    op.create_table(
        "anchors",
        sa.Column("serial", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.String(length=25), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name=op.f("anchors_key")),
    )


def _form() -> None:
    op.create_table(
        "form",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.String(length=25), nullable=False),
        sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("form_key")),
    )


def _catalogue() -> None:
    op.create_table(
        "catalogue",
        sa.Column("serial", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("serial", name=op.f("catalogue_key")),
    )


def _centre() -> None:
    op.create_table(
        "centre",
        sa.Column("id", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("approval_number", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=300), nullable=False),
        sa.Column("policy", sa.String(length=32), nullable=True),
        sa.Column("added_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("centre_key")),
    )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("code_id", sa.String(length=16), nullable=False),
        sa.Column("code_key", sa.String(length=64), nullable=False),
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=25), nullable=False),
        sa.Column("expires_at", sa.String(length=25), nullable=False),
        sa.Column("used_at", sa.String(length=25), nullable=True),
        sa.Column("device", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["centre"], ["centre.id"], name=op.f("invitation_centre_of")),
        sa.PrimaryKeyConstraint("code_id", name=op.f("invitation_key")),
    )


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("box", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("delegation", sa.LargeBinary(), nullable=False),
        sa.Column("delegated_from", sa.String(length=25), nullable=False),
        sa.Column("delegated_until", sa.String(length=25), nullable=False),
        sa.Column("enrolled_at", sa.String(length=25), nullable=False),
        sa.Column("last_contact", sa.String(length=25), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("heartbeat", sa.Text(), nullable=True),
        sa.Column("retired_at", sa.String(length=25), nullable=True),
        sa.Column("next_position", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["centre"], ["centre.id"], name=op.f("device_centre_of")),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("device_key")),
    )
    op.create_index("device_by_id", "device", ["id"], unique=True)
    op.create_index("device_by_public", "device", ["public"], unique=True)


def _delegation() -> None:
    op.create_table(
        "delegation",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", "chain", "number", name=op.f("delegation_key")),
    )


def _envelope() -> None:
    op.create_table(
        "envelope",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", "counter", name=op.f("envelope_key")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["centre"], ["centre.id"], name=op.f("person_centre_of")),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("person_key")),
    )


def _suspension() -> None:
    op.create_table(
        "suspension",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("lifted_at", sa.String(length=25), nullable=True),
        sa.ForeignKeyConstraint(["centre"], ["centre.id"], name=op.f("suspension_centre_of")),
        sa.PrimaryKeyConstraint("centre", "kind", "subject", "chain", name=op.f("suspension_key")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("serial", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name=op.f("audit_key")),
    )


def upgrade() -> None:
    _setting()
    _key()
    _anchors()
    _form()
    _catalogue()
    _centre()
    _invitation()
    _device()
    _delegation()
    _envelope()
    _person()
    _suspension()
    _audit()
