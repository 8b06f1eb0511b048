"""Keeping what was told: once, whoever tells it and how often."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from payouts.stripe_gateway.events import Event
from payouts.webhooks.models import EventWaiting, FoundBy, StripeEvent


def keep(session: Session, events: Iterable[Event], found_by: FoundBy) -> int:
    """How many of them nobody had told before."""
    return sum(_keep_one(session, each, found_by) for each in events)


def _keep_one(session: Session, event: Event, found_by: FoundBy) -> bool:
    # Asked first, because what SQLite does for ON CONFLICT is refused of append-only tables; there
    # nobody else writes meanwhile. On PostgreSQL the insert decides between two at once.
    if session.scalar(select(StripeEvent.id).where(StripeEvent.event_id == event.id)):
        return False
    id_, at = new_id(), now()
    new = insert_unless_there(
        session,
        StripeEvent,
        id=id_,
        event_id=event.id,
        kind=event.kind,
        about=event.about,
        account=event.account,
        found_by=found_by,
        happened_at=event.created_at,
        received_at=at,
    )
    if new:
        session.add(EventWaiting(event_id=id_))
        session.flush()
    return new
