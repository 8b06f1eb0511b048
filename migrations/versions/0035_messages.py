"""Messages: conversations, what was said, how far each has read, what was reported."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "about",
            sa.Enum(
                "application",
                "engagement",
                "booking",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_conversation_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_conversation")),
        sa.UniqueConstraint(
            "about", "about_id", name=op.f("uq_marketplace_conversation_about_about_id")
        ),
    )
    op.create_index(
        "ix_marketplace_conversation_client_id_last_at",
        "marketplace_conversation",
        ["client_id", "last_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_conversation_performer_id"),
        "marketplace_conversation",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "performer",
                "agent",
                "client",
                "casting",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("brief_version_id", sa.Uuid(), nullable=False),
        sa.Column("words_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brief_version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_message_brief_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["marketplace_conversation.id"],
            name=op.f("fk_marketplace_message_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_message")),
        sa.UniqueConstraint(
            "conversation_id",
            "position",
            name=op.f("uq_marketplace_message_conversation_id_position"),
        ),
    )
    op.create_index(
        op.f("ix_marketplace_message_author_id"), "marketplace_message", ["author_id"], unique=False
    )
    op.create_table(
        "marketplace_conversation_reading",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "performer",
                "agent",
                "client",
                "casting",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("read_to", sa.Integer(), nullable=False),
        sa.Column("told_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["marketplace_conversation.id"],
            name=op.f("fk_marketplace_conversation_reading_conversation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "conversation_id", "reader_id", name=op.f("pk_marketplace_conversation_reading")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_conversation_reading_reader_id"),
        "marketplace_conversation_reading",
        ["reader_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_message_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["marketplace_message.id"],
            name=op.f("fk_marketplace_message_file_message_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_message_file")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_marketplace_message_file_storage_key")),
    )
    op.create_index(
        op.f("ix_marketplace_message_file_message_id"),
        "marketplace_message_file",
        ["message_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_message_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["foundation_case.id"], name=op.f("fk_marketplace_message_report_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["marketplace_message.id"],
            name=op.f("fk_marketplace_message_report_message_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_message_report")),
        sa.UniqueConstraint(
            "message_id",
            "reported_by",
            name=op.f("uq_marketplace_message_report_message_id_reported_by"),
        ),
    )
    op.create_table(
        "marketplace_message_words",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["marketplace_message.id"],
            name=op.f("fk_marketplace_message_words_message_id"),
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_marketplace_message_words")),
    )
    protect(op, "marketplace_message", [("id",), ("conversation_id", "position")])
    protect(op, "marketplace_message_report", [("id",), ("message_id", "reported_by")])
