"""Indexes that say all that a choice asks of facts and of what became of them: thousands of rows
for each change of a choice, of which none need be opened any more."""

from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None
_WIDER = {
    "ix_marketplace_fact_client_id": ["client_id", "performer_id", "pay_by", "amount_minor", "id"],
    "ix_marketplace_fact_recording_id": ["recording_id", "client_id", "currency", "amount_minor"],
}
_BEFORE = {
    "ix_marketplace_fact_client_id": ["client_id", "performer_id", "pay_by"],
    "ix_marketplace_fact_recording_id": ["recording_id"],
}
_SETTLED = "ix_marketplace_fact_settlement_fact_id"


def upgrade() -> None:
    _index(_WIDER)
    op.create_index(_SETTLED, "marketplace_fact_settlement", ["fact_id", "n", "outcome"])


def downgrade() -> None:
    op.drop_index(_SETTLED, "marketplace_fact_settlement")
    _index(_BEFORE)


def _index(columns: dict[str, list[str]]) -> None:
    for name, named in columns.items():
        op.drop_index(name, "marketplace_fact")
        op.create_index(name, "marketplace_fact", named)
