"""A token: a program's way in, for one person in one role, for a while."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class ApiToken(Base):
    __tablename__ = "marketplace_api_token"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    acting_as: Mapped[UUID] = mapped_column(ForeignKey("marketplace_role_grant.id"))
    name: Mapped[str]
    """What its owner calls it."""
    secret_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256: the secret has 256 random bits, so nothing slower is needed."""
    scopes: Mapped[list[str]] = mapped_column(JSON)
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    """Exact to five minutes, so that reading does not write each time."""
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
