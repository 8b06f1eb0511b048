"""Performers that can be found, reels that were decoded, visits to a provider of identity, and
how people may be engaged across places."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from foundation.append_only import protect
from foundation.rebuilding import rebuild
from foundation.tables import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_profile_listing",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("terms", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_profile_listing_performer_id"),
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_marketplace_profile_listing")),
        sa.UniqueConstraint(
            "performer_id", name=op.f("uq_marketplace_profile_listing_performer_id")
        ),
    )
    _index_terms()
    _reels()
    _identity_visits()
    _engagement_rules()


def _index_terms() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE marketplace_profile_listing_fts USING fts5 (terms,"
            " content = 'marketplace_profile_listing', content_rowid = 'place', detail = none,"
            " tokenize = \"ascii tokenchars '_'\")"
        )
    else:
        op.create_index(
            "marketplace_profile_listing_fts",
            "marketplace_profile_listing",
            ["terms"],
            unique=False,
            postgresql_using="gin",
        )


def _reels() -> None:
    position = sa.Column("position", sa.Integer(), nullable=False)
    if op.get_context().dialect.name == "sqlite":
        rebuild(op, "marketplace_reel", *_reel(), position, *_keys(), values={"position": "0"})
    else:
        begins = sa.Column("position", sa.Integer(), nullable=False, server_default="0")
        op.add_column("marketplace_reel", begins)
        op.alter_column("marketplace_reel", "position", server_default=None)
    op.create_table(
        "marketplace_reel_look",
        sa.Column("reel_id", sa.Uuid(), nullable=False),
        sa.Column("why_not", sa.String(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("poster_key", sa.String(), nullable=True),
        sa.Column("preview_key", sa.String(), nullable=True),
        sa.Column("looked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reel_id"], ["marketplace_reel.id"], name=op.f("fk_marketplace_reel_look_reel_id")
        ),
        sa.PrimaryKeyConstraint("reel_id", name=op.f("pk_marketplace_reel_look")),
    )


def _reel() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
    )


def _keys() -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_reel_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_reel")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_marketplace_reel_storage_key")),
    )


def _identity_visits() -> None:
    op.create_table(
        "marketplace_identity_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performer_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_identity_visit_performer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_identity_visit")),
        sa.UniqueConstraint("reference", name=op.f("uq_marketplace_identity_visit_reference")),
    )
    op.create_index(
        op.f("ix_marketplace_identity_visit_performer_id"),
        "marketplace_identity_visit",
        ["performer_id"],
        unique=False,
    )


def _engagement_rules() -> None:
    op.create_table(
        "marketplace_engagement_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lives_in", sa.String(), nullable=False),
        sa.Column("client_in", sa.String(), nullable=False),
        sa.Column(
            "engagement",
            sa.Enum(
                "freelance",
                "employee",
                "permit",
                "ask",
                name="engagement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_engagement_rule")),
    )
    op.create_index(
        op.f("ix_marketplace_engagement_rule_lives_in_client_in"),
        "marketplace_engagement_rule",
        ["lives_in", "client_in"],
        unique=False,
    )
    protect(op, "marketplace_engagement_rule", [("id",)])
