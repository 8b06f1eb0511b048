"""Self-reports: what performers say of safety and of each other, and what they felt."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_felt_opt_in",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("performer_id", name=op.f("pk_marketplace_felt_opt_in")),
    )
    _reports()
    _beats()


def _reports() -> None:
    op.create_table(
        "marketplace_self_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("safety", _words("safety", "safe", "uneasy", "unsafe"), nullable=False),
        sa.Column(
            "partner",
            _words("partner", "respectful", "mixed", "crossed_limits", "alone"),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_self_report_booking_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_self_report")),
        sa.UniqueConstraint(
            "booking_id",
            "performer_id",
            name=op.f("uq_marketplace_self_report_booking_id_performer_id"),
        ),
    )
    for column in ("made_at", "performer_id"):
        name = op.f(f"ix_marketplace_self_report_{column}")
        op.create_index(name, "marketplace_self_report", [column])


def _beats() -> None:
    op.create_table(
        "marketplace_felt_beat",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.Column("felt", _words("emotion", *_EMOTIONS), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_felt_beat_booking_id"),
        ),
        sa.PrimaryKeyConstraint(
            "booking_id", "performer_id", "beat", name=op.f("pk_marketplace_felt_beat")
        ),
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


_EMOTIONS = (
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
)
