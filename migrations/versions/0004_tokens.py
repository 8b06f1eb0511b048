"""API tokens, and the answers kept for repeated requests."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_kept_answer",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("owner_id", "key", name=op.f("pk_foundation_kept_answer")),
    )
    op.create_index(
        op.f("ix_foundation_kept_answer_kept_at"),
        "foundation_kept_answer",
        ["kept_at"],
        unique=False,
    )
    op.create_table(
        "marketplace_api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("acting_as", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_api_token_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["acting_as"],
            ["marketplace_role_grant.id"],
            name=op.f("fk_marketplace_api_token_acting_as"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_api_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_marketplace_api_token_secret_hash")),
    )
    op.create_index(
        op.f("ix_marketplace_api_token_account_id"),
        "marketplace_api_token",
        ["account_id"],
        unique=False,
    )
