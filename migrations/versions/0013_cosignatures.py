"""The rights ledger's witnesses: their lines under checkpoints, and what compliance was told of."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "consent_ledger_alarm",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("about", name=op.f("pk_consent_ledger_alarm")),
    )
    op.create_table(
        "consent_ledger_cosignature",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("vkey", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["consent_ledger_checkpoint.number"],
            name=op.f("fk_consent_ledger_cosignature_number"),
        ),
        sa.PrimaryKeyConstraint("number", "vkey", name=op.f("pk_consent_ledger_cosignature")),
    )
    op.create_index(
        "ix_consent_ledger_cosignature_vkey_number",
        "consent_ledger_cosignature",
        ["vkey", "number"],
        unique=False,
    )
    protect(op, "consent_ledger_alarm", [("about",)])
    protect(op, "consent_ledger_cosignature", [("number", "vkey")])
