"""What is done some at a time finds the next of them without going through all the others. And
nothing asks for postings by their cause: that index only made each of them dearer."""

from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

_NEW = (
    ("marketplace_fact", ("published_at", "id")),
    ("marketplace_role_grant", ("account_id",)),
    ("payouts_earning", ("state", "performer_id")),
    ("payouts_payout", ("state", "planned_at", "id")),
    ("payouts_skipped", ("run_id", "performer_id")),
)


def upgrade() -> None:
    for table, columns in _NEW:
        op.create_index(_name(table, columns), table, columns)
    op.drop_index("ix_payouts_payout_state", "payouts_payout")
    op.drop_index("ix_payouts_posting_cause_id", "payouts_posting")


def downgrade() -> None:
    op.create_index("ix_payouts_posting_cause_id", "payouts_posting", ["cause_id"])
    op.create_index("ix_payouts_payout_state", "payouts_payout", ["state"])
    for table, columns in reversed(_NEW):
        op.drop_index(_name(table, columns), table)


def _name(table: str, columns: tuple[str, ...]) -> str:
    return "_".join(("ix", table, *columns))
