"""Clients' payments, and what is given back of them."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts_funding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column(
            "means",
            sa.Enum(
                "checkout",
                "invoice",
                "balance",
                name="means",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("purchase_order", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "open",
                "processing",
                "paid",
                "failed",
                name="fundingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("checkout_id", sa.String(), nullable=True),
        sa.Column("invoice_id", sa.String(), nullable=True),
        sa.Column("invoice_number", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("available_at", UtcDateTime(), nullable=True),
        sa.Column("is_available", sa.Boolean(), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_funding_amount")),
        sa.CheckConstraint(
            "refunded_minor BETWEEN 0 AND amount_minor", name=op.f("ck_payouts_funding_refunded")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_funding")),
        sa.UniqueConstraint("checkout_id", name=op.f("uq_payouts_funding_checkout_id")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_payouts_funding_invoice_id")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_payouts_funding_payment_id")),
    )
    op.create_index(
        "ix_payouts_funding_client_id_asked_at",
        "payouts_funding",
        ["client_id", "asked_at"],
        unique=False,
    )
    op.create_index("ix_payouts_funding_order_id", "payouts_funding", ["order_id"], unique=False)
    op.create_index("ix_payouts_funding_state", "payouts_funding", ["state"], unique=False)
    op.create_table(
        "payouts_giving_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("funding_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "sent",
                "refused",
                "failed",
                name="givingbackstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("refund_id", sa.String(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_giving_back_amount")),
        sa.ForeignKeyConstraint(
            ["funding_id"], ["payouts_funding.id"], name=op.f("fk_payouts_giving_back_funding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_giving_back")),
        sa.UniqueConstraint("refund_id", name=op.f("uq_payouts_giving_back_refund_id")),
    )
    op.create_index(
        op.f("ix_payouts_giving_back_funding_id"),
        "payouts_giving_back",
        ["funding_id"],
        unique=False,
    )
