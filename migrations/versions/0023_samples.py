"""Samples for audits: asked for, drawn by a checkpoint, judged entry by entry."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_sample",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("after_checkpoint", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_sample")),
    )
    op.create_index(
        op.f("ix_consent_sample_asked_at"), "consent_sample", ["asked_at"], unique=False
    )
    op.create_table(
        "consent_sample_draw",
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("checkpoint", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["consent_sample.id"], name=op.f("fk_consent_sample_draw_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", name=op.f("pk_consent_sample_draw")),
    )
    op.create_table(
        "consent_sample_item",
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["consent_sample.id"], name=op.f("fk_consent_sample_item_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", "number", name=op.f("pk_consent_sample_item")),
    )
    op.create_table(
        "consent_sample_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("judged_by", sa.Uuid(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["consent_sample.id"], name=op.f("fk_consent_sample_verdict_sample_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_sample_verdict")),
    )
    op.create_index(
        "ix_consent_sample_verdict_sample_id",
        "consent_sample_verdict",
        ["sample_id", "number"],
        unique=False,
    )
    protect(op, "consent_sample", [("id",)])
    protect(op, "consent_sample_draw", [("sample_id",)])
    protect(op, "consent_sample_item", [("sample_id", "number")])
    protect(op, "consent_sample_verdict", [("id",)])
