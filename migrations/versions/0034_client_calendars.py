"""Calendar addresses for those who follow a client's bookings."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("marketplace_calendar_link", sa.Column("client_id", sa.Uuid(), nullable=True))
