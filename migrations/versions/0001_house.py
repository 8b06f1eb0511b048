"""The house: audit, jobs, people."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_audit_event")),
    )
    op.create_index(
        op.f("ix_foundation_audit_event_action"), "foundation_audit_event", ["action"], unique=False
    )
    op.create_index(
        op.f("ix_foundation_audit_event_actor_id"),
        "foundation_audit_event",
        ["actor_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_foundation_audit_event_at"), "foundation_audit_event", ["at"], unique=False
    )
    op.create_index(
        op.f("ix_foundation_audit_event_subject_id"),
        "foundation_audit_event",
        ["subject_id"],
        unique=False,
    )
    op.create_table(
        "foundation_job_lease",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=False),
        sa.Column("next_due_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_foundation_job_lease")),
    )
    op.create_table(
        "foundation_job_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "running",
                "done",
                "failed",
                "abandoned",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_job_run")),
    )
    op.create_index(
        "ix_foundation_job_run_job_started_at",
        "foundation_job_run",
        ["job", "started_at"],
        unique=False,
    )
    op.create_table(
        "foundation_worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_worker")),
    )
    op.create_table(
        "marketplace_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("email_verified_at", UtcDateTime(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_account")),
        sa.UniqueConstraint("email", name=op.f("uq_marketplace_account_email")),
    )
    op.create_table(
        "foundation_audit_origin",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["foundation_audit_event.id"],
            name=op.f("fk_foundation_audit_origin_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_foundation_audit_origin")),
    )
    op.create_index(
        op.f("ix_foundation_audit_origin_at"), "foundation_audit_origin", ["at"], unique=False
    )
    op.create_table(
        "marketplace_role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "performer",
                "client_owner",
                "client_producer",
                "client_viewer",
                "casting",
                "reviewer",
                "finance",
                "compliance",
                "admin",
                "observer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("granted_because", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_role_grant_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_role_grant")),
    )
    op.create_index(
        "uq_marketplace_role_grant_own",
        "marketplace_role_grant",
        ["account_id", "role"],
        unique=True,
        sqlite_where=sa.text("on_behalf_of IS NULL AND ended_at IS NULL"),
        postgresql_where=sa.text("on_behalf_of IS NULL AND ended_at IS NULL"),
    )
    op.create_index(
        "uq_marketplace_role_grant_for_others",
        "marketplace_role_grant",
        ["account_id", "role", "on_behalf_of"],
        unique=True,
        sqlite_where=sa.text("on_behalf_of IS NOT NULL AND ended_at IS NULL"),
        postgresql_where=sa.text("on_behalf_of IS NOT NULL AND ended_at IS NULL"),
    )
    op.create_index(
        op.f("ix_marketplace_role_grant_on_behalf_of"),
        "marketplace_role_grant",
        ["on_behalf_of"],
        unique=False,
    )
    op.create_table(
        "marketplace_sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("acting_as", sa.Uuid(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("authenticated_at", UtcDateTime(), nullable=False),
        sa.Column("second_factor_at", UtcDateTime(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_sign_in_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["acting_as"],
            ["marketplace_role_grant.id"],
            name=op.f("fk_marketplace_sign_in_acting_as"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_sign_in")),
    )
    op.create_index(
        "ix_marketplace_sign_in_account_started",
        "marketplace_sign_in",
        ["account_id", "started_at"],
        unique=False,
    )
    protect(op, "foundation_audit_event", [("id",)])
