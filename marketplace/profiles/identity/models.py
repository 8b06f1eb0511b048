"""That a check was asked for, and what each came to. Never the document, its number or a copy."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class IdentityRequest(Base):
    """Waits for compliance until it is answered."""

    __tablename__ = "marketplace_identity_request"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class HostedVisit(Base):
    """That somebody was sent to a provider's own pages. What they show there never comes here."""

    __tablename__ = "marketplace_identity_visit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    provider: Mapped[str]
    reference: Mapped[str | None] = mapped_column(default=None, unique=True)
    """What the provider calls it; None until it answered."""
    begun_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class IdentityCheck(Base):
    """The newest holds. Evidence that somebody was of age before they were booked."""

    __tablename__ = "marketplace_identity_check"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    proof: Mapped[str]
    document: Mapped[str]
    is_person: Mapped[bool]
    """They are who they say."""
    is_adult: Mapped[bool]
    """18 or more on the day of the check."""
    checked_on: Mapped[date]
    expires_on: Mapped[date]
    """The last day on which it holds."""
    checked_by: Mapped[UUID]
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(IdentityCheck.__table__)
