"""Attempts: what was asked of Stripe for a payout, word for word."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payout_id", sa.Uuid(), nullable=False),
        sa.Column("step", _words("step", "transfer", "bank", "reversal"), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column(
            "state",
            _words("attemptstate", "ready", "sending", "unknown", "done", "refused", "absent"),
            nullable=False,
        ),
        sa.Column("wait_until", UtcDateTime(), nullable=False),
        sa.Column("sent_first_at", UtcDateTime(), nullable=True),
        sa.Column("sent_last_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("stripe_id", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payouts_payout.id"], name=op.f("fk_payouts_attempt_payout_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_attempt")),
        sa.UniqueConstraint("key", name=op.f("uq_payouts_attempt_key")),
        sa.UniqueConstraint(
            "payout_id", "step", "n", name=op.f("uq_payouts_attempt_payout_id_step_n")
        ),
    )
    for columns in (("state", "wait_until"), ("stripe_id",)):
        op.create_index(f"ix_payouts_attempt_{'_'.join(columns)}", "payouts_attempt", columns)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
