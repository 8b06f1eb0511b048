"""Takes: their tracks, the files that came in, and what happened to them."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_take",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("brief_version_id", sa.Uuid(), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("retake_of", sa.Uuid(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("complete_at", UtcDateTime(), nullable=True),
        sa.Column("judge_by", UtcDateTime(), nullable=True),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.Column("appeal_by", UtcDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "coming_in",
                "to_judge",
                "retake",
                "accepted",
                "rejected",
                "appealed",
                "stopped",
                "called_off",
                name="takestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["marketplace_booking.id"], name=op.f("fk_marketplace_take_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["brief_version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_take_brief_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_take_gig_id")
        ),
        sa.ForeignKeyConstraint(
            ["retake_of"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_retake_of")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_take")),
        sa.UniqueConstraint(
            "booking_id", "number", name=op.f("uq_marketplace_take_booking_id_number")
        ),
    )
    op.create_index(
        "ix_marketplace_take_client_id_judge_by",
        "marketplace_take",
        ["client_id", "state", "judge_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_take_gig_id"), "marketplace_take", ["gig_id"], unique=False
    )
    op.create_index(
        "ix_marketplace_take_state_judge_by",
        "marketplace_take",
        ["state", "judge_by"],
        unique=False,
    )
    op.create_table(
        "marketplace_take_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_step_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_take_step")),
    )
    op.create_index(
        op.f("ix_marketplace_take_step_take_id"), "marketplace_take_step", ["take_id"], unique=False
    )
    op.create_table(
        "marketplace_track",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "awaited",
                "checking",
                "fit",
                "missed",
                name="trackstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_track_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_track_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_track")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_marketplace_track_recording_id")),
    )
    op.create_index(
        "ix_marketplace_track_performer_id", "marketplace_track", ["performer_id"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_track_take_id"), "marketplace_track", ["take_id"], unique=False
    )
    op.create_table(
        "marketplace_track_file",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("came_in_at", UtcDateTime(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["track_id"], ["marketplace_track.id"], name=op.f("fk_marketplace_track_file_track_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_marketplace_track_file")),
    )
    op.create_index(
        op.f("ix_marketplace_track_file_track_id"),
        "marketplace_track_file",
        ["track_id"],
        unique=False,
    )
    protect(op, "marketplace_take_step", [("id",)])
