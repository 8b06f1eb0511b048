"""Statements that were sent, the pay record by day, and what is known of payees' taxes."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "payouts_statement_sent",
        *_ids("run_id", "performer_id"),
        _time("sent_at"),
        _refers("payouts_statement_sent", "run_id", "payouts_pay_run.id"),
        keys=("run_id", "performer_id"),
    )
    _table(
        "payouts_statements_done",
        *_ids("run_id"),
        _time("done_at"),
        _refers("payouts_statements_done", "run_id", "payouts_pay_run.id"),
        keys=("run_id",),
    )
    _table(
        "payouts_pay_record",
        sa.Column("counted_on", sa.Date(), nullable=False),
        *_counts("payouts", "on_time", "late", "median_days"),
        _time("counted_at"),
        keys=("counted_on",),
    )
    _table("payouts_tax_asked", *_ids("performer_id"), _time("asked_at"), keys=("performer_id",))
    _table(
        "payouts_tax_declaration",
        *_ids("id", "performer_id"),
        *_counts("n"),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("us_person", sa.Boolean(), nullable=False),
        _time("declared_at"),
        _numbered("payouts_tax_declaration"),
        keys=("id",),
        unique=("performer_id", "n"),
    )
    _table(
        "payouts_tax_form",
        *_ids("id", "performer_id"),
        *_counts("n"),
        sa.Column("form", _words("form", "w9", "w8ben"), nullable=False),
        sa.Column("state", _words("formstate", "asked", "received", "missing"), nullable=False),
        *_ids("noted_by"),
        _time("noted_at"),
        _numbered("payouts_tax_form"),
        keys=("id",),
        unique=("performer_id", "n"),
    )


def _table(name: str, *parts: Any, keys: Sequence[str], unique: Sequence[str] = ()) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")))
    protect(op, name, [tuple(keys), *([tuple(unique)] if unique else [])])


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _counts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=False)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _numbered(table: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("performer_id", "n", name=op.f(f"uq_{table}_performer_id_n"))
