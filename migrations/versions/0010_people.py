"""Roles may be given until a day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("marketplace_role_grant", "marketplace_invitation"):
        op.add_column(table, sa.Column("last_day", sa.Date()))
