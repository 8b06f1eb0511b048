"""Cases."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "complaint",
                "incident",
                "dispute",
                name="casekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "waiting_for_person",
                "closed",
                "reopened",
                name="casestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("escalated_at", UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "resolved",
                "explained",
                "declined",
                "duplicate",
                name="caseoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_case")),
        sa.UniqueConstraint("number", name=op.f("uq_foundation_case_number")),
    )
    op.create_index(
        op.f("ix_foundation_case_closed_at"), "foundation_case", ["closed_at"], unique=False
    )
    op.create_index(op.f("ix_foundation_case_due_at"), "foundation_case", ["due_at"], unique=False)
    op.create_index(
        op.f("ix_foundation_case_opened_by"), "foundation_case", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_foundation_case_owner_id"), "foundation_case", ["owner_id"], unique=False
    )
    op.create_table(
        "foundation_case_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_foundation_case_counter")),
    )
    op.create_table(
        "foundation_case_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "said",
                "note",
                "step",
                name="messagekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("concerns", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["foundation_case.id"], name=op.f("fk_foundation_case_message_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_case_message")),
        sa.UniqueConstraint(
            "case_id", "position", name=op.f("uq_foundation_case_message_case_id_position")
        ),
    )
    op.create_table(
        "foundation_case_attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["foundation_case.id"], name=op.f("fk_foundation_case_attachment_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["foundation_case_message.id"],
            name=op.f("fk_foundation_case_attachment_message_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_case_attachment")),
    )
    op.create_index(
        op.f("ix_foundation_case_attachment_case_id"),
        "foundation_case_attachment",
        ["case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_foundation_case_attachment_message_id"),
        "foundation_case_attachment",
        ["message_id"],
        unique=False,
    )
