"""Reports of uses: what was trained on which delivery up to when, and who signed for the client."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_use_report_training",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Uuid(), nullable=False),
        sa.Column("dataset_name", sa.String(), nullable=False),
        sa.Column("dataset_version", sa.Integer(), nullable=False),
        sa.Column("choice_hash", sa.String(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["consent_use_report.id"],
            name=op.f("fk_consent_use_report_training_report_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_use_report_training")),
        sa.UniqueConstraint(
            "report_id",
            "model",
            "delivery_id",
            name=op.f("uq_consent_use_report_training_report_id_model_delivery_id"),
        ),
    )
    op.create_index(
        op.f("ix_consent_use_report_training_delivery_id"),
        "consent_use_report_training",
        ["delivery_id"],
    )
    protect(op, "consent_use_report_training", [("id",), ("report_id", "model", "delivery_id")])
    _signatures()


def _signatures() -> None:
    op.create_table(
        "consent_use_report_signature",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_as", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("document_hash", sa.String(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["consent_use_report.id"],
            name=op.f("fk_consent_use_report_signature_report_id"),
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_consent_use_report_signature")),
    )
    op.create_index(
        op.f("ix_consent_use_report_signature_signed_by"),
        "consent_use_report_signature",
        ["signed_by"],
    )
    protect(op, "consent_use_report_signature", [("report_id",)])
    op.create_table(
        "consent_use_report_signer",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["consent_use_report_signature.report_id"],
            name=op.f("fk_consent_use_report_signer_report_id"),
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_consent_use_report_signer")),
    )
