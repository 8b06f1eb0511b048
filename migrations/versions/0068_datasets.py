"""What an accepted take comes to, written down with it; datasets, their versions and takes."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

_CHOSEN = (
    *("client_id", "brief_version_id", "state", "speakers", "accepted_ms", "overall"),
    *("begun_at", "gig_id", "booking_id", "id"),
)


def upgrade() -> None:
    for name in ("speakers", "accepted_ms", "overall"):
        op.add_column("marketplace_take", sa.Column(name, sa.Integer(), nullable=True))
    _write_down()
    op.create_index("ix_marketplace_take_chosen", "marketplace_take", _CHOSEN)
    op.create_index(
        "ix_marketplace_fact_client_id", "marketplace_fact", ["client_id", "performer_id", "pay_by"]
    )
    _datasets()


def _write_down() -> None:
    """Of what was accepted before."""
    seconds = "CAST(json_extract(f.report, '$.measured.seconds') AS REAL)"
    if op.get_context().dialect.name == "postgresql":
        seconds = "CAST(f.report -> 'measured' ->> 'seconds' AS DOUBLE PRECISION)"
    op.execute(
        f"""UPDATE marketplace_take SET
        speakers = (SELECT count(*) FROM marketplace_track t WHERE t.take_id = marketplace_take.id),
        accepted_ms = (SELECT CAST(round(max({seconds}) * 1000) AS INTEGER)
          FROM marketplace_track t JOIN marketplace_track_file f ON f.recording_id = t.recording_id
          WHERE t.take_id = marketplace_take.id AND f.report IS NOT NULL)
        WHERE state = 'accepted'"""  # noqa: S608 - words of our own
    )
    newest = """FROM marketplace_take_review r WHERE r.take_id = marketplace_take.id
        AND r.verdict = 'accept' AND NOT r.blind ORDER BY r.at DESC, r.id LIMIT 1"""
    op.execute(
        f"""UPDATE marketplace_take SET overall = (SELECT r.overall {newest})
        WHERE state = 'accepted'"""  # noqa: S608
    )
    least = "min" if op.get_context().dialect.name == "sqlite" else "least"
    op.execute(
        f"""UPDATE marketplace_take SET accepted_ms = coalesce((
        SELECT CASE WHEN r.last_ms IS NULL THEN NULL WHEN accepted_ms IS NULL
          THEN r.last_ms - r.first_ms WHEN r.first_ms > accepted_ms THEN 0
          ELSE {least}(r.last_ms, accepted_ms) - r.first_ms END {newest}), accepted_ms)
        WHERE state = 'accepted'"""  # noqa: S608
    )


def _datasets() -> None:
    op.create_table(
        "marketplace_dataset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["marketplace_client.id"],
            name=op.f("fk_marketplace_dataset_client_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_dataset")),
        sa.UniqueConstraint(
            "client_id", "name", name=op.f("uq_marketplace_dataset_client_id_name")
        ),
    )
    op.create_index(
        "ix_marketplace_dataset_client_id", "marketplace_dataset", ["client_id", "created_at", "id"]
    )
    op.create_table(
        "marketplace_dataset_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dataset_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("choice", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("takes", sa.Integer(), nullable=False),
        sa.Column("length_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["marketplace_dataset.id"],
            name=op.f("fk_marketplace_dataset_version_dataset_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_dataset_version")),
        sa.UniqueConstraint(
            "dataset_id", "number", name=op.f("uq_marketplace_dataset_version_dataset_id_number")
        ),
    )
    protect(op, "marketplace_dataset_version", [("dataset_id", "number"), ("id",)])
    op.create_table(
        "marketplace_dataset_version_take",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["marketplace_dataset_version.id"],
            name=op.f("fk_marketplace_dataset_version_take_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["take_id"],
            ["marketplace_take.id"],
            name=op.f("fk_marketplace_dataset_version_take_take_id"),
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "take_id", name=op.f("pk_marketplace_dataset_version_take")
        ),
    )
    protect(op, "marketplace_dataset_version_take", [("version_id", "take_id")])
