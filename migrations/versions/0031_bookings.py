"""Bookings: until when to answer, who came, reminders, calendars; what a mail carries for one."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_calendar_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_calendar_link_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_calendar_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_marketplace_calendar_link_token_hash")),
    )
    op.create_index(
        op.f("ix_marketplace_calendar_link_account_id"), "marketplace_calendar_link", ["account_id"]
    )
    op.create_table(
        "marketplace_booking_reminder",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("hours", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_booking_reminder_booking_id"),
        ),
        sa.PrimaryKeyConstraint(
            "booking_id", "starts_at", "hours", name=op.f("pk_marketplace_booking_reminder")
        ),
    )
    op.add_column("foundation_mail_body", sa.Column("calendar", sa.String(), nullable=True))
    op.add_column("marketplace_booking", sa.Column("answer_by", UtcDateTime(), nullable=True))
    op.add_column("marketplace_booking", sa.Column("judged_at", UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_marketplace_booking_answer_by"), "marketplace_booking", ["answer_by"])
    op.add_column("marketplace_place", sa.Column("firm_for", UtcDateTime(), nullable=True))
