"""Pay runs, payouts and their lines; what was left out, and why; who approved."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_REASONS = (
    "held",
    "no_account",
    "not_ready",
    "paused",
    "restricted",
    "below_minimum",
    "currency",
    "mismatch",
)


def upgrade() -> None:
    _settings()
    _runs()
    _payouts()
    _skipped()


def _settings() -> None:
    _table(
        "payouts_run_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        keys=("year",),
    )
    schedule = _table(
        "payouts_schedule", sa.Column("name", sa.String(), nullable=False), keys=("name",)
    )
    op.bulk_insert(schedule, [{"name": "weekly"}])
    _table(
        "payouts_schedule_terms",
        *_ids("id"),
        *_texts("schedule"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        *_texts("cut_off", "zone"),
        sa.Column("pay_weekday", sa.Integer(), nullable=False),
        *_times("from_at"),
        *_texts("because"),
        *_ids("decided_by"),
        *_times("decided_at"),
        _refers("payouts_schedule_terms", "schedule", "payouts_schedule.name"),
        _unique("payouts_schedule_terms", "schedule", "number"),
        keys=("id",),
    )
    protect(op, "payouts_schedule_terms", [("id",), ("schedule", "number")])
    _table(
        "payouts_currency_rule",
        *_ids("id"),
        *_texts("currency"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payable", sa.Boolean(), nullable=False),
        *_amounts("minimum_minor", "second_minor"),
        *_texts("because"),
        *_ids("decided_by"),
        *_times("decided_at"),
        _unique("payouts_currency_rule", "currency", "number"),
        sa.CheckConstraint(
            "minimum_minor >= 0 AND second_minor >= 0",
            name=op.f("ck_payouts_currency_rule_amounts"),
        ),
        keys=("id",),
    )
    protect(op, "payouts_currency_rule", [("currency", "number"), ("id",)])


def _runs() -> None:
    _table(
        "payouts_pay_run",
        *_ids("id"),
        *_texts("number", "schedule"),
        sa.Column("kind", _words("runkind", "scheduled", "on_demand", "late"), nullable=False),
        sa.Column("period_starts_on", sa.Date(), nullable=True),
        *_times("starts_at", "ends_at"),
        *_texts("zone"),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("due_by", sa.Date(), nullable=True),
        *_ids("asked_by"),
        *_texts("because"),
        sa.Column(
            "state",
            _words("runstate", "planning", "planned", "approved", "rejected"),
            nullable=False,
        ),
        *_texts("rejected_because"),
        *_times("planned_at"),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'on_demand') = (period_starts_on IS NULL)",
            name=op.f("ck_payouts_pay_run_period"),
        ),
        _refers("payouts_pay_run", "schedule", "payouts_schedule.name"),
        _unique("payouts_pay_run", "number"),
        _unique("payouts_pay_run", "schedule", "kind", "period_starts_on"),
        keys=("id",),
    )
    _index("payouts_pay_run", "planned_at")
    _table(
        "payouts_run_approval",
        *_ids("id", "run_id", "approved_by"),
        *_texts("fingerprint"),
        *_times("approved_at"),
        _refers("payouts_run_approval", "run_id", "payouts_pay_run.id"),
        _unique("payouts_run_approval", "run_id", "approved_by", "fingerprint"),
        keys=("id",),
    )
    protect(op, "payouts_run_approval", [("id",), ("run_id", "approved_by", "fingerprint")])


def _payouts() -> None:
    _table(
        "payouts_payout",
        *_ids("id", "run_id", "performer_id"),
        *_texts("currency"),
        *_amounts("amount_minor"),
        *_ids("posting_group_id"),
        *_amounts("carried_in_minor", "carried_out_minor"),
        sa.Column(
            "state",
            _words(
                "payoutstate",
                "planned",
                "approved",
                "sending",
                "sent",
                "paid",
                "returned",
                "void",
            ),
            nullable=False,
        ),
        *_texts("because"),
        *_times("planned_at", "changed_at"),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_payout_amount")),
        _refers("payouts_payout", "posting_group_id", "payouts_posting_key.id"),
        _refers("payouts_payout", "run_id", "payouts_pay_run.id"),
        _unique("payouts_payout", "run_id", "performer_id", "currency"),
        keys=("id",),
    )
    _index("payouts_payout", "performer_id", "planned_at")
    _index("payouts_payout", "state")
    _table(
        "payouts_payout_line",
        *_ids("payout_id", "earning_id"),
        *_amounts("amount_minor"),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payouts_payout_line_amount")),
        _refers("payouts_payout_line", "earning_id", "payouts_earning.id"),
        _refers("payouts_payout_line", "payout_id", "payouts_payout.id"),
        keys=("payout_id", "earning_id"),
    )
    _index("payouts_payout_line", "earning_id")
    protect(op, "payouts_payout_line", [("payout_id", "earning_id")])
    _table(
        "payouts_taken_out",
        *_ids("payout_id"),
        *_texts("because"),
        *_ids("taken_by"),
        *_times("taken_at"),
        _refers("payouts_taken_out", "payout_id", "payouts_payout.id"),
        keys=("payout_id",),
    )
    protect(op, "payouts_taken_out", [("payout_id",)])
    _table(
        "payouts_carry",
        *_ids("performer_id"),
        *_texts("currency"),
        *_amounts("amount_minor"),
        keys=("performer_id", "currency"),
    )


def _skipped() -> None:
    codes = _table(
        "payouts_skip_reason", sa.Column("code", sa.String(), nullable=False), keys=("code",)
    )
    op.bulk_insert(codes, [{"code": code} for code in _REASONS])
    _table(
        "payouts_skipped",
        *_ids("id", "run_id", "earning_id", "performer_id"),
        *_texts("currency"),
        *_amounts("amount_minor"),
        *_texts("reason"),
        sa.Column("until", UtcDateTime(), nullable=True),
        _refers("payouts_skipped", "earning_id", "payouts_earning.id"),
        _refers("payouts_skipped", "reason", "payouts_skip_reason.code"),
        _refers("payouts_skipped", "run_id", "payouts_pay_run.id"),
        _unique("payouts_skipped", "run_id", "earning_id"),
        keys=("id",),
    )
    _index("payouts_skipped", "performer_id")
    protect(op, "payouts_skipped", [("id",), ("run_id", "earning_id")])
    _table(
        "payouts_pay_by_alert",
        *_ids("earning_id"),
        sa.Column("days", sa.Integer(), autoincrement=False, nullable=False),
        *_times("alerted_at"),
        _refers("payouts_pay_by_alert", "earning_id", "payouts_earning.id"),
        keys=("earning_id", "days"),
    )
    protect(op, "payouts_pay_by_alert", [("earning_id", "days")])


def _table(name: str, *parts: Any, keys: Sequence[str]) -> sa.Table:
    return op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")))


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, UtcDateTime(), nullable=False) for name in names]


def _amounts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
