"""Who fetched which file of a delivery; where an end recipient is told of recalls."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_delivery_taking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=False),
        sa.Column(
            "door",
            sa.Enum(
                "page",
                "api",
                "command",
                "job",
                name="door",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("through", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["marketplace_delivery.id"],
            name=op.f("fk_marketplace_delivery_taking_delivery_id"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["marketplace_delivery_file.id"],
            name=op.f("fk_marketplace_delivery_taking_file_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_delivery_taking")),
    )
    op.create_index(
        "ix_marketplace_delivery_taking_delivery_id",
        "marketplace_delivery_taking",
        ["delivery_id", "at"],
    )
    op.create_index(
        op.f("ix_marketplace_delivery_taking_file_id"), "marketplace_delivery_taking", ["file_id"]
    )
    op.create_index(
        "ix_marketplace_delivery_taking_taken_by", "marketplace_delivery_taking", ["taken_by"]
    )
    protect(op, "marketplace_delivery_taking", [("id",)])
    op.add_column("consent_end_recipient_name", sa.Column("mail", sa.String(), nullable=True))
