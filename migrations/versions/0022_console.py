"""Standing checks and what they found; who stood in what was read; grants in the order made."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_check_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_check_finding")),
        sa.UniqueConstraint("name", "about", name=op.f("uq_consent_check_finding_name_about")),
    )
    op.create_index(
        "ix_consent_check_finding_gone_at", "consent_check_finding", ["gone_at"], unique=False
    )
    op.create_table(
        "consent_check_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_check_request")),
    )
    op.create_index(
        "ix_consent_check_request_answered_at",
        "consent_check_request",
        ["answered_at"],
        unique=False,
    )
    op.create_table(
        "consent_check_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("failed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_check_run")),
    )
    op.create_index(
        "ix_consent_check_run_name_started_at",
        "consent_check_run",
        ["name", "started_at"],
        unique=False,
    )
    op.create_table(
        "consent_rights_reading",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["foundation_audit_event.id"],
            name=op.f("fk_consent_rights_reading_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_consent_rights_reading")),
    )
    op.create_index(
        "ix_consent_rights_reading_person_id", "consent_rights_reading", ["person_id"], unique=False
    )
    op.drop_index("ix_consent_grant_agreement_id", table_name="consent_grant")
    op.create_index(
        "ix_consent_grant_agreement_id",
        "consent_grant",
        ["agreement_id", "made_at", "id"],
        unique=False,
    )
    op.drop_index("ix_consent_grant_performer_id", table_name="consent_grant")
    op.create_index(
        "ix_consent_grant_performer_id",
        "consent_grant",
        ["performer_id", "made_at", "id"],
        unique=False,
    )
    op.create_index("ix_consent_grant_made_at", "consent_grant", ["made_at", "id"], unique=False)
    protect(op, "consent_check_run", [("id",)])
    protect(op, "consent_rights_reading", [("event_id", "person_id")])
