"""Gigs: what lists show and searches find, what was done to them, saved searches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_gig_listing",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("end_product", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("effective_hourly_minor", sa.BigInteger(), nullable=False),
        sa.Column("earns_again", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_gig_listing_gig_id")
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_marketplace_gig_listing")),
        sa.UniqueConstraint("gig_id", name=op.f("uq_marketplace_gig_listing_gig_id")),
    )
    op.create_index(
        op.f("ix_marketplace_gig_listing_listed"),
        "marketplace_gig_listing",
        ["listed"],
        unique=False,
    )
    _index_terms()
    op.create_table(
        "marketplace_gig_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_gig_step_gig_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_gig_step")),
    )
    op.create_index(
        op.f("ix_marketplace_gig_step_gig_id"), "marketplace_gig_step", ["gig_id"], unique=False
    )
    op.create_table(
        "marketplace_gig_wind_down",
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("announced_by", sa.Uuid(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gig_id"], ["marketplace_gig.id"], name=op.f("fk_marketplace_gig_wind_down_gig_id")
        ),
        sa.PrimaryKeyConstraint("gig_id", name=op.f("pk_marketplace_gig_wind_down")),
    )
    op.create_index(
        op.f("ix_marketplace_gig_wind_down_last_day"),
        "marketplace_gig_wind_down",
        ["last_day"],
        unique=False,
    )
    _saved_searches()
    protect(op, "marketplace_gig_step", [("id",)])


def _index_terms() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE marketplace_gig_listing_fts USING fts5 (terms,"
            " content = 'marketplace_gig_listing', content_rowid = 'place', detail = none,"
            " tokenize = \"ascii tokenchars '_'\")"
        )
    else:
        op.create_index(
            "marketplace_gig_listing_fts",
            "marketplace_gig_listing",
            ["terms"],
            unique=False,
            postgresql_using="gin",
        )


def _saved_searches() -> None:
    op.create_table(
        "marketplace_saved_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column(
            "pace",
            sa.Enum(
                "at_once",
                "daily",
                "never",
                name="pace",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_saved_search_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_saved_search")),
        sa.UniqueConstraint(
            "account_id", "name", name=op.f("uq_marketplace_saved_search_account_id_name")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_saved_search_due_at"),
        "marketplace_saved_search",
        ["due_at"],
        unique=False,
    )
    op.create_table(
        "marketplace_saved_search_told",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("gig_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_saved_search_told_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["gig_id"],
            ["marketplace_gig.id"],
            name=op.f("fk_marketplace_saved_search_told_gig_id"),
        ),
        sa.PrimaryKeyConstraint(
            "account_id", "gig_id", name=op.f("pk_marketplace_saved_search_told")
        ),
    )
