"""Delegations with their scope and end; the public names of recordings' licences."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _delegation()
    _scope("consent_delegated_client", "client_id")
    _scope("consent_delegated_recording", "recording_id")
    _end_and_address()
    op.create_table(
        "consent_status_link",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_consent_status_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consent_status_link_public_id")),
    )
    protect(op, "consent_status_link", [("public_id",), ("recording_id",)])


def _delegation() -> None:
    op.create_table(
        "consent_delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=True),
        sa.Column("observer_id", sa.Uuid(), nullable=True),
        sa.Column("observing", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=True),
        sa.Column("before_at", UtcDateTime(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_delegation")),
    )
    for column in ("performer_id", "observer_id"):
        op.create_index(op.f(f"ix_consent_delegation_{column}"), "consent_delegation", [column])
    protect(op, "consent_delegation", [("id",)])


def _scope(table: str, column: str) -> None:
    op.create_table(
        table,
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        _of_delegation(table),
        sa.PrimaryKeyConstraint("delegation_id", column, name=op.f(f"pk_{table}")),
    )
    protect(op, table, [("delegation_id", column)])


def _end_and_address() -> None:
    op.create_table(
        "consent_delegation_end",
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        _of_delegation("consent_delegation_end"),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_consent_delegation_end")),
    )
    protect(op, "consent_delegation_end", [("delegation_id",)])
    op.create_table(
        "consent_delegation_address",
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        _of_delegation("consent_delegation_address"),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_consent_delegation_address")),
    )
    name = op.f("ix_consent_delegation_address_email")
    op.create_index(name, "consent_delegation_address", ["email"])


def _of_delegation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["delegation_id"], ["consent_delegation.id"], name=op.f(f"fk_{table}_delegation_id")
    )
