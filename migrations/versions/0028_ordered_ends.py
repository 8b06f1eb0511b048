"""Grants whose end is ordered by one will over many, and not told yet."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_ordered_end",
        sa.Column("will_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("true_from", sa.Date(), nullable=False),
        sa.Column("known_from", UtcDateTime(), nullable=False),
        sa.Column("known_until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["consent_grant.id"], name=op.f("fk_consent_ordered_end_grant_id")
        ),
        sa.PrimaryKeyConstraint("will_id", "grant_id", name=op.f("pk_consent_ordered_end")),
    )
    op.create_index(
        "ix_consent_ordered_end_grant_id", "consent_ordered_end", ["grant_id"], unique=False
    )
