"""Transcripts of tracks, and copies of takes that go without what is withheld."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _transcripts()
    _copies()
    op.add_column("marketplace_track_file", sa.Column("stripped_at", UtcDateTime(), nullable=True))
    protect(op, "marketplace_transcript", [("id",), ("recording_id", "number")])


def _transcripts() -> None:
    op.create_table(
        "marketplace_transcript",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cues", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_transcript_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_transcript")),
        sa.UniqueConstraint(
            "recording_id", "number", name=op.f("uq_marketplace_transcript_recording_id_number")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_transcript_take_id"), "marketplace_transcript", ["take_id"]
    )
    op.create_table(
        "marketplace_transcript_text",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"],
            ["marketplace_transcript.id"],
            name=op.f("fk_marketplace_transcript_text_transcript_id"),
        ),
        sa.PrimaryKeyConstraint("transcript_id", name=op.f("pk_marketplace_transcript_text")),
    )


def _copies() -> None:
    op.create_table(
        "consent_media_also",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["consent_media_file.id"], name=op.f("fk_consent_media_also_file_id")
        ),
        sa.PrimaryKeyConstraint("file_id", "recording_id", name=op.f("pk_consent_media_also")),
    )
    op.create_index(
        op.f("ix_consent_media_also_recording_id"), "consent_media_also", ["recording_id"]
    )
    kind = sa.Enum(
        "track", "mix", name="copykind", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "marketplace_take_copy",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["consent_media_file.id"], name=op.f("fk_marketplace_take_copy_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_copy_take_id")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_marketplace_take_copy")),
    )
    for column in ("take_id", "recording_id"):
        name = op.f(f"ix_marketplace_take_copy_{column}")
        op.create_index(name, "marketplace_take_copy", [column])
    op.create_table(
        "marketplace_take_copying",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("is_due", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_copying_take_id")
        ),
        sa.PrimaryKeyConstraint("take_id", name=op.f("pk_marketplace_take_copying")),
    )
    op.create_index(
        "ix_marketplace_take_copying_due", "marketplace_take_copying", ["is_due", "take_id"]
    )
