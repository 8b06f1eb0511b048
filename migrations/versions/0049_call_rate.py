"""Call rate: until when the time to call Stripe is given away."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts_call_rate",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("given_until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_payouts_call_rate")),
    )
