"""What clients sign: templates of licences, offers, what was shown and signed."""

import sqlalchemy as sa
from alembic import op

from foundation.append_only import protect
from foundation.tables import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_licence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("living_for", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "signed",
                "refused",
                "taken_back",
                "expired",
                "terminated",
                name="licencestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "client_breach",
                "client_request",
                "licence_ended",
                "engagement_ended",
                "legal_duty",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence")),
        sa.UniqueConstraint("living_for", name=op.f("uq_consent_licence_living_for")),
        sa.UniqueConstraint("thread", name=op.f("uq_consent_licence_thread")),
    )
    op.create_index(
        op.f("ix_consent_licence_client_id"), "consent_licence", ["client_id"], unique=False
    )
    op.create_table(
        "consent_licence_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence_template")),
        sa.UniqueConstraint("name", name=op.f("uq_consent_licence_template_name")),
    )
    op.create_table(
        "consent_licence_told",
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["consent_licence.id"], name=op.f("fk_consent_licence_told_licence_id")
        ),
        sa.PrimaryKeyConstraint("licence_id", "about", name=op.f("pk_consent_licence_told")),
    )
    op.create_table(
        "consent_licence_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "published",
                "discarded",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state != 'published' OR (proposed_by IS NOT NULL AND published_by IS NOT NULL AND published_by != proposed_by)",
            name=op.f("ck_consent_licence_version_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["consent_licence_template.id"],
            name=op.f("fk_consent_licence_version_template_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence_version")),
        sa.UniqueConstraint(
            "template_id", "number", name=op.f("uq_consent_licence_version_template_id_number")
        ),
    )
    op.create_index(
        op.f("ix_consent_licence_version_template_id"),
        "consent_licence_version",
        ["template_id"],
        unique=False,
    )
    op.create_table(
        "consent_licence_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("offered_by", sa.Uuid(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "signed",
                "refused",
                "taken_back",
                name="offerstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["consent_licence.id"], name=op.f("fk_consent_licence_offer_licence_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["consent_licence_version.id"],
            name=op.f("fk_consent_licence_offer_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence_offer")),
        sa.UniqueConstraint(
            "licence_id", "number", name=op.f("uq_consent_licence_offer_licence_id_number")
        ),
    )
    op.create_table(
        "consent_licence_showing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("document_hash", sa.String(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["consent_licence_offer.id"],
            name=op.f("fk_consent_licence_showing_offer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence_showing")),
        sa.UniqueConstraint(
            "offer_id",
            "person_id",
            "document_hash",
            name=op.f("uq_consent_licence_showing_offer_id_person_id_document_hash"),
        ),
    )
    op.create_index(
        op.f("ix_consent_licence_showing_person_id"),
        "consent_licence_showing",
        ["person_id"],
        unique=False,
    )
    op.create_table(
        "consent_licence_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("terms_hash", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("document_hash", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"],
            ["consent_licence.id"],
            name=op.f("fk_consent_licence_signature_licence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["consent_licence_offer.id"],
            name=op.f("fk_consent_licence_signature_offer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["consent_licence_version.id"],
            name=op.f("fk_consent_licence_signature_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_licence_signature")),
        sa.UniqueConstraint(
            "licence_id", "number", name=op.f("uq_consent_licence_signature_licence_id_number")
        ),
        sa.UniqueConstraint("offer_id", name=op.f("uq_consent_licence_signature_offer_id")),
    )
    op.create_index(
        op.f("ix_consent_licence_signature_client_id"),
        "consent_licence_signature",
        ["client_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_licence_signature_signed_by"),
        "consent_licence_signature",
        ["signed_by"],
        unique=False,
    )
    op.create_table(
        "consent_licence_signer",
        sa.Column("signature_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["consent_licence_signature.id"],
            name=op.f("fk_consent_licence_signer_signature_id"),
        ),
        sa.PrimaryKeyConstraint("signature_id", name=op.f("pk_consent_licence_signer")),
    )
    protect(op, "consent_licence_told", [("licence_id", "about")])
    protect(op, "consent_licence_showing", [("id",), ("offer_id", "person_id", "document_hash")])
    protect(op, "consent_licence_signature", [("id",), ("licence_id", "number"), ("offer_id",)])
