"""Marks: spans of a track that are withheld."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_track_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("begins_ms", sa.Integer(), nullable=False),
        sa.Column("ends_ms", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_track_mark_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_track_mark")),
    )
    op.create_index(
        op.f("ix_marketplace_track_mark_recording_id"), "marketplace_track_mark", ["recording_id"]
    )
    op.create_index(
        op.f("ix_marketplace_track_mark_take_id"), "marketplace_track_mark", ["take_id"]
    )
    protect(op, "marketplace_track_mark", [("id",)])
