"""What can be asked about webhooks: endpoints, what was sent to them, how much waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Queue
from foundation.webhooks import policy
from foundation.webhooks.errors import DeliveryNotFound, EndpointNotFound
from foundation.webhooks.models import (
    AnswerBody,
    Attempt,
    Delivery,
    DeliveryStatus,
    Endpoint,
    EndpointStatus,
    Event,
    EventBody,
)

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery, what it brought, and how the last attempt ended."""

    delivery: Delivery
    event: Event
    last: Attempt | None


@dataclass(frozen=True, slots=True)
class Tried:
    attempt: Attempt
    answer: str


def endpoints_of(session: Session, owner_id: UUID) -> Sequence[Endpoint]:
    """Without those that were removed."""
    rows = select(Endpoint).where(
        Endpoint.owner_id == owner_id, Endpoint.status != EndpointStatus.REMOVED
    )
    return session.scalars(rows.order_by(Endpoint.created_at, Endpoint.id)).all()


def own_endpoint(session: Session, endpoint_id: UUID, actor: Actor) -> Endpoint:
    found = session.get(Endpoint, endpoint_id)
    if found is None:
        raise EndpointNotFound
    if not policy.may_view(actor, found):
        raise EndpointNotFound
    return found


def delivery(session: Session, endpoint_id: UUID, delivery_id: UUID) -> Delivery:
    """Only among what was sent to that endpoint."""
    found = session.get(Delivery, delivery_id)
    if found is None or found.endpoint_id != endpoint_id:
        raise DeliveryNotFound
    return found


def sent_to(session: Session, endpoint_id: UUID) -> list[Sent]:
    """Newest first."""
    rows = session.execute(
        select(Delivery, Event, Attempt)
        .join(Event, Event.id == Delivery.event_id)
        .outerjoin(
            Attempt,
            (Attempt.delivery_id == Delivery.id) & (Attempt.number == Delivery.attempts),
        )
        .where(Delivery.endpoint_id == endpoint_id)
        .order_by(Delivery.queued_at.desc(), Delivery.id)
        .limit(SHOWN)
    )
    return [Sent(*row) for row in rows]


def tried(session: Session, delivery_id: UUID) -> list[Tried]:
    """Newest first."""
    rows = session.execute(
        select(Attempt, AnswerBody.text)
        .outerjoin(AnswerBody, AnswerBody.attempt_id == Attempt.id)
        .where(Attempt.delivery_id == delivery_id)
        .order_by(Attempt.number.desc())
    )
    return [Tried(attempt, text or "") for attempt, text in rows]


def body_of(session: Session, event_id: UUID) -> str | None:
    """None once it is erased."""
    found = session.get(EventBody, event_id)
    return found.text if found else None


def queues(session: Session) -> list[Queue]:
    """For the operations page and the metrics."""
    waiting = Delivery.status.in_((DeliveryStatus.QUEUED, DeliveryStatus.SENDING))
    row = session.execute(
        select(func.count().label("deliveries"), func.min(Delivery.queued_at).label("oldest"))
        .join(Endpoint, Endpoint.id == Delivery.endpoint_id)
        .where(waiting, Endpoint.status == EndpointStatus.ACTIVE)
    ).one()
    return [Queue("Webhooks to send", row.deliveries, row.oldest)]


def export_of(session: Session, person_id: UUID) -> Mapping[str, Any]:
    """For the export of one's own data: one's endpoints and what was sent there."""
    return {
        "webhook_endpoints": [
            {
                "url": each.url,
                "note": each.note,
                "created_at": each.created_at.isoformat(),
                "status": each.status,
                "sent": [
                    {
                        "type": sent.event.type,
                        "queued_at": sent.delivery.queued_at.isoformat(),
                        "status": sent.delivery.status,
                    }
                    for sent in sent_to(session, each.id)
                ],
            }
            for each in endpoints_of(session, person_id)
        ]
    }
