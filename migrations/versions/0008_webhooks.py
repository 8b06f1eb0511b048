"""Outgoing webhooks."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_webhook_endpoint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "paused",
                "disabled",
                "removed",
                name="endpointstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("last_delivered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_webhook_endpoint")),
    )
    op.create_index(
        op.f("ix_foundation_webhook_endpoint_owner_id"),
        "foundation_webhook_endpoint",
        ["owner_id"],
        unique=False,
    )
    op.create_table(
        "foundation_webhook_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_webhook_event")),
    )
    op.create_index(
        op.f("ix_foundation_webhook_event_announced_at"),
        "foundation_webhook_event",
        ["announced_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_foundation_webhook_event_owner_id"),
        "foundation_webhook_event",
        ["owner_id"],
        unique=False,
    )
    op.create_table(
        "foundation_webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sending",
                "delivered",
                "given_up",
                name="deliverystatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("replayed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["foundation_webhook_endpoint.id"],
            name=op.f("fk_foundation_webhook_delivery_endpoint_id"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["foundation_webhook_event.id"],
            name=op.f("fk_foundation_webhook_delivery_event_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_webhook_delivery")),
    )
    op.create_index(
        "ix_foundation_webhook_delivery_endpoint",
        "foundation_webhook_delivery",
        ["endpoint_id", "queued_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_foundation_webhook_delivery_event_id"),
        "foundation_webhook_delivery",
        ["event_id"],
        unique=False,
    )
    op.create_index(
        "ix_foundation_webhook_delivery_status_due_at",
        "foundation_webhook_delivery",
        ["status", "due_at"],
        unique=False,
    )
    op.create_table(
        "foundation_webhook_event_body",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["foundation_webhook_event.id"],
            name=op.f("fk_foundation_webhook_event_body_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_foundation_webhook_event_body")),
    )
    op.create_table(
        "foundation_webhook_secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["foundation_webhook_endpoint.id"],
            name=op.f("fk_foundation_webhook_secret_endpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_webhook_secret")),
    )
    op.create_index(
        op.f("ix_foundation_webhook_secret_endpoint_id"),
        "foundation_webhook_secret",
        ["endpoint_id"],
        unique=False,
    )
    op.create_table(
        "foundation_webhook_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["foundation_webhook_delivery.id"],
            name=op.f("fk_foundation_webhook_attempt_delivery_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_webhook_attempt")),
        sa.UniqueConstraint(
            "delivery_id", "number", name=op.f("uq_foundation_webhook_attempt_delivery_id_number")
        ),
    )
    op.create_table(
        "foundation_webhook_answer",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["foundation_webhook_attempt.id"],
            name=op.f("fk_foundation_webhook_answer_attempt_id"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_foundation_webhook_answer")),
    )
    protect(op, "foundation_webhook_event", [("id",)])
    protect(op, "foundation_webhook_attempt", [("delivery_id", "number"), ("id",)])
