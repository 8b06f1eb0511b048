"""Where to send, what happened, and how each sending went.

Facts of sending are never changed or deleted; what was sent and answered is apart, and erased.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class EndpointStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """By hand: what happens meanwhile waits."""
    DISABLED = "disabled"
    """By us, because nothing was taken for days: what happens meanwhile is not kept for it."""
    REMOVED = "removed"


class Endpoint(Base):
    """An address that somebody wants events sent to."""

    __tablename__ = "foundation_webhook_endpoint"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    owner_id: Mapped[UUID] = mapped_column(index=True)
    """An organisation, or a person who acts for themselves."""
    url: Mapped[str]
    note: Mapped[str]
    created_by: Mapped[UUID]
    """Told when it is disabled."""
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    status: Mapped[EndpointStatus] = mapped_column(default=EndpointStatus.ACTIVE)
    last_delivered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class EndpointOwner(Base):
    """One row per owner, locked while their endpoints are counted."""

    __tablename__ = "foundation_webhook_owner"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)


class EndpointSecret(Base):
    """Signs what is sent. During a rotation there are two, and each signs."""

    __tablename__ = "foundation_webhook_secret"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    endpoint_id: Mapped[UUID] = mapped_column(
        ForeignKey("foundation_webhook_endpoint.id"), index=True
    )
    sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    ends_at: Mapped[datetime | None] = mapped_column(default=None)


class Event(Base):
    """Something happened. Its id is the webhook-id: the same however often it is sent."""

    __tablename__ = "foundation_webhook_event"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    owner_id: Mapped[UUID] = mapped_column(index=True)
    type: Mapped[str]
    announced_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)


append_only(Event.__table__)


class EventBody(Base):
    """The very text that is signed and sent. Erased after 30 days."""

    __tablename__ = "foundation_webhook_event_body"

    event_id: Mapped[UUID] = mapped_column(
        ForeignKey("foundation_webhook_event.id"), primary_key=True
    )
    text: Mapped[str]


class DeliveryStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class Delivery(Base):
    """One event to one endpoint: where it stands. Sent again by hand, it is another row."""

    __tablename__ = "foundation_webhook_delivery"
    __table_args__ = (
        Index("ix_foundation_webhook_delivery_status_due_at", "status", "due_at"),
        Index("ix_foundation_webhook_delivery_endpoint", "endpoint_id", "queued_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_webhook_event.id"), index=True)
    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_webhook_endpoint.id"))
    queued_at: Mapped[datetime] = mapped_column(default_factory=now)
    status: Mapped[DeliveryStatus] = mapped_column(default=DeliveryStatus.QUEUED)
    due_at: Mapped[datetime] = mapped_column(default_factory=now)
    """When to try next; while it is being sent: when that claim ends."""
    attempts: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    replayed_by: Mapped[UUID | None] = mapped_column(default=None)


class Attempt(Base):
    """One request and how it ended. Never changed."""

    __tablename__ = "foundation_webhook_attempt"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_webhook_delivery.id"))
    number: Mapped[int]
    status: Mapped[int | None]
    """The HTTP status; None where there was no answer, and `fault` says why."""
    fault: Mapped[str]
    took_ms: Mapped[int]
    ended_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Attempt.__table__)


class AnswerBody(Base):
    """The beginning of what the receiver answered. Erased after 30 days."""

    __tablename__ = "foundation_webhook_answer"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("foundation_webhook_attempt.id"), primary_key=True
    )
    text: Mapped[str]
