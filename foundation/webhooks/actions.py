"""What owners do with their endpoints. Each action is one transaction."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation import audit, throttle
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import insert_unless_there
from foundation.webhooks import policy, queries
from foundation.webhooks.announcing import keep_event
from foundation.webhooks.errors import (
    BodyErased,
    EndpointNotActive,
    TooManyEndpoints,
)
from foundation.webhooks.models import (
    AnswerBody,
    Attempt,
    Delivery,
    DeliveryStatus,
    Endpoint,
    EndpointOwner,
    EndpointSecret,
    EndpointStatus,
    Event,
    EventBody,
)
from foundation.webhooks.sealed import add_secret
from foundation.webhooks.urls import parsed

MOST_ENDPOINTS = 10
MOST_BY_HAND = 60
"""Tests and replays, for one endpoint in an hour."""
TEST_EVENT = "webhook.test"


@dataclass(frozen=True, slots=True)
class Added:
    endpoint_id: UUID
    secret: str
    """Shown once; in the database it is sealed."""


def add_endpoint(url: str, note: str, *, loopback_allowed: bool, actor: Actor) -> Added:
    actor.require_power(Power.KEEP_WEBHOOKS)
    parsed(url, loopback_allowed=loopback_allowed)
    with transaction() as session:
        owner = policy.owner_of(actor)
        _refuse_too_many(session, owner)
        endpoint = Endpoint(owner_id=owner, url=url, note=note, created_by=actor.id)
        session.add(endpoint)
        session.flush()
        audit.record(session, actor, "webhook.added", endpoint.id)
        return Added(endpoint.id, add_secret(session, endpoint.id))


def _refuse_too_many(session: Session, owner_id: UUID) -> None:
    """Whoever adds at the same moment waits here, and then counts this one too."""
    insert_unless_there(session, EndpointOwner, owner_id=owner_id)
    session.get_one(EndpointOwner, owner_id, with_for_update=True)
    if len(queries.endpoints_of(session, owner_id)) >= MOST_ENDPOINTS:
        raise TooManyEndpoints(MOST_ENDPOINTS)


def pause_endpoint(endpoint_id: UUID, *, actor: Actor) -> None:
    """What happens meanwhile waits. Twice is harmless."""
    with transaction() as session:
        endpoint = queries.own_endpoint(session, endpoint_id, actor)
        if endpoint.status is EndpointStatus.ACTIVE:
            endpoint.status = EndpointStatus.PAUSED
            audit.record(session, actor, "webhook.paused", endpoint.id)


def resume_endpoint(endpoint_id: UUID, *, actor: Actor) -> None:
    """Also after we disabled it. What waited is sent."""
    with transaction() as session:
        endpoint = queries.own_endpoint(session, endpoint_id, actor)
        if endpoint.status is not EndpointStatus.ACTIVE:
            endpoint.status = EndpointStatus.ACTIVE
            audit.record(session, actor, "webhook.resumed", endpoint.id)


def rotate_secret(endpoint_id: UUID, *, actor: Actor) -> str:
    """The new secret, shown once; the one before still signs for a day."""
    with transaction() as session:
        endpoint = queries.own_endpoint(session, endpoint_id, actor)
        audit.record(session, actor, "webhook.secret_rotated", endpoint.id)
        return add_secret(session, endpoint.id)


def remove_endpoint(endpoint_id: UUID, *, actor: Actor) -> None:
    """What was sent stays known; what waits is never sent."""
    with transaction() as session:
        endpoint = queries.own_endpoint(session, endpoint_id, actor)
        endpoint.status = EndpointStatus.REMOVED
        waiting = Delivery.status.in_((DeliveryStatus.QUEUED, DeliveryStatus.SENDING))
        never = update(Delivery).where(Delivery.endpoint_id == endpoint.id, waiting)
        session.execute(never.values(status=DeliveryStatus.GIVEN_UP, ended_at=now()))
        audit.record(session, actor, "webhook.removed", endpoint.id)


def send_test_event(endpoint_id: UUID, *, actor: Actor) -> UUID:
    """To this endpoint only; it tells nothing."""
    with transaction() as session:
        endpoint = _active(session, endpoint_id, actor)
        _count(session, endpoint)
        event = keep_event(session, endpoint.owner_id, TEST_EVENT, {"hello": "from Fairtake"})
        delivery = Delivery(event_id=event.id, endpoint_id=endpoint.id)
        session.add(delivery)
        audit.record(session, actor, "webhook.tested", endpoint.id)
        return delivery.id


def replay_delivery(endpoint_id: UUID, delivery_id: UUID, *, actor: Actor) -> UUID:
    """The same event once more, with the same webhook-id, whatever became of it before."""
    with transaction() as session:
        endpoint = _active(session, endpoint_id, actor)
        _count(session, endpoint)
        earlier = queries.delivery(session, endpoint.id, delivery_id)
        if session.get(EventBody, earlier.event_id) is None:
            raise BodyErased
        again = Delivery(event_id=earlier.event_id, endpoint_id=endpoint.id, replayed_by=actor.id)
        session.add(again)
        audit.record(session, actor, "webhook.replayed", endpoint.id, delivery=str(delivery_id))
        return again.id


def forget(session: Session, person_id: UUID) -> None:
    """A step, when a person leaves: nothing more is sent, and what was sent is erased."""
    theirs = select(Endpoint.id).where(Endpoint.owner_id == person_id)
    tried = select(Attempt.id).join(Delivery, Delivery.id == Attempt.delivery_id)
    answered = tried.where(Delivery.endpoint_id.in_(theirs))
    happened = select(Event.id).where(Event.owner_id == person_id)
    for erased in (
        delete(AnswerBody).where(AnswerBody.attempt_id.in_(answered)),
        delete(EventBody).where(EventBody.event_id.in_(happened)),
        delete(EndpointSecret).where(EndpointSecret.endpoint_id.in_(theirs)),
    ):
        session.execute(erased)
    gone = update(Endpoint).where(Endpoint.owner_id == person_id)
    session.execute(gone.values(status=EndpointStatus.REMOVED, url="", note=""))


def _count(session: Session, endpoint: Endpoint) -> None:
    """The machine at the other end may be somebody else's: nobody sends it a flood through us."""
    throttle.spend(
        session, bucket=f"webhooks:{endpoint.id}", limit=MOST_BY_HAND, per=timedelta(hours=1)
    )


def _active(session: Session, endpoint_id: UUID, actor: Actor) -> Endpoint:
    endpoint = queries.own_endpoint(session, endpoint_id, actor)
    if endpoint.status is not EndpointStatus.ACTIVE:
        raise EndpointNotActive
    return endpoint
