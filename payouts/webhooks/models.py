"""What Stripe told, that it was handled, and what still waits. Nothing of an event's content is
kept: what it is about is read again, so there is nothing here to erase."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class FoundBy(StrEnum):
    TOLD = "told"
    SWEEP = "sweep"
    """Stripe's message never came, or was lost: we asked."""


class StripeEvent(Base):
    """One thing that happened at Stripe, by its id there: however often it is told, one row."""

    __tablename__ = "payouts_stripe_event"
    __table_args__ = (
        UniqueConstraint("event_id"),
        Index("ix_payouts_stripe_event_received_at", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    event_id: Mapped[str]
    kind: Mapped[str]
    about: Mapped[str]
    """The id at Stripe of what it is about; empty where that is no thing of its own."""
    account: Mapped[str]
    """The connected account that it happened in; empty: ours."""
    found_by: Mapped[FoundBy]
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default_factory=now)


class EventHandled(Base):
    """Written in the transaction that did what the event asked for."""

    __tablename__ = "payouts_stripe_event_handled"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_stripe_event.id"), primary_key=True)
    said: Mapped[str]
    handled_at: Mapped[datetime] = mapped_column(default_factory=now)


class EventWaiting(Base):
    """An event that nobody handled yet. Deleted by whoever does, so that only one can."""

    __tablename__ = "payouts_stripe_event_waiting"
    __table_args__ = (Index("ix_payouts_stripe_event_waiting_due_at", "due_at"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_stripe_event.id"), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(default_factory=now)
    tries: Mapped[int] = mapped_column(default=0)
    failed_because: Mapped[str] = mapped_column(default="")
    """The last failure, without anything personal; empty while none happened."""


class EventSweep(Base):
    """We asked Stripe for all events since then: the next sweep need not go back further."""

    __tablename__ = "payouts_stripe_event_sweep"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    since: Mapped[datetime]
    began_at: Mapped[datetime]
    found: Mapped[int]
    """Events that nobody had told us."""


for _model in (StripeEvent, EventHandled, EventSweep):
    append_only(_model.__table__)
