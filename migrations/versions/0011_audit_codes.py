"""The doors of the audit as a code table, and what is locked while endpoints are counted."""

import sqlalchemy as sa
from alembic import op

from foundation.rebuilding import rebuild
from foundation.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

EVENT, DOOR = "foundation_audit_event", "foundation_audit_door"
DOORS = ("page", "api", "command", "job")
POINTS = "fk_foundation_audit_event_door"


def upgrade() -> None:
    op.create_table(
        "foundation_webhook_owner",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_foundation_webhook_owner")),
    )
    op.create_table(
        DOOR,
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_foundation_audit_door")),
    )
    door, event = sa.table(DOOR, sa.column("name")), sa.table(EVENT, sa.column("door"))
    op.bulk_insert(door, [{"name": name} for name in DOORS])  # type: ignore[arg-type]
    # Whatever is written there already stays as it was written.
    others = sa.select(event.c.door).where(event.c.door.not_in(DOORS)).distinct()
    op.execute(sa.insert(door).from_select(["name"], others))
    if op.get_context().dialect.name == "sqlite":
        _rebuild_events()
    else:
        op.create_foreign_key(op.f(POINTS), EVENT, DOOR, ["door"], ["name"])


def _rebuild_events() -> None:
    """This once: a door that is added later is a row, and the table stays as it is."""
    rebuild(
        op,
        EVENT,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("acted_as", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["door"], [f"{DOOR}.name"], name=op.f(POINTS)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foundation_audit_event")),
    )
