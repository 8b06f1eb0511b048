"""Invitations to apply, and the postal addresses that contracts name."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_postal_address",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_marketplace_postal_address")),
    )
    op.create_table(
        "marketplace_casting_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("part_key", sa.String(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "applied",
                "declined",
                "expired",
                name="invitationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"],
            ["marketplace_gig.id"],
            name=op.f("fk_marketplace_casting_invitation_gig_id"),
        ),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_casting_invitation_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_casting_invitation")),
        sa.UniqueConstraint(
            "gig_id",
            "performer_id",
            name=op.f("uq_marketplace_casting_invitation_gig_id_performer_id"),
        ),
    )
    op.create_index(
        "ix_marketplace_casting_invitation_performer_id",
        "marketplace_casting_invitation",
        ["performer_id"],
        unique=False,
    )
