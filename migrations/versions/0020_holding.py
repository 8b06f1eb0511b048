"""Files of recordings, who opened them, holds and destruction; who has copies; recalls."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_handed_over",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column("manifest", sa.String(), nullable=False),
        sa.Column("handed_over_by", sa.Uuid(), nullable=False),
        sa.Column("handed_over_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_consent_handed_over")),
    )
    op.create_index(
        "ix_consent_handed_over_client_id", "consent_handed_over", ["client_id"], unique=False
    )
    op.create_table(
        "consent_media_destruction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("cause", _one_of("destructioncause", _DESTRUCTIONCAUSE), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ordered_at", UtcDateTime(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=True),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.Column("called_off_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_media_destruction")),
    )
    op.create_index(
        "ix_consent_media_destruction_due_on", "consent_media_destruction", ["due_on"], unique=False
    )
    op.create_index(
        op.f("ix_consent_media_destruction_recording_id"),
        "consent_media_destruction",
        ["recording_id"],
        unique=False,
    )
    op.create_table(
        "consent_media_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("media", _MEDIA), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("watermarked", sa.Boolean(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_media_file")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_consent_media_file_storage_key")),
    )
    op.create_index(
        op.f("ix_consent_media_file_recording_id"),
        "consent_media_file",
        ["recording_id"],
        unique=False,
    )
    op.create_table(
        "consent_media_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_media_hold")),
    )
    op.create_index(
        op.f("ix_consent_media_hold_recording_id"),
        "consent_media_hold",
        ["recording_id"],
        unique=False,
    )
    op.create_table(
        "consent_media_viewing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_media_viewing")),
    )
    op.create_index(
        op.f("ix_consent_media_viewing_reader_id"),
        "consent_media_viewing",
        ["reader_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_media_viewing_recording_id"),
        "consent_media_viewing",
        ["recording_id"],
        unique=False,
    )
    op.create_table(
        "consent_holder",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["consent_handed_over.delivery_id"],
            name=op.f("fk_consent_holder_delivery_id"),
        ),
        sa.PrimaryKeyConstraint("delivery_id", "recording_id", name=op.f("pk_consent_holder")),
    )
    op.create_index("ix_consent_holder_client_id", "consent_holder", ["client_id"], unique=False)
    op.create_index(
        "ix_consent_holder_recording_id", "consent_holder", ["recording_id"], unique=False
    )
    op.create_table(
        "consent_media_hold_lifting",
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"],
            ["consent_media_hold.id"],
            name=op.f("fk_consent_media_hold_lifting_hold_id"),
        ),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_consent_media_hold_lifting")),
    )
    op.create_table(
        "consent_media_hold_words",
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["consent_media_hold.id"], name=op.f("fk_consent_media_hold_words_hold_id")
        ),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_consent_media_hold_words")),
    )
    op.create_table(
        "consent_media_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("viewing_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("first_byte", sa.BigInteger(), nullable=False),
        sa.Column("last_byte", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["consent_media_file.id"], name=op.f("fk_consent_media_reading_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["viewing_id"],
            ["consent_media_viewing.id"],
            name=op.f("fk_consent_media_reading_viewing_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_media_reading")),
    )
    op.create_index(
        op.f("ix_consent_media_reading_viewing_id"),
        "consent_media_reading",
        ["viewing_id"],
        unique=False,
    )
    op.create_table(
        "consent_recall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("cause", _one_of("recallcause", _RECALLCAUSE), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("attest_due_at", UtcDateTime(), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("notified_at", UtcDateTime(), nullable=True),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("attested_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["consent_recall.id"], name=op.f("fk_consent_recall_follows_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_recall_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_recall")),
    )
    op.create_index(
        "ix_consent_recall_attested_at",
        "consent_recall",
        ["attested_at", "opened_at"],
        unique=False,
    )
    op.create_index(
        "ix_consent_recall_client_id", "consent_recall", ["client_id", "opened_at"], unique=False
    )
    op.create_index("ix_consent_recall_grant_id", "consent_recall", ["grant_id"], unique=False)
    op.create_index(
        "ix_consent_recall_notified_at", "consent_recall", ["notified_at"], unique=False
    )
    op.create_index(
        op.f("ix_consent_recall_performer_id"), "consent_recall", ["performer_id"], unique=False
    )
    op.create_index(
        "ix_consent_recall_recording_id", "consent_recall", ["recording_id"], unique=False
    )
    op.create_table(
        "consent_recall_attestation",
        sa.Column("recall_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("attested_by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recall_id"],
            ["consent_recall.id"],
            name=op.f("fk_consent_recall_attestation_recall_id"),
        ),
        sa.PrimaryKeyConstraint("recall_id", name=op.f("pk_consent_recall_attestation")),
    )
    protect(op, "consent_handed_over", [("delivery_id",)])
    protect(op, "consent_media_hold", [("id",)])
    protect(op, "consent_media_viewing", [("id",)])
    protect(op, "consent_holder", [("delivery_id", "recording_id")])
    protect(op, "consent_media_hold_lifting", [("hold_id",)])
    protect(op, "consent_media_reading", [("id",)])
    protect(op, "consent_recall_attestation", [("recall_id",)])


_DESTRUCTIONCAUSE = (
    "withdrawn",
    "expired",
    "terminated",
    "invalidated",
    "take_rejected",
    "audition_ended",
    "retention_ended",
)
_MEDIA = (
    "original",
    "derived",
    "backup",
)
_RECALLCAUSE = (
    "withdrawn",
    "narrowed",
    "expired",
    "terminated",
    "invalidated",
    "suspended",
    "licence_breach",
)


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
