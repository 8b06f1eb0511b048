"""Bundles of evidence that were asked for, and how far each got."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_bundle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "recording",
                "person",
                "client",
                "period",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_as", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "made",
                "failed",
                "gone",
                name="bundlestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("threads", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(scope = 'period') = (subject_id IS NULL) AND (scope = 'period') = (from_on IS NOT NULL AND to_on IS NOT NULL)",
            name=op.f("ck_consent_bundle_about_something"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_bundle")),
    )
    op.create_index(
        "ix_consent_bundle_state", "consent_bundle", ["state", "asked_at"], unique=False
    )
