"""Performers hear of a payout by the statement of its run alone."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("payouts_payout", "told_at")


def downgrade() -> None:
    op.add_column("payouts_payout", sa.Column("told_at", UtcDateTime(), nullable=True))
