"""Second opinions: of which takes one is wanted, and what share of a request's."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_second_opinion_share",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["marketplace_scene_request.id"],
            name=op.f("fk_marketplace_second_opinion_share_request_id"),
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_marketplace_second_opinion_share")),
    )
    op.create_table(
        "marketplace_second_opinion",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("wanted_until", UtcDateTime(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_second_opinion_take_id")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["marketplace_take_review.id"],
            name=op.f("fk_marketplace_second_opinion_first_id"),
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["marketplace_take_review.id"],
            name=op.f("fk_marketplace_second_opinion_second_id"),
        ),
        sa.PrimaryKeyConstraint("take_id", name=op.f("pk_marketplace_second_opinion")),
    )
    op.create_index(
        "ix_marketplace_second_opinion_wanted_until",
        "marketplace_second_opinion",
        ["wanted_until"],
    )
