"""What clients ask to use again."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None
_STATES = ("unfunded", "asked", "allowed", "refused", "lapsed")


def upgrade() -> None:
    op.create_table(
        "marketplace_reuse_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_marketplace_reuse_counter")),
    )
    _orders()
    _lines()
    op.create_table(
        "marketplace_reuse_recording",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["marketplace_reuse_line.id"],
            name=op.f("fk_marketplace_reuse_recording_line_id"),
        ),
        sa.PrimaryKeyConstraint(
            "line_id", "recording_id", name=op.f("pk_marketplace_reuse_recording")
        ),
    )
    protect(op, "marketplace_reuse_recording", [("line_id", "recording_id")])


def _orders() -> None:
    name = "marketplace_reuse_order"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["marketplace_client.id"], name=op.f(f"fk_{name}_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["marketplace_scene_request.id"], name=op.f(f"fk_{name}_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{name}_number")),
    )
    op.create_index(op.f(f"ix_{name}_client_id"), name, ["client_id"])


def _lines() -> None:
    name = "marketplace_reuse_line"
    op.create_table(
        name,
        *(sa.Column(each, sa.Uuid(), nullable=False) for each in ("id", "order_id")),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("least_minor", sa.BigInteger(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *_STATES, name="reusestate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("price_minor >= least_minor", name=op.f(f"ck_{name}_price")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["marketplace_reuse_order.id"], name=op.f(f"fk_{name}_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("agreement_id", name=op.f(f"uq_{name}_agreement_id")),
        sa.UniqueConstraint(
            "order_id", "performer_id", name=op.f(f"uq_{name}_order_id_performer_id")
        ),
    )
    op.create_index(op.f(f"ix_{name}_order_id"), name, ["order_id"])
    op.create_index(op.f(f"ix_{name}_state"), name, ["state"])


def downgrade() -> None:
    for name in ("recording", "line", "order", "counter"):
        op.drop_table(f"marketplace_reuse_{name}")
