"""Hours: the log of a booking, timesheets with their lines, and what is said and decided."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_log_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "tech_check",
                "briefing",
                "work",
                "break",
                "waiting",
                "end",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_log_event_booking_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_log_event")),
        sa.UniqueConstraint(
            "booking_id", "number", name=op.f("uq_marketplace_log_event_booking_id_number")
        ),
    )
    op.create_table(
        "marketplace_timesheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("approve_by", UtcDateTime(), nullable=False),
        sa.Column("end_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("uncovered_minor", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_timesheet_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_timesheet_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_timesheet")),
        sa.UniqueConstraint(
            "booking_id",
            "engagement_id",
            name=op.f("uq_marketplace_timesheet_booking_id_engagement_id"),
        ),
    )
    op.create_index(
        "ix_marketplace_timesheet_client_id_approve_by",
        "marketplace_timesheet",
        ["client_id", "approve_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_timesheet_engagement_id"),
        "marketplace_timesheet",
        ["engagement_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_timesheet_performer_id"),
        "marketplace_timesheet",
        ["performer_id"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_timesheet_settled_at_approve_by",
        "marketplace_timesheet",
        ["settled_at", "approve_by"],
        unique=False,
    )
    op.create_table(
        "marketplace_hours_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("timesheet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "break",
                "unpaid_break",
                "waiting",
                "tech_check",
                "briefing",
                "de_role",
                "continuity",
                name="linekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "log",
                "not_pressed",
                "pressed_late",
                "technical",
                "other",
                name="because",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("by_performer", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["timesheet_id"],
            ["marketplace_timesheet.id"],
            name=op.f("fk_marketplace_hours_line_timesheet_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_hours_line")),
        sa.UniqueConstraint(
            "timesheet_id",
            "kind",
            "number",
            name=op.f("uq_marketplace_hours_line_timesheet_id_kind_number"),
        ),
    )
    op.create_table(
        "marketplace_hours_answer",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["marketplace_hours_line.id"],
            name=op.f("fk_marketplace_hours_answer_line_id"),
        ),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_marketplace_hours_answer")),
    )
    op.create_table(
        "marketplace_hours_dispute",
        sa.Column("timesheet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "break",
                "unpaid_break",
                "waiting",
                "tech_check",
                "briefing",
                "de_role",
                "continuity",
                name="linekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decide_by", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["timesheet_id"],
            ["marketplace_timesheet.id"],
            name=op.f("fk_marketplace_hours_dispute_timesheet_id"),
        ),
        sa.PrimaryKeyConstraint("timesheet_id", "kind", name=op.f("pk_marketplace_hours_dispute")),
    )
    op.create_index(
        op.f("ix_marketplace_hours_dispute_decide_by"),
        "marketplace_hours_dispute",
        ["decide_by"],
        unique=False,
    )
    op.create_table(
        "marketplace_hours_decision",
        sa.Column("timesheet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "break",
                "unpaid_break",
                "waiting",
                "tech_check",
                "briefing",
                "de_role",
                "continuity",
                name="linekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("prepaid_minor", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["timesheet_id"],
            ["marketplace_timesheet.id"],
            name=op.f("fk_marketplace_hours_decision_timesheet_id"),
        ),
        sa.PrimaryKeyConstraint("timesheet_id", "kind", name=op.f("pk_marketplace_hours_decision")),
    )
    protect(op, "marketplace_log_event", [("booking_id", "number"), ("id",)])
    protect(op, "marketplace_hours_line", [("id",), ("timesheet_id", "kind", "number")])
    protect(op, "marketplace_hours_answer", [("line_id",)])
    protect(op, "marketplace_hours_dispute", [("timesheet_id", "kind")])
    protect(op, "marketplace_hours_decision", [("timesheet_id", "kind")])
