"""Closed sets of the audit as foreign keys, and what is locked while endpoints are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foundation_webhook_owner",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_foundation_webhook_owner")),
    )
