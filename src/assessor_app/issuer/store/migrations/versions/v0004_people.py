"""People at the awarding body, and what they decide."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=64), nullable=False),
        sa.Column("roles", sa.String(length=128), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("code_until", sa.String(length=25), nullable=True),
        sa.Column("made_at", sa.String(length=25), nullable=False),
        sa.Column("ended_at", sa.String(length=25), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("account_key")),
    )
    op.create_index("account_by_name", "account", ["name_key"], unique=True)
    op.create_index("account_by_code", "account", ["code"], unique=True)


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=25), nullable=False),
        sa.Column("seen_at", sa.String(length=25), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("session_account_of")),
        sa.PrimaryKeyConstraint("token", name=op.f("session_key")),
    )
    op.create_index("session_by_account", "session", ["account"], unique=False)


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("attempt_key")),
    )


def _waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "chain", "seq", "code", name=op.f("waiver_key")),
    )


def _learner() -> None:
    op.create_table(
        "learner",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=False),
        sa.Column("number_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("mark_kind", sa.String(length=32), nullable=False),
        sa.Column("mark_value", sa.String(length=300), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("learner_key")),
    )
    op.create_index("learner_by_number", "learner", ["centre", "number_key"], unique=False)
    op.create_index("learner_by_name", "learner", ["name_key"], unique=False)


def _same_learner() -> None:
    op.create_table(
        "same_learner",
        sa.Column("centre", sa.String(length=300), nullable=False),
        sa.Column("one", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.String(length=25), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=True),
        sa.Column("answered_at", sa.String(length=25), nullable=True),
        sa.PrimaryKeyConstraint("centre", "one", "other", name=op.f("same_learner_key")),
    )
    op.create_index("same_learner_by_answer", "same_learner", ["answer", "asked_at"], unique=False)


def _freeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER waiver_no_{act.lower()} BEFORE {act} ON waiver "
                "BEGIN SELECT RAISE(ABORT, 'waiver is never changed'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER waiver_frozen BEFORE UPDATE OR DELETE ON waiver "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def upgrade() -> None:
    _account()
    _session()
    _attempt()
    _waiver()
    _learner()
    _same_learner()
    _freeze()
