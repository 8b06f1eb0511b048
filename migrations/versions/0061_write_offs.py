"""Postings against differences that two people stand for."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    states = ("proposed", "posted", "refused")
    words = sa.Enum(
        *states, name="writeoffstate", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "payouts_write_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("difference_id", sa.Uuid(), nullable=False),
        sa.Column("off_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("against", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("state", words, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("refused_because", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state != 'posted' OR (decided_by IS NOT NULL AND decided_by != asked_by)",
            name=op.f("ck_payouts_write_off_two_people"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)",
            name=op.f("ck_payouts_write_off_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["difference_id"],
            ["payouts_difference.id"],
            name=op.f("fk_payouts_write_off_difference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["against"], ["payouts_account_kind.code"], name=op.f("fk_payouts_write_off_against")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_write_off")),
    )
    op.create_index("ix_payouts_write_off_difference_id", "payouts_write_off", ["difference_id"])
    op.create_index(
        "uq_payouts_write_off_proposed",
        "payouts_write_off",
        ["difference_id"],
        unique=True,
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
