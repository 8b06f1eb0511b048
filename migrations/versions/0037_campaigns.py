"""Campaigns: slots and their seats, approved pilots, what performers say of themselves."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_slot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("seats BETWEEN 1 AND 8", name=op.f("ck_marketplace_slot_seats")),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_slot_gig_id")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["marketplace_booking.id"], name=op.f("fk_marketplace_slot_booking_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_slot")),
    )
    op.create_index(
        "ix_marketplace_slot_gig_id_starts_at", "marketplace_slot", ["gig_id", "starts_at"]
    )
    op.create_index(op.f("ix_marketplace_slot_booking_id"), "marketplace_slot", ["booking_id"])
    op.create_table(
        "marketplace_slot_seat",
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["marketplace_slot.id"], name=op.f("fk_marketplace_slot_seat_slot_id")
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_slot_seat_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("slot_id", "number", name=op.f("pk_marketplace_slot_seat")),
    )
    op.create_table(
        "marketplace_pilot_approval",
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_pilot_approval_gig_id")
        ),
        sa.PrimaryKeyConstraint("gig_id", name=op.f("pk_marketplace_pilot_approval")),
    )
    op.create_table(
        "marketplace_self_description",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_self_description_performer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_self_description_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_self_description")),
    )
    op.create_index(
        op.f("ix_marketplace_self_description_performer_id"),
        "marketplace_self_description",
        ["performer_id"],
    )
    protect(op, "marketplace_pilot_approval", [("gig_id",)])
