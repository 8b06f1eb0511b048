"""Files that a brief speaks of, and late answers that somebody was told of."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_request_reference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime()),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_request_reference_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_request_reference")),
    )
    op.create_index(
        op.f("ix_marketplace_request_reference_request_id"),
        "marketplace_request_reference",
        ["request_id"],
    )
    op.create_table(
        "marketplace_request_late_answer",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_request_late_answer_version_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_marketplace_request_late_answer")),
    )
