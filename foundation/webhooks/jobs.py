"""What webhooks do by themselves: they are sent, and what they said is erased in time."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import changed
from foundation.webhooks import sending
from foundation.webhooks.models import (
    AnswerBody,
    Attempt,
    Delivery,
    DeliveryStatus,
    EndpointSecret,
    Event,
    EventBody,
)

BODIES_KEPT_FOR = timedelta(days=30)


def send(lease: Lease) -> str:
    return sending.send_due(lease=lease)


def erase(_lease: Lease) -> str:
    """What was sent and answered, and secrets that sign no more. That it was sent, stays."""
    with transaction() as session:
        before = now() - BODIES_KEPT_FOR
        old = select(Event.id).where(Event.announced_at < before)
        waiting = Delivery.status.in_((DeliveryStatus.QUEUED, DeliveryStatus.SENDING))
        never = update(Delivery).where(waiting, Delivery.event_id.in_(old))
        session.execute(never.values(status=DeliveryStatus.GIVEN_UP, ended_at=now()))
        answered = select(Attempt.id).where(Attempt.ended_at < before)
        erased = changed(session, delete(EventBody).where(EventBody.event_id.in_(old)))
        erased += changed(session, delete(AnswerBody).where(AnswerBody.attempt_id.in_(answered)))
        session.execute(delete(EndpointSecret).where(EndpointSecret.ends_at < now()))
        return f"{erased} bodies erased"


JOBS = (
    Job("webhooks.send", send, every=timedelta(seconds=5), thread="webhooks"),
    Job("webhooks.erase", erase, every=timedelta(hours=1)),
)
