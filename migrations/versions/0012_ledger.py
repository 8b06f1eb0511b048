"""The rights ledger: threads, outbox, entries, subtrees, head, checkpoints."""

from datetime import date

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_ledger_checkpoint",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_consent_ledger_checkpoint")),
    )
    op.create_index(
        "ix_consent_ledger_checkpoint_size", "consent_ledger_checkpoint", ["size"], unique=False
    )
    op.create_table(
        "consent_ledger_entry",
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "length(leaf) = 32", name=op.f("ck_consent_ledger_entry_leaf_is_a_hash")
        ),
        sa.CheckConstraint(
            "position >= 0", name=op.f("ck_consent_ledger_entry_position_counts_from_nought")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_consent_ledger_entry")),
        sa.UniqueConstraint("event_id", name=op.f("uq_consent_ledger_entry_event_id")),
        sa.UniqueConstraint("thread", "n", name=op.f("uq_consent_ledger_entry_thread_n")),
    )
    op.create_table(
        "consent_ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_consent_ledger_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_ledger_head")),
    )
    op.create_table(
        "consent_ledger_key",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("vkey", sa.String(), nullable=False),
        sa.Column("from_size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_consent_ledger_key")),
        sa.UniqueConstraint("vkey", name=op.f("uq_consent_ledger_key_vkey")),
    )
    op.create_table(
        "consent_ledger_subtree",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "length(hash) = 32", name=op.f("ck_consent_ledger_subtree_hash_is_a_hash")
        ),
        sa.PrimaryKeyConstraint("level", "place", name=op.f("pk_consent_ledger_subtree")),
    )
    op.create_table(
        "consent_ledger_thread",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_ledger_thread")),
    )
    op.create_table(
        "consent_ledger_outbox",
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("time", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread"], ["consent_ledger_thread.id"], name=op.f("fk_consent_ledger_outbox_thread")
        ),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_consent_ledger_outbox")),
        sa.UniqueConstraint("event_id", name=op.f("uq_consent_ledger_outbox_event_id")),
        sqlite_autoincrement=True,
    )
    protect(op, "consent_ledger_checkpoint", [("number",)])
    protect(op, "consent_ledger_entry", [("event_id",), ("position",), ("thread", "n")])
    protect(op, "consent_ledger_key", [("number",), ("vkey",)])
    protect(op, "consent_ledger_subtree", [("level", "place")])
    columns = (sa.column("id"), sa.column("size"), sa.column("peaks", sa.LargeBinary()))
    head = sa.table("consent_ledger_head", *columns, sa.column("day", sa.Date()))
    op.execute(sa.insert(head).values(id=1, size=0, peaks=b"", day=date(2000, 1, 1)))
