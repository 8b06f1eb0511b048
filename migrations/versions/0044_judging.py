"""Takes are judged: what was said of them, who may, who is at it, and appeals."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviews()
    _who_may()
    _appeals()
    protect(op, "marketplace_take_review", [("id",)])
    protect(op, "marketplace_beat_score", [("review_id", "beat")])


def _reviews() -> None:
    op.create_table(
        "marketplace_take_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "accept",
                "retake",
                "reject",
                name="takeverdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "technical",
                "off_brief",
                "wrong_language",
                "other_person",
                "real_names",
                "platform_fault",
                "safety_stop",
                "fraud",
                name="code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("first_ms", sa.Integer(), nullable=True),
        sa.Column("last_ms", sa.Integer(), nullable=True),
        sa.Column("bonus", sa.Boolean(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_review_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_take_review")),
    )
    op.create_index(
        op.f("ix_marketplace_take_review_take_id"),
        "marketplace_take_review",
        ["take_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_take_review_reviewer_id"),
        "marketplace_take_review",
        ["reviewer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_beat_score",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.Column("portrayed", sa.String(), nullable=False),
        sa.Column(
            "perceived",
            sa.Enum(
                "admiration",
                "affection",
                "amusement",
                "anger",
                "anxiety",
                "awe",
                "boredom",
                "calm",
                "confusion",
                "contempt",
                "determination",
                "disappointment",
                "disgust",
                "embarrassment",
                "envy",
                "excitement",
                "fear",
                "gratitude",
                "grief",
                "guilt",
                "hope",
                "irritation",
                "joy",
                "loneliness",
                "neutral",
                "nostalgia",
                "pride",
                "relief",
                "sadness",
                "shame",
                "surprise",
                "sympathy",
                "tenderness",
                name="emotion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("in_character", sa.Integer(), nullable=False),
        sa.Column("same_character", sa.Integer(), nullable=False),
        sa.Column("listening", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["marketplace_take_review.id"],
            name=op.f("fk_marketplace_beat_score_review_id"),
        ),
        sa.PrimaryKeyConstraint("review_id", "beat", name=op.f("pk_marketplace_beat_score")),
    )
    op.create_table(
        "marketplace_take_note",
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_note_take_id")
        ),
        sa.PrimaryKeyConstraint("about_id", name=op.f("pk_marketplace_take_note")),
    )
    op.create_index(
        op.f("ix_marketplace_take_note_take_id"), "marketplace_take_note", ["take_id"], unique=False
    )


def _who_may() -> None:
    op.create_table(
        "marketplace_take_claim",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_claim_take_id")
        ),
        sa.PrimaryKeyConstraint("take_id", name=op.f("pk_marketplace_take_claim")),
    )
    op.create_table(
        "marketplace_take_delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_take_delegation_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_take_delegation")),
        sa.UniqueConstraint(
            "request_id",
            "reviewer_id",
            name=op.f("uq_marketplace_take_delegation_request_id_reviewer_id"),
        ),
    )
    op.create_index(
        op.f("ix_marketplace_take_delegation_reviewer_id"),
        "marketplace_take_delegation",
        ["reviewer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_take_reminder",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_reminder_take_id")
        ),
        sa.PrimaryKeyConstraint("take_id", "hours", name=op.f("pk_marketplace_take_reminder")),
    )


def _appeals() -> None:
    op.create_table(
        "marketplace_take_appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "overturned",
                "upheld",
                "unanswered",
                name="appealoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_take_appeal_take_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_take_appeal")),
        sa.UniqueConstraint("take_id", name=op.f("uq_marketplace_take_appeal_take_id")),
    )
    op.create_index(
        "ix_marketplace_take_appeal_outcome_due_at",
        "marketplace_take_appeal",
        ["outcome", "due_at"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_take_appeal_client_id",
        "marketplace_take_appeal",
        ["client_id", "outcome"],
        unique=False,
    )
