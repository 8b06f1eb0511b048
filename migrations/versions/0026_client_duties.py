"""End recipients, breaches, reports of uses, filings, and the rules of places."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_filing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "impact_assessment",
                "transfer",
                "other",
                name="filingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_filing")),
    )
    op.create_index(
        op.f("ix_consent_filing_client_id"), "consent_filing", ["client_id"], unique=False
    )
    op.create_table(
        "consent_jurisdiction_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "least_age",
                "replica_notice_hours",
                "biometric_kept_years",
                "contract_kept_years",
                "breach_notice_hours",
                "ai_interview_deletion_days",
                "post_mortem_years",
                name="rulecode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "published",
                "discarded",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state != 'published' OR (proposed_by IS NOT NULL AND published_by IS NOT NULL AND published_by != proposed_by)",
            name=op.f("ck_consent_jurisdiction_rule_two_people"),
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_consent_jurisdiction_rule_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_jurisdiction_rule")),
        sa.UniqueConstraint(
            "jurisdiction",
            "code",
            "number",
            name=op.f("uq_consent_jurisdiction_rule_jurisdiction_code_number"),
        ),
    )
    op.create_table(
        "consent_sub_processor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_sub_processor")),
    )
    op.create_table(
        "consent_breach",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("licence_id", sa.Uuid(), nullable=True),
        sa.Column("learned_at", UtcDateTime(), nullable=False),
        sa.Column("notify_by", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "recorded",
                "notified",
                "closed",
                name="breachstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notified_at", UtcDateTime(), nullable=True),
        sa.Column("notified_by", sa.Uuid(), nullable=True),
        sa.Column("performers_told", sa.Integer(), nullable=False),
        sa.Column("warned_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "remedied",
                "licence_terminated",
                "no_breach",
                name="breachoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["consent_licence.id"], name=op.f("fk_consent_breach_licence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_breach")),
    )
    op.create_index(
        op.f("ix_consent_breach_client_id"), "consent_breach", ["client_id"], unique=False
    )
    op.create_index(
        op.f("ix_consent_breach_notify_by"), "consent_breach", ["notify_by"], unique=False
    )
    op.create_table(
        "consent_end_recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.Column("announced_to", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["consent_licence.id"], name=op.f("fk_consent_end_recipient_licence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_end_recipient")),
    )
    op.create_index(
        op.f("ix_consent_end_recipient_client_id"),
        "consent_end_recipient",
        ["client_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_end_recipient_licence_id"),
        "consent_end_recipient",
        ["licence_id"],
        unique=False,
    )
    op.create_table(
        "consent_filing_version",
        sa.Column("filing_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("storage_key", sa.String(), nullable=True),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["consent_filing.id"], name=op.f("fk_consent_filing_version_filing_id")
        ),
        sa.PrimaryKeyConstraint("filing_id", "number", name=op.f("pk_consent_filing_version")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_consent_filing_version_storage_key")),
    )
    op.create_table(
        "consent_use_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.Column("about_all", sa.Boolean(), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["consent_licence.id"], name=op.f("fk_consent_use_report_licence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_use_report")),
        sa.UniqueConstraint(
            "licence_id", "from_on", name=op.f("uq_consent_use_report_licence_id_from_on")
        ),
    )
    op.create_index(
        op.f("ix_consent_use_report_client_id"), "consent_use_report", ["client_id"], unique=False
    )
    op.create_table(
        "consent_breach_recording",
        sa.Column("breach_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["breach_id"], ["consent_breach.id"], name=op.f("fk_consent_breach_recording_breach_id")
        ),
        sa.PrimaryKeyConstraint(
            "breach_id", "recording_id", name=op.f("pk_consent_breach_recording")
        ),
    )
    op.create_table(
        "consent_breach_words",
        sa.Column("breach_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["breach_id"], ["consent_breach.id"], name=op.f("fk_consent_breach_words_breach_id")
        ),
        sa.PrimaryKeyConstraint("breach_id", name=op.f("pk_consent_breach_words")),
    )
    op.create_table(
        "consent_end_recipient_name",
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["consent_end_recipient.id"],
            name=op.f("fk_consent_end_recipient_name_recipient_id"),
        ),
        sa.PrimaryKeyConstraint("recipient_id", name=op.f("pk_consent_end_recipient_name")),
    )
    op.create_table(
        "consent_use_report_recording",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["consent_use_report.id"],
            name=op.f("fk_consent_use_report_recording_report_id"),
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "recording_id", name=op.f("pk_consent_use_report_recording")
        ),
    )
    op.create_index(
        op.f("ix_consent_use_report_recording_recording_id"),
        "consent_use_report_recording",
        ["recording_id"],
        unique=False,
    )
    protect(op, "consent_filing", [("id",)])
    protect(op, "consent_filing_version", [("filing_id", "number"), ("storage_key",)])
    protect(op, "consent_use_report", [("id",), ("licence_id", "from_on")])
    protect(op, "consent_breach_recording", [("breach_id", "recording_id")])
    protect(op, "consent_use_report_recording", [("report_id", "recording_id")])
