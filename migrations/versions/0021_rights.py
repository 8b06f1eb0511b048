"""Recordings, pauses that stand over many grants, bulk endings, renewals, invalidations."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_bulk_ending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_by", sa.Uuid(), nullable=False),
        sa.Column("ordered_as", sa.String(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "client_breach",
                "client_request",
                "licence_ended",
                "engagement_ended",
                "legal_duty",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ordered_at", UtcDateTime(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "performer_id IS NOT NULL OR client_id IS NOT NULL",
            name=op.f("ck_consent_bulk_ending_of_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_bulk_ending")),
    )
    op.create_index(
        op.f("ix_consent_bulk_ending_client_id"), "consent_bulk_ending", ["client_id"], unique=False
    )
    op.create_index(
        op.f("ix_consent_bulk_ending_finished_at"),
        "consent_bulk_ending",
        ["finished_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_bulk_ending_performer_id"),
        "consent_bulk_ending",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "consent_recording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("brief_hash", sa.String(), nullable=True),
        sa.Column("brief_dated_at", UtcDateTime(), nullable=True),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column(
            "judged",
            sa.Enum(
                "accepted",
                "rejected",
                name="judgement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(judged IS NULL) = (judged_at IS NULL)",
            name=op.f("ck_consent_recording_judged_at_an_instant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_recording")),
        sa.UniqueConstraint(
            "client_id", "sha256", name=op.f("uq_consent_recording_client_id_sha256")
        ),
    )
    op.create_index(
        op.f("ix_consent_recording_client_id"), "consent_recording", ["client_id"], unique=False
    )
    op.create_index(
        op.f("ix_consent_recording_registered_at"),
        "consent_recording",
        ["registered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_recording_take_id"), "consent_recording", ["take_id"], unique=False
    )
    op.create_table(
        "consent_renewal_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("renewed_until", sa.Date(), nullable=False),
        sa.Column("fee_minor", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "accepted",
                "declined",
                name="offeranswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("renewed", sa.Integer(), nullable=False),
        sa.Column("carried_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_renewal_offer")),
        sa.UniqueConstraint(
            "performer_id",
            "agreement_id",
            "ends_on",
            name=op.f("uq_consent_renewal_offer_performer_id_agreement_id_ends_on"),
        ),
    )
    op.create_index(
        op.f("ix_consent_renewal_offer_agreement_id"),
        "consent_renewal_offer",
        ["agreement_id"],
        unique=False,
    )
    op.create_table(
        "consent_standing_pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "strike",
                "own_choice",
                "client_breach",
                "dispute",
                "safety",
                "legal_claim",
                name="suspensioncause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("begun_as", sa.String(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("lifted_as", sa.String(), nullable=True),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("stands_for", sa.String(), nullable=True),
        sa.CheckConstraint(
            "performer_id IS NOT NULL OR client_id IS NOT NULL",
            name=op.f("ck_consent_standing_pause_of_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_standing_pause")),
        sa.UniqueConstraint("stands_for", name=op.f("uq_consent_standing_pause_stands_for")),
    )
    op.create_index(
        op.f("ix_consent_standing_pause_client_id"),
        "consent_standing_pause",
        ["client_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_standing_pause_performer_id"),
        "consent_standing_pause",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "consent_invalidation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "flaw",
            sa.Enum(
                "no_notice",
                "wrong_person",
                "under_age",
                "pressure",
                "defective_terms",
                name="flaw",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("open_for", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed",
                "dropped",
                name="invalidationoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(decided_by IS NULL OR decided_by != proposed_by) AND (outcome IS NULL OR outcome != 'confirmed' OR decided_by IS NOT NULL)",
            name=op.f("ck_consent_invalidation_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_invalidation_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_invalidation")),
        sa.UniqueConstraint("open_for", name=op.f("uq_consent_invalidation_open_for")),
    )
    op.create_index(
        op.f("ix_consent_invalidation_grant_id"), "consent_invalidation", ["grant_id"], unique=False
    )
    op.create_table(
        "consent_paused_grant",
        sa.Column("pause_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_paused_grant_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["pause_id"],
            ["consent_standing_pause.id"],
            name=op.f("fk_consent_paused_grant_pause_id"),
        ),
        sa.PrimaryKeyConstraint("pause_id", "grant_id", name=op.f("pk_consent_paused_grant")),
    )
    op.create_index(
        op.f("ix_consent_paused_grant_grant_id"), "consent_paused_grant", ["grant_id"], unique=False
    )
    op.create_index(
        "ix_consent_paused_grant_pause_id_lifted",
        "consent_paused_grant",
        ["pause_id", "lifted"],
        unique=False,
    )
    op.create_index(
        "ix_consent_right_state_ends_on", "consent_right", ["state", "ends_on"], unique=False
    )
