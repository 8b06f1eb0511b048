"""What performers are asked to sign, what was shown to them, and what they answered."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STATES = ("requested", "signed", "refused", "lapsed")


def upgrade() -> None:
    op.create_table(
        "consent_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("call_at", UtcDateTime(), nullable=True),
        sa.Column("prices", sa.JSON(), nullable=False),
        sa.Column("particulars", sa.JSON(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("client_named_at", UtcDateTime(), nullable=True),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *_STATES,
                name="agreementstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["consent_agreement_version.id"],
            name=op.f("fk_consent_agreement_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_agreement")),
        sa.UniqueConstraint("thread", name=op.f("uq_consent_agreement_thread")),
    )
    op.create_index(
        op.f("ix_consent_agreement_engagement_id"), "consent_agreement", ["engagement_id"]
    )
    op.create_index(
        op.f("ix_consent_agreement_performer_id"), "consent_agreement", ["performer_id"]
    )
    op.create_table(
        "consent_agreement_refusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("refused_by", sa.Uuid(), nullable=False),
        sa.Column("refused_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["consent_agreement.id"],
            name=op.f("fk_consent_agreement_refusal_agreement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_agreement_refusal")),
    )
    op.create_index(
        "ix_consent_agreement_refusal_agreement_id", "consent_agreement_refusal", ["agreement_id"]
    )
    op.create_table(
        "consent_agreement_showing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("summary_hash", sa.String(), nullable=False),
        sa.Column("offer_hash", sa.String(), nullable=False),
        sa.Column("shown_hash", sa.String(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["consent_agreement.id"],
            name=op.f("fk_consent_agreement_showing_agreement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["consent_agreement_version.id"],
            name=op.f("fk_consent_agreement_showing_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_agreement_showing")),
        sa.UniqueConstraint(
            "agreement_id",
            "shown_hash",
            name=op.f("uq_consent_agreement_showing_agreement_id_shown_hash"),
        ),
    )
    op.create_table(
        "consent_replica_approval",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("offer_hash", sa.String(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["consent_agreement.id"],
            name=op.f("fk_consent_replica_approval_agreement_id"),
        ),
        sa.PrimaryKeyConstraint(
            "agreement_id", "offer_hash", name=op.f("pk_consent_replica_approval")
        ),
    )
    op.create_table(
        "consent_signed_paper",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["consent_agreement.id"],
            name=op.f("fk_consent_signed_paper_agreement_id"),
        ),
        sa.PrimaryKeyConstraint("agreement_id", name=op.f("pk_consent_signed_paper")),
    )
    op.create_index(
        op.f("ix_consent_signed_paper_performer_id"), "consent_signed_paper", ["performer_id"]
    )
    op.create_table(
        "consent_signed_agreement",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("showing_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("first_shown_at", UtcDateTime(), nullable=False),
        sa.Column("notice_s", sa.Integer(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("proven_at", UtcDateTime(), nullable=True),
        sa.Column("representation", sa.String(), nullable=True),
        sa.Column("post_mortem", sa.String(), nullable=True),
        sa.Column("document_hash", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["consent_agreement.id"],
            name=op.f("fk_consent_signed_agreement_agreement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["showing_id"],
            ["consent_agreement_showing.id"],
            name=op.f("fk_consent_signed_agreement_showing_id"),
        ),
        sa.PrimaryKeyConstraint("agreement_id", name=op.f("pk_consent_signed_agreement")),
        sa.UniqueConstraint("event_id", name=op.f("uq_consent_signed_agreement_event_id")),
    )
    op.create_index(
        op.f("ix_consent_signed_agreement_performer_id"),
        "consent_signed_agreement",
        ["performer_id"],
    )
    protect(op, "consent_agreement_refusal", [("id",)])
    protect(op, "consent_agreement_showing", [("agreement_id", "shown_hash"), ("id",)])
    protect(op, "consent_replica_approval", [("agreement_id", "offer_hash")])
    protect(op, "consent_signed_agreement", [("agreement_id",), ("event_id",)])
