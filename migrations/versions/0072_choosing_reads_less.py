"""Indexes that say all that a choice asks of tracks, of facts and of what became of them: thousands
for each change of a choice, of which no row need be opened any more."""

from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None
_FACT, _TRACK = "marketplace_fact", "marketplace_track"
_WIDER = (
    ("ix_marketplace_fact_client_id", _FACT, "client_id performer_id pay_by amount_minor id"),
    ("ix_marketplace_fact_recording_id", _FACT, "recording_id client_id currency amount_minor"),
    ("ix_marketplace_track_take_id", _TRACK, "take_id recording_id performer_id state"),
)
_BEFORE = (
    ("ix_marketplace_fact_client_id", _FACT, "client_id performer_id pay_by"),
    ("ix_marketplace_fact_recording_id", _FACT, "recording_id"),
    ("ix_marketplace_track_take_id", _TRACK, "take_id"),
)
_SETTLED = "ix_marketplace_fact_settlement_fact_id"


def upgrade() -> None:
    _make_anew(_WIDER)
    op.create_index(_SETTLED, "marketplace_fact_settlement", ["fact_id", "n", "outcome"])


def downgrade() -> None:
    op.drop_index(_SETTLED, "marketplace_fact_settlement")
    _make_anew(_BEFORE)


def _make_anew(indexes: tuple[tuple[str, str, str], ...]) -> None:
    for name, table, columns in indexes:
        op.drop_index(name, table)
        op.create_index(name, table, columns.split())
