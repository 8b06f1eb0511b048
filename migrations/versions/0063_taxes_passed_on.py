"""What was withheld and paid on to the tax office: an account and a purpose of the journal, and who
noted it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

_CODES = {"payouts_account_kind": "tax_passed_on", "payouts_purpose": "pass_on"}
_PERIODS = (
    *("year", "q1", "q2", "q3", "q4"),
    *("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10", "m11", "m12"),
)


def upgrade() -> None:
    for table, code in _CODES.items():
        rows = sa.table(table, sa.column("code", sa.String()))
        op.bulk_insert(rows, [{"code": code}])
    op.create_table(
        "payouts_tax_passed_on",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", _words("period", *_PERIODS), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            _words("passingstate", "proposed", "noted", "dropped", "taken_back"),
            nullable=False,
        ),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_checks(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_tax_passed_on")),
    )
    op.create_index("ix_payouts_tax_passed_on_year", "payouts_tax_passed_on", ["year"])


def _checks() -> list[sa.CheckConstraint]:
    said = {
        "amount": "amount_minor > 0",
        "another_person": "approved_by IS NULL OR approved_by != noted_by",
        "two_people": (
            "state IN ('proposed', 'dropped') OR approved_by IS NOT NULL OR NOT needs_second"
        ),
    }
    return [
        sa.CheckConstraint(each, name=op.f(f"ck_payouts_tax_passed_on_{name}"))
        for name, each in said.items()
    ]


def _words(name: str, *words: str) -> Any:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
