"""Reconciliations with Stripe, their totals, and the differences that they found."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_KINDS = (
    "missing_at_stripe",
    "unknown_to_us",
    "other_amount",
    "other_state",
    "balance_differs",
    "availability_differs",
)
_RUN, _DIFFERENCE = "payouts_reconciliation", "payouts_difference"


def upgrade() -> None:
    _reconciliations()
    _differences()


def _reconciliations() -> None:
    _table(
        _RUN,
        _column("id", sa.Uuid()),
        _column("turn", sa.String()),
        _column("night", sa.Date(), nullable=True),
        _column("asked_by", sa.Uuid()),
        _column("asked_at", UtcDateTime()),
        _column(
            "state", _words("reconciliationstate", "wanted", "running", "complete", "incomplete")
        ),
        *(
            _column(name, UtcDateTime(), nullable=True)
            for name in ("held_until", "since", "until", "ended_at")
        ),
        _column("unread", sa.String()),
        *(
            _column(name, sa.Integer())
            for name in (
                "movements",
                "transfers",
                "bank_payouts",
                "payees",
                "new",
                "gone",
                "still_open",
            )
        ),
        sa.UniqueConstraint("night", name=op.f(f"uq_{_RUN}_night")),
        keys=("id",),
    )
    _one_open(_RUN, "turn")
    op.create_index(f"ix_{_RUN}_asked_at", _RUN, ["asked_at"])
    _table(
        "payouts_reconciled_total",
        _column("reconciliation_id", sa.Uuid()),
        _column("place", sa.String()),
        _column("currency", sa.String()),
        _column("ours_minor", sa.BigInteger()),
        _column("theirs_minor", sa.BigInteger()),
        _refers("payouts_reconciled_total", "reconciliation_id", f"{_RUN}.id"),
        keys=("reconciliation_id", "place", "currency"),
    )


def _differences() -> None:
    codes = _table("payouts_difference_kind", _column("code", sa.String()), keys=("code",))
    op.bulk_insert(codes, [{"code": code} for code in _KINDS])
    _table(
        _DIFFERENCE,
        _column("id", sa.Uuid()),
        *(_column(name, sa.String()) for name in ("kind", "place", "subject", "currency")),
        *(_column(name, sa.BigInteger()) for name in ("ours_minor", "theirs_minor", "off_minor")),
        _column("about_at", UtcDateTime()),
        _column("says", sa.String()),
        _column("found_in", sa.Uuid()),
        _column("first_seen_at", UtcDateTime()),
        _column("last_seen_at", UtcDateTime()),
        _column("owner_id", sa.Uuid(), nullable=True),
        *(
            _column(name, UtcDateTime(), nullable=True)
            for name in ("taken_at", "told_at", "ended_at")
        ),
        _column("ending", _words("ending", "posted", "gone"), nullable=True),
        _column("ended_by", sa.Uuid(), nullable=True),
        _column("because", sa.String()),
        _column("against", sa.String(), nullable=True),
        _column("posting_group_id", sa.Uuid(), nullable=True),
        _column("version", sa.Integer()),
        _refers(_DIFFERENCE, "kind", "payouts_difference_kind.code"),
        _refers(_DIFFERENCE, "found_in", f"{_RUN}.id"),
        _refers(_DIFFERENCE, "against", "payouts_account_kind.code"),
        _refers(_DIFFERENCE, "posting_group_id", "payouts_posting_key.id"),
        keys=("id",),
    )
    _one_open(_DIFFERENCE, "place", "subject", "currency", "kind")
    op.create_index(f"ix_{_DIFFERENCE}_first_seen_at", _DIFFERENCE, ["first_seen_at"])
    op.create_index(f"ix_{_DIFFERENCE}_place_subject", _DIFFERENCE, ["place", "subject"])


def _one_open(table: str, *columns: str) -> None:
    op.create_index(
        f"uq_{table}_open",
        table,
        list(columns),
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _column(name: str, kind: Any, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _table(name: str, *parts: Any, keys: Sequence[str]) -> sa.Table:
    return op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")))


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))
