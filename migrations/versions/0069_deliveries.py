"""Deliveries, the takes and files in them, and what clients call performers."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deliveries()
    _files()
    _names()


def _deliveries() -> None:
    op.create_table(
        "marketplace_delivery_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_marketplace_delivery_counter")),
    )
    op.create_table(
        "marketplace_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("dataset_version_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "building",
                "built",
                "delivered",
                "failed",
                "called_off",
                name="deliverystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("try_at", UtcDateTime(), nullable=False),
        sa.Column("manifest", sa.String(), nullable=True),
        sa.Column("manifest_bytes", sa.Integer(), nullable=False),
        sa.Column("manifest_key", sa.String(), nullable=True),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_version_id"],
            ["marketplace_dataset_version.id"],
            name=op.f("fk_marketplace_delivery_dataset_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["marketplace_delivery.id"],
            name=op.f("fk_marketplace_delivery_follows_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_delivery")),
        sa.UniqueConstraint("reference", name=op.f("uq_marketplace_delivery_reference")),
    )
    op.create_index(
        "ix_marketplace_delivery_client_id_asked_at",
        "marketplace_delivery",
        ["client_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_delivery_dataset_version_id"),
        "marketplace_delivery",
        ["dataset_version_id"],
        unique=False,
    )
    op.create_index(
        "ix_marketplace_delivery_state", "marketplace_delivery", ["state", "try_at"], unique=False
    )
    op.create_table(
        "marketplace_delivery_take",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("dropped_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["marketplace_delivery.id"],
            name=op.f("fk_marketplace_delivery_take_delivery_id"),
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["marketplace_take.id"], name=op.f("fk_marketplace_delivery_take_take_id")
        ),
        sa.PrimaryKeyConstraint(
            "delivery_id", "take_id", name=op.f("pk_marketplace_delivery_take")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_delivery_take_take_id"),
        "marketplace_delivery_take",
        ["take_id"],
        unique=False,
    )


def _file_kind() -> sa.Enum:
    return sa.Enum(
        "media",
        "labels",
        "transcript",
        "index",
        "describing",
        "evidence",
        "shard",
        name="filekind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def _files() -> None:
    op.create_table(
        "marketplace_built_output",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("credential", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["marketplace_delivery.id"],
            name=op.f("fk_marketplace_built_output_delivery_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_built_output")),
        sa.UniqueConstraint(
            "delivery_id", "recipe", name=op.f("uq_marketplace_built_output_delivery_id_recipe")
        ),
        sa.UniqueConstraint("storage_key", name=op.f("uq_marketplace_built_output_storage_key")),
    )
    op.create_table(
        "marketplace_delivery_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", _file_kind(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=True),
        sa.Column("take_id", sa.Uuid(), nullable=True),
        sa.Column("original", sa.String(), nullable=True),
        sa.Column("credential", sa.String(), nullable=True),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["marketplace_delivery.id"],
            name=op.f("fk_marketplace_delivery_file_delivery_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_delivery_file")),
        sa.UniqueConstraint(
            "delivery_id", "path", name=op.f("uq_marketplace_delivery_file_delivery_id_path")
        ),
        sa.UniqueConstraint("storage_key", name=op.f("uq_marketplace_delivery_file_storage_key")),
    )
    op.create_table(
        "marketplace_delivery_file_part",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _file_kind(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=True),
        sa.Column("credential", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["marketplace_delivery_file.id"],
            name=op.f("fk_marketplace_delivery_file_part_file_id"),
        ),
        sa.PrimaryKeyConstraint(
            "file_id", "member", "recording_id", name=op.f("pk_marketplace_delivery_file_part")
        ),
    )
    op.create_index(
        "ix_marketplace_delivery_file_part_recording_id",
        "marketplace_delivery_file_part",
        ["recording_id"],
        unique=False,
    )


def _names() -> None:
    op.create_table(
        "marketplace_pseudonym",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "performer_id", name=op.f("pk_marketplace_pseudonym")),
        sa.UniqueConstraint(
            "client_id", "name", name=op.f("uq_marketplace_pseudonym_client_id_name")
        ),
    )
    op.create_index(
        op.f("ix_marketplace_pseudonym_performer_id"),
        "marketplace_pseudonym",
        ["performer_id"],
        unique=False,
    )
