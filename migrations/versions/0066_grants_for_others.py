"""A grant may be for another client than the one it was recorded for."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consent_grant", sa.Column("client_id", sa.Uuid(), nullable=True))
    op.create_index("ix_consent_grant_client_id", "consent_grant", ["client_id"])


def downgrade() -> None:
    op.drop_index("ix_consent_grant_client_id", "consent_grant")
    op.drop_column("consent_grant", "client_id")
