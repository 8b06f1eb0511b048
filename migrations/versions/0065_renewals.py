"""What clients ask to renew."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None
_STATES = ("unfunded", "asked", "renewed", "declined", "lapsed")


def upgrade() -> None:
    op.create_table(
        "marketplace_renewal_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_marketplace_renewal_counter")),
    )
    op.create_table(
        "marketplace_renewal_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        _time("asked_at"),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_renewal_order_client_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_renewal_order")),
        sa.UniqueConstraint("number", name=op.f("uq_marketplace_renewal_order_number")),
    )
    op.create_index(
        op.f("ix_marketplace_renewal_order_client_id"), "marketplace_renewal_order", ["client_id"]
    )
    _lines()
    op.create_table(
        "marketplace_renewal_told",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        _time("told_at"),
        sa.PrimaryKeyConstraint("client_id", "ends_on", name=op.f("pk_marketplace_renewal_told")),
    )
    protect(op, "marketplace_renewal_told", [("client_id", "ends_on")])


def _lines() -> None:
    name = "marketplace_renewal_line"
    op.create_table(
        name,
        *(sa.Column(each, sa.Uuid(), nullable=False) for each in ("id", "order_id")),
        *(sa.Column(each, sa.Uuid(), nullable=False) for each in ("performer_id", "agreement_id")),
        *(sa.Column(each, sa.Date(), nullable=False) for each in ("ends_on", "renewed_until")),
        sa.Column("recordings", sa.Integer(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("open_for", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                *_STATES,
                name="renewalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        _time("answered_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("fee_minor >= 0", name=op.f(f"ck_{name}_fee")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["marketplace_renewal_order.id"], name=op.f(f"fk_{name}_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("open_for", name=op.f(f"uq_{name}_open_for")),
    )
    op.create_index(op.f(f"ix_{name}_order_id"), name, ["order_id"])
    op.create_index(f"ix_{name}_state", name, ["state", "ends_on"])
    op.create_index(f"ix_{name}_agreement_id", name, ["agreement_id", "ends_on"])


def _time(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), **{"nullable": False, **more})


def downgrade() -> None:
    for name in ("told", "line", "order", "counter"):
        op.drop_table(f"marketplace_renewal_{name}")
