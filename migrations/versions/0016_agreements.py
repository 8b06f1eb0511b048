"""What performers are asked to sign: templates of agreements, their versions and texts."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_agreement_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("signature", _one_of("signature", _SIGNATURES), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_agreement_template")),
        sa.UniqueConstraint("name", name=op.f("uq_consent_agreement_template_name")),
    )
    op.create_table(
        "consent_agreement_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("state", _one_of("versionstate", _STATES), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state != 'published' OR (proposed_by IS NOT NULL AND published_by IS NOT NULL"
            " AND published_by != proposed_by)",
            name=op.f("ck_consent_agreement_version_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["consent_agreement_template.id"],
            name=op.f("fk_consent_agreement_version_template_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_agreement_version")),
        sa.UniqueConstraint(
            "template_id", "number", name=op.f("uq_consent_agreement_version_template_id_number")
        ),
    )
    op.create_index(
        "ix_consent_agreement_version_template_id", "consent_agreement_version", ["template_id"]
    )
    op.create_table(
        "consent_agreement_text",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["consent_agreement_version.id"],
            name=op.f("fk_consent_agreement_text_version_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", "locale", name=op.f("pk_consent_agreement_text")),
    )


_SIGNATURES = ("recording_and_pay", "non_generative_training", "generative_training", "replica")
_STATES = ("draft", "proposed", "published", "discarded")


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
