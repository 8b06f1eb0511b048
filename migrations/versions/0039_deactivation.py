"""Deactivation of accounts: decisions, their words, and from when on an account is shut."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_deactivation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "harassment",
                "under_age",
                "misuse",
                "false_identity",
                "pay_fraud",
                "broken_promises",
                name="deactivationreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("takes_effect_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("effected_at", UtcDateTime(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("appeal_due_at", UtcDateTime(), nullable=True),
        sa.Column("upheld_at", UtcDateTime(), nullable=True),
        sa.Column("upheld_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "overturned",
                "taken_back",
                "appeal_late",
                name="deactivationending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_deactivation_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["foundation_case.id"], name=op.f("fk_marketplace_deactivation_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_deactivation")),
    )
    op.create_index(
        "ix_marketplace_deactivation_account_id",
        "marketplace_deactivation",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_deactivation_appeal_due_at"),
        "marketplace_deactivation",
        ["appeal_due_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_deactivation_takes_effect_at"),
        "marketplace_deactivation",
        ["takes_effect_at"],
        unique=False,
    )
    op.create_index(
        "uq_marketplace_deactivation_standing",
        "marketplace_deactivation",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "marketplace_deactivation_words",
        sa.Column("deactivation_id", sa.Uuid(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deactivation_id"],
            ["marketplace_deactivation.id"],
            name=op.f("fk_marketplace_deactivation_words_deactivation_id"),
        ),
        sa.PrimaryKeyConstraint("deactivation_id", name=op.f("pk_marketplace_deactivation_words")),
    )
    op.add_column(
        "marketplace_account", sa.Column("deactivated_from", UtcDateTime(), nullable=True)
    )
