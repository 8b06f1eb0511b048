"""How far the making of a bundle is, and when one that failed is tried again."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consent_bundle", sa.Column("packed", sa.Integer()))
    op.add_column("consent_bundle", sa.Column("try_after", UtcDateTime()))
