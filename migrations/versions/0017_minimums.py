"""What performers would agree to: versions as evidence, what they say beside them."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_minimums_version",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("performer_id", "number", name=op.f("pk_consent_minimums_version")),
    )
    protect(op, "consent_minimums_version", [("performer_id", "number")])
    op.create_table(
        "consent_minimums_body",
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id", "number"],
            ["consent_minimums_version.performer_id", "consent_minimums_version.number"],
            name=op.f("fk_consent_minimums_body_performer_id"),
        ),
        sa.PrimaryKeyConstraint("performer_id", "number", name=op.f("pk_consent_minimums_body")),
    )
    op.create_table(
        "consent_avoided_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_avoided_client")),
    )
    for column in ("performer_id", "name_key", "client_id"):
        name = op.f(f"ix_consent_avoided_client_{column}")
        op.create_index(name, "consent_avoided_client", [column])
