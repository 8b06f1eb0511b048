"""Grants, what each permits now, what was ever known of it, suspensions."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_grant")),
        sa.UniqueConstraint(
            "recording_id",
            "performer_id",
            "agreement_id",
            name=op.f("uq_consent_grant_recording_id_performer_id_agreement_id"),
        ),
        sa.UniqueConstraint("thread", name=op.f("uq_consent_grant_thread")),
    )
    op.create_index(
        "ix_consent_grant_agreement_id", "consent_grant", ["agreement_id"], unique=False
    )
    op.create_index(
        "ix_consent_grant_performer_id", "consent_grant", ["performer_id"], unique=False
    )
    op.create_table(
        "consent_limit_set",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_limit_set")),
        sa.UniqueConstraint("hash", name=op.f("uq_consent_limit_set_hash")),
    )
    op.create_table(
        "consent_known_right",
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("constrained", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("limit_set_id", sa.BigInteger(), nullable=False),
        sa.Column("true_from", sa.Date(), nullable=False),
        sa.Column("known_from", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_known_right_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["limit_set_id"],
            ["consent_limit_set.id"],
            name=op.f("fk_consent_known_right_limit_set_id"),
        ),
        sa.PrimaryKeyConstraint("grant_id", "number", name=op.f("pk_consent_known_right")),
    )
    op.create_index(
        "ix_consent_known_right_recording_id", "consent_known_right", ["recording_id"], unique=False
    )
    op.create_table(
        "consent_right",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("limit_set_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "refused",
                "given",
                "renewed",
                "withdrawn",
                "expired",
                "terminated",
                "invalidated",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("constrained", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_right_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["limit_set_id"], ["consent_limit_set.id"], name=op.f("fk_consent_right_limit_set_id")
        ),
        sa.PrimaryKeyConstraint(
            "recording_id", "performer_id", "grant_id", name=op.f("pk_consent_right")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consent_suspension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("true_from", sa.Date(), nullable=False),
        sa.Column("known_from", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_suspension_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_suspension")),
    )
    op.create_index(
        "ix_consent_suspension_grant_id", "consent_suspension", ["grant_id"], unique=False
    )
    op.create_table(
        "consent_lifting",
        sa.Column("suspension_id", sa.Uuid(), nullable=False),
        sa.Column("true_from", sa.Date(), nullable=False),
        sa.Column("known_from", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suspension_id"],
            ["consent_suspension.id"],
            name=op.f("fk_consent_lifting_suspension_id"),
        ),
        sa.PrimaryKeyConstraint("suspension_id", name=op.f("pk_consent_lifting")),
    )
    protect(
        op,
        "consent_grant",
        [("id",), ("recording_id", "performer_id", "agreement_id"), ("thread",)],
    )
    protect(op, "consent_limit_set", [("hash",), ("id",)])
    protect(op, "consent_known_right", [("grant_id", "number")])
    protect(op, "consent_suspension", [("id",)])
    protect(op, "consent_lifting", [("suspension_id",)])
