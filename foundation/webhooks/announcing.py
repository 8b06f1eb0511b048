"""Queues what happened for everybody who wants to be sent it, in the transaction of its cause."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Power
from foundation.webhooks.models import (
    Delivery,
    Endpoint,
    EndpointStatus,
    Event,
    EventBody,
)


def announce(session: Session, owner_id: UUID, event_type: str, data: dict[str, Any]) -> None:
    """A step. `data` is JSON-ready; `event_type` names what happened, such as "take.accepted"."""
    endpoint_ids = _endpoints(session, owner_id)
    if endpoint_ids:
        event = keep_event(session, owner_id, event_type, data)
        for endpoint_id in endpoint_ids:
            session.add(Delivery(event_id=event.id, endpoint_id=endpoint_id))


def announce_to_holders(
    session: Session, power: Power, event_type: str, data: dict[str, Any]
) -> None:
    """To the machines of everybody who holds this power."""
    for owner_id in sorted(hooks.holders(session, power)):
        announce(session, owner_id, event_type, data)


def is_told(session: Session, owner_id: UUID) -> bool:
    """Whether anybody would be sent it: for those who announce thousands of things at once."""
    return bool(_endpoints(session, owner_id))


def _endpoints(session: Session, owner_id: UUID) -> Sequence[UUID]:
    wanted = Endpoint.status.in_((EndpointStatus.ACTIVE, EndpointStatus.PAUSED))
    query = select(Endpoint.id).where(Endpoint.owner_id == owner_id, wanted)
    return session.scalars(query).all()


def keep_event(session: Session, owner_id: UUID, event_type: str, data: dict[str, Any]) -> Event:
    """A step: the event and the very text that will be signed, however often it is sent."""
    event = Event(owner_id=owner_id, type=event_type)
    text = json.dumps(
        {"type": event_type, "timestamp": event.announced_at.isoformat(), "data": data},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    session.add(event)
    session.flush()
    session.add(EventBody(event_id=event.id, text=text))
    session.flush()
    return event
