"""The journal: accounts, what is left on those that owe somebody, keys and postings."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_CODES = {
    "payouts_account_kind": (
        "stripe_pending",
        "stripe_available",
        "connected",
        "receivable_client",
        "receivable_performer",
        "client_balance",
        "order_funds",
        "performer_payable",
        "performer_held",
        "payout_in_flight",
        "tax_withheld",
        "platform_fee",
        "stripe_fees",
        "disputes",
        "remedies",
        "rounding",
        "capital",
    ),
    "payouts_purpose": (
        "fund",
        "settle",
        "stripe_fee",
        "set_aside",
        "refund",
        "dispute",
        "earn",
        "fee",
        "correct",
        "hold",
        "release",
        "reduce",
        "withhold",
        "pay",
        "transfer",
        "arrive",
        "return",
        "reverse",
        "difference",
    ),
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
    _accounts()
    _postings()


def _accounts() -> None:
    op.create_table(
        "payouts_journal_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind"], ["payouts_account_kind.code"], name=op.f("fk_payouts_journal_account_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_journal_account")),
        sa.UniqueConstraint(
            "kind",
            "owner_id",
            "currency",
            name=op.f("uq_payouts_journal_account_kind_owner_id_currency"),
        ),
        sa.UniqueConstraint("id", "currency", name=op.f("uq_payouts_journal_account_id_currency")),
    )
    op.create_index("ix_payouts_journal_account_owner_id", "payouts_journal_account", ["owner_id"])
    protect(op, "payouts_journal_account", [("id",), ("kind", "owner_id", "currency")])
    op.create_table(
        "payouts_available",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_minor >= 0", name=op.f("ck_payouts_available_amount")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["payouts_journal_account.id"],
            name=op.f("fk_payouts_available_account_id"),
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_payouts_available")),
    )


def _postings() -> None:
    op.create_table(
        "payouts_posting_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_posting_key")),
        sa.UniqueConstraint("key", name=op.f("uq_payouts_posting_key_key")),
    )
    protect(op, "payouts_posting_key", [("id",), ("key",)])
    op.create_table(
        "payouts_posting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("resolves_id", sa.Uuid(), nullable=True),
        sa.Column("debit_id", sa.Uuid(), nullable=False),
        sa.Column("credit_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("effective_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_posting_amount")),
        sa.CheckConstraint(
            "phase IN ('posted', 'pending', 'posts', 'voids')",
            name=op.f("ck_payouts_posting_phase"),
        ),
        sa.CheckConstraint(
            "(resolves_id IS NULL) = (phase IN ('posted', 'pending'))",
            name=op.f("ck_payouts_posting_resolves"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["payouts_posting_key.id"], name=op.f("fk_payouts_posting_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["purpose"], ["payouts_purpose.code"], name=op.f("fk_payouts_posting_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["debit_id", "currency"],
            ["payouts_journal_account.id", "payouts_journal_account.currency"],
            name="fk_payouts_posting_debit",
        ),
        sa.ForeignKeyConstraint(
            ["credit_id", "currency"],
            ["payouts_journal_account.id", "payouts_journal_account.currency"],
            name="fk_payouts_posting_credit",
        ),
        sa.ForeignKeyConstraint(
            ["resolves_id", "debit_id", "credit_id", "amount_minor"],
            [
                "payouts_posting.id",
                "payouts_posting.debit_id",
                "payouts_posting.credit_id",
                "payouts_posting.amount_minor",
            ],
            name="fk_payouts_posting_resolves",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_posting")),
        sa.UniqueConstraint(
            "id",
            "debit_id",
            "credit_id",
            "amount_minor",
            name=op.f("uq_payouts_posting_id_debit_id_credit_id_amount_minor"),
        ),
        sa.UniqueConstraint("resolves_id", name=op.f("uq_payouts_posting_resolves_id")),
        sa.UniqueConstraint("group_id", "line", name=op.f("uq_payouts_posting_group_id_line")),
    )
    for columns in (("debit_id", "effective_at"), ("credit_id", "effective_at"), ("cause_id",)):
        op.create_index(f"ix_payouts_posting_{'_'.join(columns)}", "payouts_posting", columns)
    protect(op, "payouts_posting", [("group_id", "line"), ("id",), ("resolves_id",)])
