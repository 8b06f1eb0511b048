"""Resumable uploads, and when backups were made."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_backup_made",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_backup_made")),
    )
    op.create_index(
        op.f("ix_foundation_backup_made_at"), "foundation_backup_made", ["at"], unique=False
    )
    op.create_table(
        "foundation_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("length_bytes", sa.BigInteger(), nullable=True),
        sa.Column("metadata_header", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("received_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_upload")),
    )
    op.create_index(
        op.f("ix_foundation_upload_expires_at"), "foundation_upload", ["expires_at"], unique=False
    )
    op.create_index(
        op.f("ix_foundation_upload_owner_id"), "foundation_upload", ["owner_id"], unique=False
    )
    op.create_table(
        "foundation_upload_owner",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_foundation_upload_owner")),
    )
