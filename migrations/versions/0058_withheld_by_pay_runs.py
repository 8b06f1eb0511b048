"""What is withheld of each payout, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With the column, because the table is not rebuilt for it. What was planned before withheld
    # nothing, and says so.
    withheld = sa.CheckConstraint("withheld_minor >= 0", name=op.f("ck_payouts_payout_withheld"))
    _add("withheld_minor", sa.BigInteger(), "0", withheld)
    _add("withheld_because", sa.String(), "")
    _add("counted_again", sa.Integer(), "0")


def _add(
    name: str, kind: sa.types.TypeEngine[object], before: str, *checks: sa.CheckConstraint
) -> None:
    op.add_column(
        "payouts_payout",
        sa.Column(name, kind, *checks, nullable=False, server_default=before),
    )
