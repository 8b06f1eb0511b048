"""Earnings: what facts are worth to whom, holds, reductions, settlements."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_CODES = {
    "marketplace_fact_outcome": ("paid", "returned", "nothing_left"),
    "payouts_settlement_outcome": ("paid", "returned"),
    "payouts_reduction_source": ("held", "payable", "later"),
}


def upgrade() -> None:
    for table, codes in _CODES.items():
        op.create_table(
            table,
            sa.Column("code", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{table}")),
        )
        rows = sa.table(table, sa.column("code", sa.String()))
        op.bulk_insert(rows, [{"code": code} for code in codes])
    _facts()
    _earnings()
    _holds()
    _reductions()


def _facts() -> None:
    op.create_table(
        "marketplace_fact_settlement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["marketplace_fact.id"],
            name=op.f("fk_marketplace_fact_settlement_fact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome"],
            ["marketplace_fact_outcome.code"],
            name=op.f("fk_marketplace_fact_settlement_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_fact_settlement")),
        sa.UniqueConstraint("fact_id", "n", name=op.f("uq_marketplace_fact_settlement_fact_id_n")),
    )
    op.create_index("ix_marketplace_fact_pay_by", "marketplace_fact", ["pay_by"], unique=False)
    protect(op, "marketplace_fact_settlement", [("fact_id", "n"), ("id",)])


def _earnings() -> None:
    op.create_table(
        "payouts_earning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("unfunded_minor", sa.BigInteger(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("earned_at", UtcDateTime(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("taken_minor", sa.BigInteger(), nullable=False),
        sa.Column("netted_minor", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "payable",
                "held",
                "on_its_way",
                "paid",
                "nothing_left",
                name="earningstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("payout_id", sa.Uuid(), nullable=True),
        sa.Column("collected_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(payout_id IS NOT NULL) = (state IN ('on_its_way', 'paid'))",
            name=op.f("ck_payouts_earning_payout"),
        ),
        sa.CheckConstraint("amount_minor >= 0", name=op.f("ck_payouts_earning_amount")),
        sa.CheckConstraint(
            "netted_minor >= 0 AND netted_minor <= taken_minor",
            name=op.f("ck_payouts_earning_netted"),
        ),
        sa.CheckConstraint(
            "taken_minor >= 0 AND taken_minor <= amount_minor",
            name=op.f("ck_payouts_earning_taken"),
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["marketplace_fact.id"], name=op.f("fk_payouts_earning_fact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_earning")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_payouts_earning_fact_id")),
    )
    op.create_index("ix_payouts_earning_order_id", "payouts_earning", ["order_id"], unique=False)
    op.create_index("ix_payouts_earning_payout_id", "payouts_earning", ["payout_id"], unique=False)
    op.create_index(
        "ix_payouts_earning_performer_id_earned_at",
        "payouts_earning",
        ["performer_id", "earned_at"],
        unique=False,
    )
    op.create_index(
        "ix_payouts_earning_state_pay_by", "payouts_earning", ["state", "pay_by"], unique=False
    )
    op.create_table(
        "payouts_settlement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("earning_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("payout_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["earning_id"], ["payouts_earning.id"], name=op.f("fk_payouts_settlement_earning_id")
        ),
        sa.ForeignKeyConstraint(
            ["outcome"],
            ["payouts_settlement_outcome.code"],
            name=op.f("fk_payouts_settlement_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_settlement")),
        sa.UniqueConstraint("earning_id", "n", name=op.f("uq_payouts_settlement_earning_id_n")),
    )
    op.create_index(
        "ix_payouts_settlement_payout_id", "payouts_settlement", ["payout_id"], unique=False
    )
    protect(op, "payouts_settlement", [("earning_id", "n"), ("id",)])


def _holds() -> None:
    op.create_table(
        "payouts_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("earning_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "identity",
                "payee_details",
                "tax_form",
                "possible_error",
                "possible_fraud",
                "legal_order",
                "asked_by_performer",
                name="holdreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_as", sa.String(), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "ended",
                "ran_out",
                name="holdending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["foundation_case.id"], name=op.f("fk_payouts_hold_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["earning_id"], ["payouts_earning.id"], name=op.f("fk_payouts_hold_earning_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_hold")),
    )
    op.create_index("ix_payouts_hold_earning_id", "payouts_hold", ["earning_id"], unique=False)
    op.create_index("ix_payouts_hold_until_on", "payouts_hold", ["until_on"], unique=False)
    op.create_index(
        "uq_payouts_hold_live",
        "payouts_hold",
        ["earning_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "payouts_hold_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["payouts_hold.id"], name=op.f("fk_payouts_hold_decision_hold_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_hold_decision")),
        sa.UniqueConstraint("hold_id", "n", name=op.f("uq_payouts_hold_decision_hold_id_n")),
    )


def _reductions() -> None:
    op.create_table(
        "payouts_reduction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("earning_id", sa.Uuid(), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=True),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "arithmetic",
                "fraud",
                name="reductionreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_as", sa.String(), nullable=False),
        sa.Column("answer_by", UtcDateTime(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "appealed",
                "overturned",
                "taken_back",
                "applied",
                name="reductionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("appeal", sa.String(), nullable=False),
        sa.Column("appealed_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("later_minor", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_reduction_amount")),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by != proposed_by",
            name=op.f("ck_payouts_reduction_another_person"),
        ),
        sa.ForeignKeyConstraint(
            ["earning_id"], ["payouts_earning.id"], name=op.f("fk_payouts_reduction_earning_id")
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["marketplace_fact.id"], name=op.f("fk_payouts_reduction_fact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_reduction")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_payouts_reduction_fact_id")),
    )
    op.create_index(
        "ix_payouts_reduction_earning_id", "payouts_reduction", ["earning_id"], unique=False
    )
    op.create_index(
        op.f("ix_payouts_reduction_performer_id"),
        "payouts_reduction",
        ["performer_id"],
        unique=False,
    )
    op.create_index(
        "ix_payouts_reduction_state_answer_by",
        "payouts_reduction",
        ["state", "answer_by"],
        unique=False,
    )
    op.create_table(
        "payouts_reduction_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reduction_id", sa.Uuid(), nullable=False),
        sa.Column("earning_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_reduction_step_amount")),
        sa.ForeignKeyConstraint(
            ["earning_id"],
            ["payouts_earning.id"],
            name=op.f("fk_payouts_reduction_step_earning_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reduction_id"],
            ["payouts_reduction.id"],
            name=op.f("fk_payouts_reduction_step_reduction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["payouts_reduction_source.code"],
            name=op.f("fk_payouts_reduction_step_source"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_reduction_step")),
        sa.UniqueConstraint(
            "reduction_id",
            "earning_id",
            name=op.f("uq_payouts_reduction_step_reduction_id_earning_id"),
        ),
    )
    op.create_index(
        "ix_payouts_reduction_step_earning_id",
        "payouts_reduction_step",
        ["earning_id"],
        unique=False,
    )
    protect(op, "payouts_reduction_step", [("id",), ("reduction_id", "earning_id")])
