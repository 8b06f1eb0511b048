"""End recipients that clients named; what they are called stands beside them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class EndRecipient(Base):
    """Under one licence of one client. Purposes and holders name it by its id."""

    __tablename__ = "consent_end_recipient"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(index=True)
    country: Mapped[str]
    named_by: Mapped[UUID]
    announced_to: Mapped[int]
    """How many performers were told of it."""
    effective_on: Mapped[date]
    """The first day on which it may receive anything."""
    named_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class EndRecipientName(Base):
    """What it is called and what it gets recordings for, in words: erasable."""

    __tablename__ = "consent_end_recipient_name"

    recipient_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_end_recipient.id"), primary_key=True
    )
    name: Mapped[str]
    purpose: Mapped[str]
    mail: Mapped[str | None] = mapped_column(default=None)
    """Where it is told what it may not use any more, beside its client."""
