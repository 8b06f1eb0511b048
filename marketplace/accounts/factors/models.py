"""What a person proves themselves with, and what was asked of their passkey."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class AuthenticatorApp(Base):
    """A phone that shows six digits, new every 30 seconds (TOTP, RFC 6238)."""

    __tablename__ = "marketplace_authenticator_app"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    name: Mapped[str]
    sealed_secret: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    """Until its first code was typed it proves nothing."""
    last_step: Mapped[int] = mapped_column(default=0)
    """The newest 30-second step whose code was used: that one and all before it are spent."""
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class RecoveryCode(Base):
    """One of the codes to print, for the day the phone is gone. Works once."""

    __tablename__ = "marketplace_recovery_code"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Passkey(Base):
    """A key pair whose private half never leaves the person's device (WebAuthn)."""

    __tablename__ = "marketplace_passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """How often the device says it has signed; one that counts backwards may be a copy."""
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class PasskeyChallenge(Base):
    """Random bytes that a passkey must sign. Deleted by the answer, so each is answered once."""

    __tablename__ = "marketplace_passkey_challenge"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("marketplace_account.id"))
    """Whose passkey may answer; None where the answer will say who is there."""
    challenge: Mapped[bytes]
    ends_at: Mapped[datetime] = mapped_column(index=True)
