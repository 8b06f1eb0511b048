"""What Stripe tells us: events, that they were handled, what waits, and sweeps."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts_stripe_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column(
            "found_by",
            sa.Enum(
                "told",
                "sweep",
                name="foundby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_stripe_event")),
        sa.UniqueConstraint("event_id", name=op.f("uq_payouts_stripe_event_event_id")),
    )
    op.create_index(
        "ix_payouts_stripe_event_received_at", "payouts_stripe_event", ["received_at"], unique=False
    )
    op.create_table(
        "payouts_stripe_event_sweep",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts_stripe_event_sweep")),
    )
    op.create_table(
        "payouts_stripe_event_handled",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["payouts_stripe_event.id"],
            name=op.f("fk_payouts_stripe_event_handled_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_payouts_stripe_event_handled")),
    )
    op.create_table(
        "payouts_stripe_event_waiting",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failed_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["payouts_stripe_event.id"],
            name=op.f("fk_payouts_stripe_event_waiting_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_payouts_stripe_event_waiting")),
    )
    op.create_index(
        "ix_payouts_stripe_event_waiting_due_at",
        "payouts_stripe_event_waiting",
        ["due_at"],
        unique=False,
    )
    protect(op, "payouts_stripe_event", [("event_id",), ("id",)])
    protect(op, "payouts_stripe_event_sweep", [("id",)])
    protect(op, "payouts_stripe_event_handled", [("event_id",)])
