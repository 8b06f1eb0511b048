"""Disputes and what was answered, top-ups of our own, invoices of ours."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _disputes()
    _files()
    _top_ups()
    _invoices()


def _disputes() -> None:
    op.create_table(
        "payouts_dispute",
        *_ids("id", "funding_id"),
        *_texts("stripe_id", "status", "reason"),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        *_texts("currency"),
        _time("answer_by", nullable=True),
        _time("opened_at"),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        _time("reminded_at", nullable=True),
        _time("read_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_dispute_amount")),
        sa.ForeignKeyConstraint(
            ["funding_id"], ["payouts_funding.id"], name=op.f("fk_payouts_dispute_funding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_dispute")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_payouts_dispute_stripe_id")),
    )
    op.create_index("ix_payouts_dispute_opened_at", "payouts_dispute", ["opened_at"])
    op.create_index(op.f("ix_payouts_dispute_funding_id"), "payouts_dispute", ["funding_id"])
    op.create_table(
        "payouts_dispute_answer",
        *_ids("dispute_id"),
        sa.Column("way", _words("way", "evidence", "acceptance"), nullable=False),
        *_ids("written_by"),
        *_texts("product", "happened", "policy"),
        sa.Column("service_on", sa.Date(), nullable=True),
        *_texts("because"),
        sa.Column(
            "state",
            _words("answerstate", "written", "asked", "sent", "refused"),
            nullable=False,
        ),
        _time("written_at"),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        _time("sent_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["payouts_dispute.id"],
            name=op.f("fk_payouts_dispute_answer_dispute_id"),
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_payouts_dispute_answer")),
    )


def _files() -> None:
    shows = ("service_documentation", "customer_communication", "receipt", "uncategorized_file")
    op.create_table(
        "payouts_dispute_file",
        *_ids("dispute_id"),
        sa.Column("shows", _words("shows", *shows), nullable=False),
        *_texts("name"),
        sa.Column("size", sa.Integer(), nullable=False),
        *_texts("sha256", "stripe_id"),
        *_ids("added_by"),
        _time("added_at"),
        sa.CheckConstraint("size > 0", name=op.f("ck_payouts_dispute_file_size")),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["payouts_dispute.id"], name=op.f("fk_payouts_dispute_file_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", "shows", name=op.f("pk_payouts_dispute_file")),
    )


def _top_ups() -> None:
    states = ("proposed", "asked", "pending", "succeeded", "failed", "canceled", "reversed")
    op.create_table(
        "payouts_own_top_up",
        *_ids("id"),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        *_texts("currency", "because"),
        *_ids("asked_by"),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("state", _words("owntopupstate", *states, "refused", "dropped"), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("stripe_id", sa.String(), nullable=True),
        _time("expected_at", nullable=True),
        *_texts("failure"),
        _time("asked_at"),
        _time("changed_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_own_top_up_amount")),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by != asked_by",
            name=op.f("ck_payouts_own_top_up_another_person"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'dropped') OR approved_by IS NOT NULL OR NOT needs_second",
            name=op.f("ck_payouts_own_top_up_two_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_own_top_up")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_payouts_own_top_up_stripe_id")),
    )
    for column in ("asked_at", "state"):
        op.create_index(f"ix_payouts_own_top_up_{column}", "payouts_own_top_up", [column])


def _invoices() -> None:
    op.create_table(
        "payouts_invoice_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_payouts_invoice_counter")),
    )
    op.create_table(
        "payouts_invoice",
        *_ids("funding_id"),
        *_texts("number"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        _time("issued_at"),
        sa.ForeignKeyConstraint(
            ["funding_id"], ["payouts_funding.id"], name=op.f("fk_payouts_invoice_funding_id")
        ),
        sa.PrimaryKeyConstraint("funding_id", name=op.f("pk_payouts_invoice")),
        sa.UniqueConstraint("number", name=op.f("uq_payouts_invoice_number")),
    )
    protect(op, "payouts_invoice", [("funding_id",), ("number",)])


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
