"""Payees, and what we are about to ask Stripe: intents, their content and outcomes."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts_intent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_intent")),
        sa.UniqueConstraint(
            "about", "subject_id", "n", name=op.f("uq_payouts_intent_about_subject_id_n")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_payouts_intent_key")),
    )
    op.create_table(
        "payouts_intent_content",
        sa.Column("intent_id", sa.Uuid(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intent_id"], ["payouts_intent.id"], name=op.f("fk_payouts_intent_content_intent_id")
        ),
        sa.PrimaryKeyConstraint("intent_id", name=op.f("pk_payouts_intent_content")),
    )
    op.create_table(
        "payouts_intent_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("intent_id", sa.Uuid(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "done",
                "no",
                "unknown",
                "absent",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intent_id"], ["payouts_intent.id"], name=op.f("fk_payouts_intent_outcome_intent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_intent_outcome")),
    )
    op.create_index(
        "ix_payouts_intent_outcome_intent_id", "payouts_intent_outcome", ["intent_id"], unique=False
    )
    op.create_table(
        "payouts_payee",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("stripe_account", sa.String(), nullable=True),
        sa.Column(
            "standing",
            sa.Enum(
                "unmade",
                "started",
                "ready",
                "restricted",
                "deauthorised",
                "closed",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("methods", sa.JSON(), nullable=False),
        sa.Column("broken", sa.JSON(), nullable=False),
        sa.Column("paused_until", UtcDateTime(), nullable=True),
        sa.Column("manual", sa.Boolean(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"], ["marketplace_account.id"], name=op.f("fk_payouts_payee_performer_id")
        ),
        sa.PrimaryKeyConstraint("performer_id", name=op.f("pk_payouts_payee")),
        sa.UniqueConstraint("stripe_account", name=op.f("uq_payouts_payee_stripe_account")),
    )
    op.create_index("ix_payouts_payee_standing", "payouts_payee", ["standing"], unique=False)
    protect(op, "payouts_intent", [("about", "subject_id", "n"), ("id",), ("key",)])
    protect(op, "payouts_intent_outcome", [("id",)])
