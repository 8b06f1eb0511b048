"""Casting: self-tapes and who watched them, the board's notes and moves, written contracts."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_board_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_board_move_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_board_move")),
    )
    op.create_index(
        op.f("ix_marketplace_board_move_gig_id"), "marketplace_board_move", ["gig_id"], unique=False
    )
    op.create_table(
        "marketplace_casting_mark",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_casting_mark_application_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_marketplace_casting_mark")),
    )
    op.create_table(
        "marketplace_casting_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("beside_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_casting_note_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["beside_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_casting_note_beside_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_casting_note")),
    )
    op.create_index(
        op.f("ix_marketplace_casting_note_application_id"),
        "marketplace_casting_note",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_casting_note_beside_id"),
        "marketplace_casting_note",
        ["beside_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_contract",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_contract_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("engagement_id", name=op.f("pk_marketplace_contract")),
    )
    op.create_table(
        "marketplace_tape",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("destroy_at", UtcDateTime(), nullable=True),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_tape_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_tape")),
    )
    op.create_index(
        op.f("ix_marketplace_tape_application_id"),
        "marketplace_tape",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_tape_destroy_at"), "marketplace_tape", ["destroy_at"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_tape_performer_id"), "marketplace_tape", ["performer_id"], unique=False
    )
    op.create_table(
        "marketplace_contract_document",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_contract.engagement_id"],
            name=op.f("fk_marketplace_contract_document_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("engagement_id", name=op.f("pk_marketplace_contract_document")),
    )
    op.create_table(
        "marketplace_tape_viewing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tape_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tape_id"], ["marketplace_tape.id"], name=op.f("fk_marketplace_tape_viewing_tape_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_tape_viewing")),
    )
    op.create_index(
        op.f("ix_marketplace_tape_viewing_sitting_id"),
        "marketplace_tape_viewing",
        ["sitting_id"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_tape_viewing_tape_id", "marketplace_tape_viewing", ["tape_id"], unique=False
    )
    op.add_column(
        "marketplace_application", sa.Column("audition_minor", sa.BigInteger(), nullable=True)
    )
    op.add_column("marketplace_application", sa.Column("reminded_at", UtcDateTime(), nullable=True))
    op.add_column("marketplace_application", sa.Column("late_at", UtcDateTime(), nullable=True))
    op.add_column("marketplace_offer", sa.Column("reason", sa.String(), nullable=True))
    protect(op, "marketplace_contract", [("engagement_id",)])
    protect(op, "marketplace_tape_viewing", [("id",)])
