"""An organisation, what it says of itself, what compliance found, who was told its name."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class Client(Base):
    """Who acts for it are the role grants on its behalf."""

    __tablename__ = "marketplace_client"

    name: Mapped[str]
    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class ClientParticulars(Base):
    """What an organisation says of itself, for compliance to check."""

    __tablename__ = "marketplace_client_particulars"

    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"), primary_key=True)
    registered_name: Mapped[str]
    country: Mapped[str]
    register: Mapped[str]
    register_number: Mapped[str]
    sector: Mapped[str]
    website: Mapped[str]
    contact: Mapped[str]
    """Whom compliance calls; forgotten once it was decided."""
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime | None] = mapped_column(default_factory=now)
    """Since when it waits; None once it was answered."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class ClientVerification(Base):
    """What compliance found, each time. The newest holds."""

    __tablename__ = "marketplace_client_verification"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"), index=True)
    verified: Mapped[bool]
    seen: Mapped[JsonObject]
    """Which kinds of document were seen. Never the documents."""
    expires_on: Mapped[date]
    """The last day on which it holds."""
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(default_factory=now)


class VerificationNote(Base):
    """What compliance wrote to the organisation about it."""

    __tablename__ = "marketplace_client_verification_note"

    verification_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_client_verification.id"), primary_key=True
    )
    note: Mapped[str]


class ClientReveal(Base):
    """That a performer was told in confidence who is behind a sealed request, and when: before it
    has been 24 hours nobody signs."""

    __tablename__ = "marketplace_client_reveal"

    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"))
    told_by: Mapped[UUID]
    told_at: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (ClientVerification, ClientReveal):
    append_only(_table.__table__)
