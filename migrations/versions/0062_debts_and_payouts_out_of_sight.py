"""Payments by which a client settles what it owes; payouts that Stripe says nothing about."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With its check, because the table is not rebuilt for it. Until now every payment was for an
    # order or for the balance.
    no_order = sa.CheckConstraint(
        "NOT settles OR order_id IS NULL", name=op.f("ck_payouts_funding_settles")
    )
    settles = sa.Column(
        "settles", sa.Boolean(), no_order, nullable=False, server_default=sa.false()
    )
    op.add_column("payouts_funding", settles)
    endings = sa.Enum(
        *("came_back", "arrived"),
        name="sight",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "payouts_out_of_sight",
        sa.Column("payout_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ending", endings, nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_payouts_out_of_sight_ended")
        ),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payouts_payout.id"], name=op.f("fk_payouts_out_of_sight_payout_id")
        ),
        sa.PrimaryKeyConstraint("payout_id", name=op.f("pk_payouts_out_of_sight")),
    )
    op.create_index("ix_payouts_out_of_sight_account", "payouts_out_of_sight", ["account"])
