"""Queued mail."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "captured",
                "given_up",
                name="mailstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_mail")),
    )
    op.create_index(
        op.f("ix_foundation_mail_account_id"), "foundation_mail", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_foundation_mail_queued_at"), "foundation_mail", ["queued_at"], unique=False
    )
    op.create_index(
        "ix_foundation_mail_status_due_at", "foundation_mail", ["status", "due_at"], unique=False
    )
    op.create_table(
        "foundation_mail_body",
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("unsubscribe_url", sa.String(), nullable=False),
        sa.Column("server_said", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["foundation_mail.id"], name=op.f("fk_foundation_mail_body_mail_id")
        ),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_foundation_mail_body")),
    )
    op.create_index(
        op.f("ix_foundation_mail_body_recipient"),
        "foundation_mail_body",
        ["recipient"],
        unique=False,
    )
