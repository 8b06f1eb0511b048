"""The market: requests and their versions, gigs, casting, bookings, budgets and facts."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

FACT_KINDS = (
    "hours",
    "take",
    "retake",
    "audition",
    "tech_check",
    "briefing",
    "waiting",
    "de_role",
    "minimum_call",
    "late_change",
    "stop",
    "bonus",
    "continuity",
    "optional_use",
    "royalty",
    "renewal",
    "remedy",
    "correction",
)


def upgrade() -> None:
    op.create_table(
        "marketplace_budget",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("confirmed_minor", sa.BigInteger(), nullable=False),
        sa.Column("committed_minor", sa.BigInteger(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "committed_minor <= confirmed_minor", name=op.f("ck_marketplace_budget_covered")
        ),
        sa.CheckConstraint("committed_minor >= 0", name=op.f("ck_marketplace_budget_committed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_budget")),
        sa.UniqueConstraint("order_id", name=op.f("uq_marketplace_budget_order_id")),
    )
    op.create_index(
        op.f("ix_marketplace_budget_client_id"), "marketplace_budget", ["client_id"], unique=False
    )
    op.create_table(
        "marketplace_fact_kind",
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_marketplace_fact_kind")),
    )
    op.create_table(
        "marketplace_request_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_marketplace_request_counter")),
    )
    op.create_table(
        "marketplace_budget_commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "amount_minor >= 0", name=op.f("ck_marketplace_budget_commitment_amount")
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["marketplace_budget.id"],
            name=op.f("fk_marketplace_budget_commitment_budget_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_budget_commitment")),
        sa.UniqueConstraint(
            "kind", "cause_id", name=op.f("uq_marketplace_budget_commitment_kind_cause_id")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_budget_commitment_budget_id"),
        "marketplace_budget_commitment",
        ["budget_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_budget_confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["marketplace_budget.id"],
            name=op.f("fk_marketplace_budget_confirmation_budget_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_budget_confirmation")),
        sa.UniqueConstraint(
            "budget_id", "cause", name=op.f("uq_marketplace_budget_confirmation_budget_id_cause")
        ),
    )
    op.create_table(
        "marketplace_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("rate_minor", sa.BigInteger(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind"], ["marketplace_fact_kind.code"], name=op.f("fk_marketplace_fact_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_fact")),
        sa.UniqueConstraint("kind", "cause_id", name=op.f("uq_marketplace_fact_kind_cause_id")),
    )
    op.create_index(
        "ix_marketplace_fact_performer_id_published_at",
        "marketplace_fact",
        ["performer_id", "published_at"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_fact_recording_id", "marketplace_fact", ["recording_id"], unique=False
    )
    op.create_table(
        "marketplace_scene_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "scenes",
                "campaign",
                name="requestkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("copied_from", sa.Uuid(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                "withdrawn",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("approved_version_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_scene_request_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["copied_from"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_scene_request_copied_from"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_scene_request")),
        sa.UniqueConstraint("number", name=op.f("uq_marketplace_scene_request_number")),
    )
    op.create_index(
        op.f("ix_marketplace_scene_request_client_id"),
        "marketplace_scene_request",
        ["client_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_scene_request_state"),
        "marketplace_scene_request",
        ["state"],
        unique=False,
    )
    op.create_table(
        "marketplace_request_draft",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_request_draft_request_id"),
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_marketplace_request_draft")),
    )
    op.create_table(
        "marketplace_request_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.Column("dated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_request_version_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_request_version")),
        sa.UniqueConstraint(
            "request_id", "number", name=op.f("uq_marketplace_request_version_request_id_number")
        ),
    )
    _gigs_and_casting()


def _gigs_and_casting() -> None:
    op.create_table(
        "marketplace_gig",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("intensity", sa.Integer(), nullable=False),
        sa.Column("emotions", sa.BigInteger(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("performers", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("hourly_minor", sa.BigInteger(), nullable=False),
        sa.Column("unpaid_minutes", sa.Integer(), nullable=False),
        sa.Column("union_agreement", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "paused",
                "closed",
                "cancelled",
                name="gigstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_gig_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_gig_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_gig")),
        sa.UniqueConstraint("request_id", name=op.f("uq_marketplace_gig_request_id")),
    )
    op.create_index("ix_marketplace_gig_client_id", "marketplace_gig", ["client_id"], unique=False)
    op.create_index(
        "ix_marketplace_gig_state_opened_at_id",
        "marketplace_gig",
        ["state", "opened_at", "id"],
        unique=False,
    )
    op.create_table(
        "marketplace_request_review",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "approved",
                "returned",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_request_review_version_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_marketplace_request_review")),
    )
    op.create_table(
        "marketplace_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("part_key", sa.String(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("tape_id", sa.Uuid(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("answer_due_at", UtcDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "withdrawn",
                "shortlisted",
                "offered",
                "engaged",
                "declined",
                "kept",
                "lapsed",
                name="applicationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_application_gig_id")
        ),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_application_performer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_application_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_application")),
        sa.UniqueConstraint(
            "gig_id",
            "part_key",
            "performer_id",
            name=op.f("uq_marketplace_application_gig_id_part_key_performer_id"),
        ),
    )
    op.create_index(
        op.f("ix_marketplace_application_answer_due_at"),
        "marketplace_application",
        ["answer_due_at"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_application_performer_id",
        "marketplace_application",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "cancelled",
                "over",
                name="bookingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_booking_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_booking")),
    )
    op.create_index(
        "ix_marketplace_booking_gig_id_starts_at",
        "marketplace_booking",
        ["gig_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_booking_starts_at"), "marketplace_booking", ["starts_at"], unique=False
    )
    op.create_table(
        "marketplace_engagement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("part_key", sa.String(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("brief_version_id", sa.Uuid(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "engaged",
                "ended",
                "cancelled",
                name="engagementstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brief_version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_engagement_brief_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_engagement_gig_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_engagement_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_engagement")),
    )
    op.create_index(
        op.f("ix_marketplace_engagement_gig_id"), "marketplace_engagement", ["gig_id"], unique=False
    )
    op.create_index(
        "ix_marketplace_engagement_performer_id",
        "marketplace_engagement",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_booking_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_booking_step_booking_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_booking_step")),
    )
    op.create_index(
        op.f("ix_marketplace_booking_step_booking_id"),
        "marketplace_booking_step",
        ["booking_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_casting_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_casting_step_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_casting_step")),
    )
    op.create_index(
        op.f("ix_marketplace_casting_step_application_id"),
        "marketplace_casting_step",
        ["application_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("part_key", sa.String(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("brief_version_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("offered_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("counters", sa.Uuid(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "countered",
                "accepted",
                "declined",
                "withdrawn",
                "expired",
                "filled",
                name="offerstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["marketplace_application.id"],
            name=op.f("fk_marketplace_offer_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["brief_version_id"],
            ["marketplace_request_version.id"],
            name=op.f("fk_marketplace_offer_brief_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_offer_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_offer")),
        sa.UniqueConstraint("engagement_id", name=op.f("uq_marketplace_offer_engagement_id")),
    )
    op.create_index(
        "ix_marketplace_offer_application_id", "marketplace_offer", ["application_id"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_offer_expires_at"), "marketplace_offer", ["expires_at"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_offer_gig_id"), "marketplace_offer", ["gig_id"], unique=False
    )
    op.create_index(
        "ix_marketplace_offer_performer_id", "marketplace_offer", ["performer_id"], unique=False
    )
    op.create_table(
        "marketplace_place",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                "swapped",
                "checked_in",
                "no_show",
                name="placestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("checked_in_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["marketplace_booking.id"], name=op.f("fk_marketplace_place_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_place_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("booking_id", "engagement_id", name=op.f("pk_marketplace_place")),
    )
    op.create_index(
        op.f("ix_marketplace_place_performer_id"),
        "marketplace_place",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_seat",
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("part_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["marketplace_engagement.id"],
            name=op.f("fk_marketplace_seat_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_seat_gig_id")
        ),
        sa.PrimaryKeyConstraint("gig_id", "part_key", "number", name=op.f("pk_marketplace_seat")),
        sa.UniqueConstraint("engagement_id", name=op.f("uq_marketplace_seat_engagement_id")),
    )
    op.create_table(
        "marketplace_taken_time",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["marketplace_booking.id"],
            name=op.f("fk_marketplace_taken_time_booking_id"),
        ),
        sa.PrimaryKeyConstraint(
            "performer_id", "starts_at", name=op.f("pk_marketplace_taken_time")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_taken_time_booking_id"),
        "marketplace_taken_time",
        ["booking_id"],
        unique=False,
    )
    protect(op, "marketplace_budget_confirmation", [("budget_id", "cause"), ("id",)])
    protect(op, "marketplace_fact", [("id",), ("kind", "cause_id")])
    protect(op, "marketplace_request_version", [("id",), ("request_id", "number")])
    protect(op, "marketplace_request_review", [("version_id",)])
    protect(op, "marketplace_booking_step", [("id",)])
    protect(op, "marketplace_casting_step", [("id",)])
    kinds = sa.table("marketplace_fact_kind", sa.column("code", sa.String()))
    op.bulk_insert(kinds, [{"code": code} for code in FACT_KINDS])
