"""The rights ledger's private side: openings, the keys that seal them, what was erased."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_ledger_data_key",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_consent_ledger_data_key")),
    )
    op.create_index(
        "ix_consent_ledger_data_key_wrapped_by", "consent_ledger_data_key", ["wrapped_by"]
    )
    op.create_table(
        "consent_ledger_erasure",
        sa.Column("erased", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("erased", name=op.f("pk_consent_ledger_erasure")),
    )
    op.create_table(
        "consent_ledger_opening",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["consent_ledger_data_key.person_id"],
            name=op.f("fk_consent_ledger_opening_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["thread"],
            ["consent_ledger_thread.id"],
            name=op.f("fk_consent_ledger_opening_thread"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_consent_ledger_opening")),
    )
    op.create_index("ix_consent_ledger_opening_person_id", "consent_ledger_opening", ["person_id"])
    op.create_index("ix_consent_ledger_opening_thread", "consent_ledger_opening", ["thread"])
