"""Second factors: apps, recovery codes, passkeys; changes of mail address."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marketplace_authenticator_app",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_authenticator_app_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_authenticator_app")),
    )
    op.create_index(
        op.f("ix_marketplace_authenticator_app_account_id"),
        "marketplace_authenticator_app",
        ["account_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_factor_reset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("reset_by", sa.Uuid(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_factor_reset_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reset_by"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_factor_reset_reset_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_factor_reset")),
    )
    op.create_index(
        op.f("ix_marketplace_factor_reset_account_id"),
        "marketplace_factor_reset",
        ["account_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_mail_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("old_email", sa.String(), nullable=False),
        sa.Column("new_email", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("old_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("new_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_mail_change_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_mail_change")),
    )
    op.create_index(
        op.f("ix_marketplace_mail_change_account_id"),
        "marketplace_mail_change",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_marketplace_mail_change_asked_at"),
        "marketplace_mail_change",
        ["asked_at"],
        unique=False,
    )
    op.create_table(
        "marketplace_passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_passkey_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_marketplace_passkey_credential_id")),
    )
    op.create_index(
        op.f("ix_marketplace_passkey_account_id"),
        "marketplace_passkey",
        ["account_id"],
        unique=False,
    )
    op.create_table(
        "marketplace_passkey_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_passkey_challenge_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_passkey_challenge")),
    )
    op.create_index(
        op.f("ix_marketplace_passkey_challenge_ends_at"),
        "marketplace_passkey_challenge",
        ["ends_at"],
        unique=False,
    )
    op.create_table(
        "marketplace_recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["marketplace_account.id"],
            name=op.f("fk_marketplace_recovery_code_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketplace_recovery_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_marketplace_recovery_code_digest")),
    )
    op.create_index(
        op.f("ix_marketplace_recovery_code_account_id"),
        "marketplace_recovery_code",
        ["account_id"],
        unique=False,
    )
