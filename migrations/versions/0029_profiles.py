"""Performers' profiles, who may act for them, and whether clients are who they say."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_client_particulars",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("registered_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("register_number", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_client_particulars_client_id"),
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_marketplace_client_particulars")),
    )
    op.create_table(
        "marketplace_client_reveal",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_client_reveal_client_id"),
        ),
        sa.PrimaryKeyConstraint(
            "request_id", "performer_id", name=op.f("pk_marketplace_client_reveal")
        ),
    )
    op.create_table(
        "marketplace_client_verification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_client_verification_client_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_client_verification")),
    )
    op.create_index(
        op.f("ix_marketplace_client_verification_client_id"),
        "marketplace_client_verification",
        ["client_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_day_exception",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_minute >= 0 AND from_minute <= to_minute AND to_minute <= 1440",
            name=op.f("ck_marketplace_day_exception_within_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_day_exception_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_day_exception")),
    )
    op.create_index(
        "ix_marketplace_day_exception_performer_id_day",
        "marketplace_day_exception",
        ["performer_id", "day"],
        unique=False,
    )
    op.create_table(
        "marketplace_equipment_check",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_equipment_check_performer_id"),
        ),
        sa.PrimaryKeyConstraint("performer_id", name=op.f("pk_marketplace_equipment_check")),
    )
    op.create_table(
        "marketplace_free_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_minute >= 0 AND from_minute <= to_minute AND to_minute <= 1440",
            name=op.f("ck_marketplace_free_hours_within_a_day"),
        ),
        sa.CheckConstraint(
            "weekday >= 0 AND weekday <= 6", name=op.f("ck_marketplace_free_hours_weekday")
        ),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_free_hours_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_free_hours")),
    )
    op.create_index(
        op.f("ix_marketplace_free_hours_performer_id"),
        "marketplace_free_hours",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_identity_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        sa.Column("is_adult", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_identity_check_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_identity_check")),
    )
    op.create_index(
        op.f("ix_marketplace_identity_check_performer_id"),
        "marketplace_identity_check",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_identity_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_identity_request_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_identity_request")),
    )
    op.create_index(
        op.f("ix_marketplace_identity_request_performer_id"),
        "marketplace_identity_request",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("may_apply", sa.Boolean(), nullable=False),
        sa.Column("may_negotiate", sa.Boolean(), nullable=False),
        sa.Column("commission_basis_points", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "commission_basis_points >= 0 AND commission_basis_points <= 10000",
            name=op.f("ck_marketplace_mandate_commission"),
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["marketplace_account.id"], name=op.f("fk_marketplace_mandate_agent_id")
        ),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_mandate_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_mandate")),
    )
    op.create_index(
        op.f("ix_marketplace_mandate_agent_id"), "marketplace_mandate", ["agent_id"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_mandate_email"), "marketplace_mandate", ["email"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_mandate_performer_id"),
        "marketplace_mandate",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_partner_block",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("blocked_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_partner_block_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_partner_block")),
    )
    op.create_index(
        op.f("ix_marketplace_partner_block_blocked_id"),
        "marketplace_partner_block",
        ["blocked_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_partner_block_name_key"),
        "marketplace_partner_block",
        ["name_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_partner_block_performer_id"),
        "marketplace_partner_block",
        ["performer_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_profile",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("stage_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "nobody",
                "applied",
                "verified",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("invitations", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_profile_performer_id"),
        ),
        sa.PrimaryKeyConstraint("performer_id", name=op.f("pk_marketplace_profile")),
    )
    op.create_index(
        op.f("ix_marketplace_profile_name_key"), "marketplace_profile", ["name_key"], unique=False
    )
    op.create_table(
        "marketplace_reel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_reel_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_reel")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_marketplace_reel_storage_key")),
    )
    op.create_index(
        op.f("ix_marketplace_reel_performer_id"), "marketplace_reel", ["performer_id"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_reel_removed_at"), "marketplace_reel", ["removed_at"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_reel_sha256"), "marketplace_reel", ["sha256"], unique=False
    )
    op.create_table(
        "marketplace_sealed_word",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "legal_name",
                "union",
                name="sealedkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_sealed_word_performer_id"),
        ),
        sa.PrimaryKeyConstraint("performer_id", "kind", name=op.f("pk_marketplace_sealed_word")),
    )
    op.create_table(
        "marketplace_client_verification_note",
        sa.Column("verification_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["verification_id"],
            ["marketplace_client_verification.id"],
            name=op.f("fk_marketplace_client_verification_note_verification_id"),
        ),
        sa.PrimaryKeyConstraint(
            "verification_id", name=op.f("pk_marketplace_client_verification_note")
        ),
    )
    protect(op, "marketplace_client_reveal", [("request_id", "performer_id")])
    protect(op, "marketplace_client_verification", [("id",)])
    protect(op, "marketplace_identity_check", [("id",)])
