"""Links in mail, invitations, throttles, clients."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_throttle",
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_foundation_throttle")),
    )
    op.create_index(
        op.f("ix_foundation_throttle_ends_at"), "foundation_throttle", ["ends_at"], unique=False
    )
    op.create_table(
        "marketplace_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_client")),
    )
    op.create_table(
        "marketplace_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
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
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["accepted_by"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_invitation_accepted_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_invitation")),
    )
    op.create_index(
        op.f("ix_marketplace_invitation_email"), "marketplace_invitation", ["email"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_invitation_on_behalf_of"),
        "marketplace_invitation",
        ["on_behalf_of"],
        unique=False,
    )
    op.create_table(
        "marketplace_mailed_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_mailed_link_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_mailed_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_marketplace_mailed_link_token_hash")),
    )
    op.create_index(
        op.f("ix_marketplace_mailed_link_account_id"),
        "marketplace_mailed_link",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_mailed_link_email"), "marketplace_mailed_link", ["email"], unique=False
    )
    op.create_index(
        op.f("ix_marketplace_mailed_link_ends_at"),
        "marketplace_mailed_link",
        ["ends_at"],
        unique=False,
    )
