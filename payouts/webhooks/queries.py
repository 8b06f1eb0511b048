"""What waits to be handled, what failed, and what was told lately."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.cursors import Page
from foundation.hooks import Queue
from foundation.statements import among
from payouts.webhooks.models import EventHandled, EventSweep, EventWaiting, StripeEvent

PAGE = 50
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Listed:
    event: StripeEvent
    waiting: EventWaiting | None
    handled: EventHandled | None


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    waiting = select(func.count(), func.min(StripeEvent.received_at)).join(
        EventWaiting, EventWaiting.event_id == StripeEvent.id
    )
    yield Queue("Stripe events to handle", *session.execute(waiting).one())
    failed = waiting.where(EventWaiting.failed_because != "")
    yield Queue("Stripe events that failed", *session.execute(failed).one())


def failed(session: Session) -> Sequence[Listed]:
    """The oldest first."""
    of = _listed().where(EventWaiting.failed_because != "")
    rows = session.execute(of.order_by(StripeEvent.received_at).limit(_MOST_SHOWN))
    return [Listed(event, waiting, handled) for event, waiting, handled in rows]


def newest(session: Session, *, after: str | None) -> Page[Listed]:
    places = select(StripeEvent.received_at, StripeEvent.id)
    page = cursors.page_of(
        session, places, StripeEvent.received_at, StripeEvent.id, after=after, limit=PAGE
    )
    of = _listed().where(among(session, StripeEvent.id, [row.id for row in page.items]))
    rows = session.execute(of.order_by(StripeEvent.received_at.desc(), StripeEvent.id.desc()))
    listed = [Listed(event, waiting, handled) for event, waiting, handled in rows]
    return Page(listed, page.next)


def last_swept(session: Session) -> datetime | None:
    return session.scalar(select(func.max(EventSweep.began_at)))


def _listed() -> Select[StripeEvent, EventWaiting | None, EventHandled | None]:
    return (
        select(StripeEvent, EventWaiting, EventHandled)
        .outerjoin(EventWaiting, EventWaiting.event_id == StripeEvent.id)
        .outerjoin(EventHandled, EventHandled.event_id == StripeEvent.id)
    )
